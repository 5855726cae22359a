"""Texts made to harm: nothing in them runs, is fetched, becomes a header or leaves the project."""

import os
import re
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.folder import read_letter, write_letter
from samverka.settings import Sender
from tests.letters import letter_of, mailing_site
from tests.pictures import lines, saved

TRICKS = """\
{{ 7*7 }} {% include "/etc/passwd" %} {# x #} [a](javascript:alert(1)) [b](data:text/html,x)
[c](vbscript:x) [d](JaVa&#09;script:alert(1)) [e](file:///etc/passwd) <https://e.example/"onclick="x>
<style>p{background:url(https://spion.example/1)}</style><base href="https://spion.example/">
<meta http-equiv="refresh" content="0;url=https://spion.example"><form action="https://spion.example">
<input type="image" src="https://spion.example/2"></form><p style="background:url(https://spion.example/3)"
background="https://spion.example/4" onmouseover="alert(1)">x</p><link rel="stylesheet" href="https://spion.example/5">
<img src="https://spion.example/6" srcset="https://spion.example/7 2x" alt="Spion"><svg><image href="https://spion.example/8"/></svg>
<!--[if mso]><img src="https://spion.example/9"><![endif]--><video poster="https://spion.example/10"></video>
<table background="https://spion.example/11"><tr><td background="https://spion.example/12">x</td></tr></table>
"""
LOADS = re.compile(
    r"""\b(?:src|srcset|poster|background|data|action|http-equiv)\s*= | \son[a-z]+=
    | url\( | @import | <(?:link|base|form|script|svg|video)""",
    re.VERBOSE | re.IGNORECASE,
)


def test_nothing_an_editor_writes_is_fetched_or_runs(tmp_path: Path) -> None:
    letter = letter_of(mailing_site(tmp_path, TRICKS)).value
    tags = re.findall(r"<[^>]*>", letter.html.partition("<body")[2])
    assert not [tag for tag in tags if LOADS.search(tag)]
    addresses = re.findall(r'href="([^"]*)"', letter.html)
    assert all(one.startswith(("https://", "mailto:", "#")) for one in addresses)
    assert "{{ 7*7 }}" in letter.html
    assert "root:" not in letter.html
    assert "mso]><img" not in letter.html


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
@pytest.mark.parametrize(
    "place",
    [
        "../../../../etc/bild.png",
        "/etc/bild.png",
        "file:///etc/bild.png",
        r"\\server\delad\bild.png",
        r"2026-05\..\..\hemlig.png",
        "C:/bild.png",
        "../hemlig.png",
        "2026-05/leder-ut.png",
        "mapp/hemlig.png",
    ],
)
def test_no_picture_is_taken_from_outside(tmp_path: Path, place: str) -> None:
    site = mailing_site(tmp_path, f"![Ord]({place})")
    picture = saved(lines(64, 64), "PNG")
    site.write("hemlig.png", picture).write("hemligt/hemlig.png", picture)
    site.write(r"newsletters/2026-05\..\..\hemlig.png", picture)  # a way out on Windows only
    (tmp_path / "newsletters/2026-05").mkdir(exist_ok=True)
    (tmp_path / "newsletters/2026-05/leder-ut.png").symlink_to(tmp_path / "hemlig.png")
    (tmp_path / "newsletters/mapp").symlink_to(tmp_path / "hemligt")
    letter = letter_of(site).value
    assert letter.pictures == ()
    assert "<img" not in letter.html
    assert "Ord" in letter.text


@pytest.mark.parametrize("title", ["=?utf-8?q?hej=0D=0ABcc:_x?=", "Läs =?utf-8?b?eA?= nu"])
def test_a_subject_that_would_be_decoded_is_told(tmp_path: Path, title: str) -> None:
    site = mailing_site(tmp_path, title=f'"{title}"')
    with pytest.raises(SamverkaError, match="som mejlprogram läser som kod"):
        write_letter(tmp_path, letter_of(site).value, Background(sender()))
    with pytest.raises(ValueError, match="utan styrtecken"):
        sender(title)


def test_words_that_steer_the_reader_or_a_header_are_on_one_line(tmp_path: Path) -> None:
    hostile = r'"a\u202eb\u2066 \u2028c\r\nBcc: x@y.example"'
    events = f"[{{title: {hostile}, place: {hostile}, date: 2026-12-17}}]"
    matter = {"preheader": hostile, "masthead": hostile, "events": events}
    site = mailing_site(tmp_path, "Öppna \u202egnp.exe", title=hostile, **matter)
    letter = letter_of(site).value
    folder = write_letter(tmp_path, letter, Background(sender())).value
    assert read_letter(tmp_path, folder).subject == "a b c Bcc: x@y.example"
    for name in ("letter.html", "letter.txt", "preview.html"):
        text = (folder / name).read_text("utf-8")
        assert not re.findall("[\u202d\u202e\u2028\u2066]|\nBcc", text), name
    header = (folder / "draft.eml").read_bytes().partition(b"\r\n\r\n")[0]
    assert b"\nBcc" not in header


def sender(name: str = "Trygg uppväxt") -> Sender:
    return Sender(name=name, address="brev@trygg.example")
