"""A letter as the fields of a listmonk campaign, in which nothing runs but the way out.

The fields are those that listmonk documents for POST /api/campaigns. It reads bodies, and subjects
and headers with braces in them, as templates of Go (html/template, text/template), which run what
stands within braces and take away comments, also those that classic Outlook needs. So all of a
letter is written as strings of Go that are printed as they are.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Final

from samverka.errors import SamverkaError
from samverka.files import on_one_line
from samverka.mail.letter.letter import Letter
from samverka.schema import Data
from samverka.settings import Sender

Fields = Mapping[str, Data]
"""What JSON holds."""

UNSUBSCRIBE: Final = "{{ UnsubscribeURL }}"
BARE_TEMPLATE: Final = '{{ template "content" . }}'
"""A template that adds nothing: no head, no foot, no tracking picture."""
_ESCAPED: Final = str.maketrans({sign: f"\\x{ord(sign):02x}" for sign in "{}<>@"})
"""Signs that listmonk's own rules look for before Go reads the template."""
_IMAGE: Final = re.compile(r'<img\b(?:[^>"]|"[^"]*")*>')
_DIGITS: Final = 16


def campaign_of(letter: Letter, sender: Sender, lists: tuple[int, ...], template: int) -> Fields:
    """Raise `SamverkaError` where a reader would get no way out, or a picture cannot be seen."""
    fields = {
        "name": on_one_line(f"{letter.subject} ({letter.name})"),
        "subject": _value(letter.subject),
        "lists": list(lists),
        "from_email": _mailbox(sender),
        "type": "regular",
        "content_type": "html",
        "body": _body(_with_pictures_of_the_site(letter), escape(letter.leaving)),
        "altbody": _body(letter.text, letter.leaving),
        "messenger": "email",
        "template_id": template,
        "headers": [{"Reply-To": sender.reply_to or sender.address}],
    }
    return {**fields, "tags": [tag_of(letter.name), _tag_of_content(fields)]}


def tag_of(name: str) -> str:
    """The mark by which the campaign of an issue is found again; no spaces, at most 100 signs."""
    readable = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)
    return f"samverka-{readable[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]}"


def _tag_of_content(fields: Fields) -> str:
    said = json.dumps(fields, sort_keys=True).encode()
    return f"samverka-innehall-{hashlib.sha256(said).hexdigest()[:_DIGITS]}"


def _body(text: str, leaving: str) -> str:
    if leaving not in text:
        raise SamverkaError(
            "Brevet saknar en väg ut för den som inte vill ha det.", "Gör om brevet och kör igen."
        )
    return UNSUBSCRIBE.join(f"{{{{ Safe {_go_string(part)} }}}}" for part in text.split(leaving))


def _go_string(text: str) -> str:
    r"""A string of Go: that of JSON, whose escapes Go has too (but for `\/`, which is not made)."""
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def _value(text: str) -> str:
    """A header's value on one line; read as a template only where it has braces."""
    line = on_one_line(text)
    return f"{{{{ {_go_string(line)} }}}}" if "{{" in line else line


def _mailbox(sender: Sender) -> str:
    """`"Name" <address>`: the name is no template in listmonk, and is encoded there."""
    name = on_one_line(sender.name).replace("\\", "\\\\").replace('"', r"\"")
    return f'"{name}" <{sender.address}>'


def _with_pictures_of_the_site(letter: Letter) -> str:
    """The HTML with addresses where `cid:` stood, since a campaign has no parts of its own.

    What only adorns, and is nowhere on the site, is left out.
    """
    html = letter.html
    for picture in letter.pictures:
        source = f'src="cid:{picture.cid}"'
        if picture.address:
            html = html.replace(source, f'src="{escape(picture.address)}"')
        html = _IMAGE.sub(partial(_unless_adornment, source), html)
        if source in html:
            raise SamverkaError(
                f"Bilden {picture.file_name} har ingen adress på webbplatsen.",
                "Lägg den i mappen docs och gör om brevet.",
            )
    return html


def _unless_adornment(source: str, tag: re.Match[str]) -> str:
    is_adornment = source in tag[0] and ' alt=""' in tag[0]
    return "" if is_adornment else tag[0]
