"""A digest as the Markdown that an editor may change before it is sent, and that text read back."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.choosing.digest import Digest, Group, Item
from samverka.markdown.headings import headings
from samverka.pages.ways import link_to
from samverka.pages.wording import as_markdown
from samverka.schema import Fault, Model, check_model, load_yaml
from samverka.source.addresses import heading_anchor
from samverka.source.document import split_front_matter
from samverka.swedish.dates import format_date
from samverka.swedish.listing import listed

ITEM: Final = 3
"""The level of an item's heading."""

LEFT_OUT: Final = "Inte med i brevet"
"""The heading of the section that stays with the editor; what is linked there counts as told."""

GREETING: Final = "Hej! Här är det senaste."

_HINT: Final = """\
Det här avsnittet syns inte i brevet. Flytta hit det du inte vill berätta, så kommer det inte \
tillbaka. Det du bara tar bort kommer med nästa gång."""
_LEFT_OUT: Final = re.compile(
    rf"^##[ \t]+{LEFT_OUT}[ \t]*#*[ \t]*$.*?(?=^##?[ \t]|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_NAMED: Final = 2
"""Titles in the preheader; mail programs show about a hundred characters."""
_LONGEST: Final = 45
_LIKE_A_LINK: Final = re.compile(
    r"((?<!\\)(?:\\\\)*\\\](?=\()|\b(?:href|src|poster|data)\s*(?==))([(=])", re.IGNORECASE
)
"""An escaped bracket before a parenthesis, and what could be an attribute."""
_NEEDLESS: Final = re.compile(r"(?<=[^\W\d_])\\([.!-])")
"""After a letter these begin nothing, and an editor reads the text more easily without."""


class _Matter(Model):
    title: str
    preheader: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an editor sends; `left_out` is the Markdown of what is not to be told.

    `preheader` names the first items where the editor has written none.
    """

    title: str
    preheader: str
    text: str
    left_out: str


def render_digest(digest: Digest) -> str:
    """The same digest, the same text."""
    matter = f'---\ntitle: {_quoted(_title(digest))}\npreheader: ""\n---'
    groups = (part for group in digest.groups for part in _group(group))
    return "\n\n".join((matter, GREETING, *groups, f"## {LEFT_OUT}", _HINT)) + "\n"


def parse_digest(path: PurePosixPath, text: str) -> Edited:
    """Raise `SamverkaError` with every fault where the lines at the top cannot be used."""
    parts = split_front_matter(text)
    loaded = load_yaml(parts.matter or "")
    checked = check_model(_Matter, {} if loaded.data is None else loaded.data)
    faults = loaded.faults or checked.faults
    if checked.value is not None and not checked.value.title.strip():
        faults = (Fault(1, "title: får inte vara tom"),)
    if faults or checked.value is None:
        raise _unusable(path, faults)
    left_out = "\n".join(_LEFT_OUT.findall(parts.body))
    body = _LEFT_OUT.sub("", parts.body)
    preheader = checked.value.preheader or _preheader(body)
    return Edited(checked.value.title, preheader, body, left_out)


def _unusable(path: PurePosixPath, faults: Sequence[Fault]) -> SamverkaError:
    said = (f"{path}{f':{one.line + 1}' if one.line else ''} {one.message}" for one in faults)
    do = "Rätta raderna överst i filen och kör igen. Vill du börja om: samverka digest --new"
    return SamverkaError("\n".join(said), do)


def _title(digest: Digest) -> str:
    day = format_date(digest.until)
    return f"Nytt för {digest.audience}, {day}" if digest.audience else f"Nytt {day}"


def _preheader(text: str) -> str:
    """The titles of the first items, as they stand now."""
    found = headings(text, heading_anchor)
    titles = [_short(one.text) for one in found if one.level == ITEM]
    rest = len(titles) - _NAMED
    return listed([*titles[:_NAMED], f"{rest} till"] if rest > 0 else titles)


def _short(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rpartition(" ")[0].rstrip(" ,.:;–-") + " …"


def _quoted(text: str) -> str:
    """As a value of YAML, whatever is in it; JSON's strings are YAML's (YAML 1.2, 1.2)."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return json.dumps(plain, ensure_ascii=False)


def _group(group: Group) -> Iterator[str]:
    yield f"## {_plain(group.heading)}"
    for item in group.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"### {_shielded(link_to(item.address, item.title))}"
    for said in filter(None, (item.facts, item.summary)):
        yield _plain(said)


def _plain(text: str) -> str:
    return _shielded(as_markdown(" ".join(text.split())))


def _shielded(markdown: str) -> str:
    """Easy to read, and without what looks like a link to those who only search for such."""
    return _LIKE_A_LINK.sub(lambda found: f"{found[1]}&#{ord(found[2])};", _eased(markdown))


def _eased(markdown: str) -> str:
    return _NEEDLESS.sub(r"\1", markdown)
