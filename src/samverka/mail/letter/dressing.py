"""The look of a few elements that mail programs need help with."""

from typing import Final
from xml.etree.ElementTree import Element

from samverka.mail.letter.pictures import only_pictures, within
from samverka.markdown.html_tree import fill, html_of, make, words_of

GROUND: Final = "#0b4a50"
"""Of a button, as in letter.css: some programs know a colour only as an attribute."""
LOGO: Final = (120, 44)
"""Pixels that a logo in a row of them has at most."""
_WEB: Final = ("https://", "http://")


def dress(body: Element, *, is_quiet: bool) -> Element:
    """In place: rows of logos beside each other, and a last link that stands alone as a button.

    A `is_quiet` letter has no buttons: among many articles they would shout.
    """
    for parent in list(body.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag in {"ul", "ol"} and (row := list(only_pictures(child))):
                parent[place] = _row(row)
            elif child.tag == "pre":
                parent[place] = _lines(child)
    texts = [place for place, one in enumerate(body) if one.get("class") != "note"]
    link = _link_alone(body[texts[-1]]) if texts else None
    if link is not None:
        body[texts[-1]] = call(words_of(link), link.get("href", ""), is_quiet=is_quiet)
    return body


def call(words: str, address: str, *, is_quiet: bool) -> Element:
    """What the reader is asked to open; classic Outlook gives links no room, but table cells."""
    link = make("a", words, href=address)
    if is_quiet:
        return make("p", make("strong", link))
    return make(
        "table",
        make("tr", make("td", link, bgcolor=GROUND)),
        role="presentation",
        **{"class": "button"},
    )


def shorten(body: Element, budget: int) -> Element | None:
    """The first blocks, within `budget` characters of HTML; None where nothing is left out."""
    kept, spent = [], 0
    for child in body:
        spent += len(html_of(child))
        if spent > budget:
            break
        kept.append(child)
    return fill(Element("div"), kept) if len(kept) < len(body) else None


def _lines(block: Element) -> Element:
    """Preformatted text that also breaks where a program knows no `white-space`."""
    lines = "".join(block.itertext()).rstrip("\n").split("\n")
    code = Element("code")
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        fill(code, (*([make("br")] if number else []), "\u00a0" * indent + line[indent:]))
    made = make("p", code, **{"class": "code"})
    made.tail = block.tail
    return made


def _row(pictures: list[Element]) -> Element:
    row = make("p", **{"class": "logos"})
    for picture in pictures:
        size = int(picture.get("width", "1")), int(picture.get("height", "1"))
        width, height = within(size, LOGO)
        said = {"src": picture.get("src", ""), "alt": picture.get("alt", "")}
        picture.attrib = {**said, "width": str(width), "height": str(height)}
        picture.tail = None
        fill(row, (picture, " "))
    return row


def _link_alone(block: Element) -> Element | None:
    """A paragraph that is only a link to the web."""
    if block.tag != "p" or (block.text or "").strip() or len(block) != 1:
        return None
    link = block[0]
    is_web = link.tag == "a" and link.get("href", "").startswith(_WEB)
    is_words = is_web and not list(link) and not (link.tail or "").strip()
    return link if is_words and words_of(link) else None
