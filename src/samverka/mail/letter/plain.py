"""A cleaned text as plain text: as somebody would type it, each paragraph on one line."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from samverka.mail.letter.plain_tables import table_lines

WIDEST_RULE: Final = 60
"""Signs below a heading, at most."""
_BLOCKS: Final = frozenset(
    {"p", "h3", "h4", "ul", "ol", "dl", "blockquote", "pre", "table", "div", "hr", "caption"}
)
_BREAK: Final = "\u2028"
"""Stands for a line break while spaces are tidied."""
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_MAIL: Final = "mailto:"


def plain_text(body: Element) -> str:
    """Blocks apart by an empty line; nothing at the end."""
    return "\n\n".join(_blocks(body))


def headed(words: str, sign: str) -> str:
    """A heading with a rule of `sign` below it."""
    return f"{words}\n{sign * min(len(words), WIDEST_RULE)}"


def linked_words(words: str, address: str) -> str:
    """The words, then where they lead; once where they are the same."""
    shown = address.removeprefix(_MAIL) if address.startswith(_MAIL) else address
    bare = words.removeprefix("https://").removeprefix("http://").rstrip("/")
    is_same = bare.casefold() == re.sub(r"^https?://", "", shown).rstrip("/").casefold()
    return shown if is_same or not words else f"{words} <{shown}>"


def _blocks(element: Element) -> Iterator[str]:
    line: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _said(line)
            line = []
            yield from (block for block in _block(child) if block)
        else:
            line.append(_inline(child))
        line.append(child.tail or "")
    yield from _said(line)


def _said(line: Iterable[str]) -> Iterator[str]:
    text = _tidy("".join(line))
    if text:
        yield text


def _tidy(text: str) -> str:
    lines = _SPACES.sub(" ", text).split(_BREAK)
    return "\n".join(line.strip() for line in lines).strip()


def _block(element: Element) -> Iterator[str]:
    match element.tag:
        case "ul" | "ol":
            yield "\n".join(_items(element))
        case "dl":
            yield "\n".join(_definitions(element))
        case "blockquote":
            yield _indented(plain_text(element), "> ", "> ")
        case "pre":
            yield _indented("".join(element.itertext()).rstrip("\n"), "    ", "    ")
        case "table":
            yield from table_lines(element, _words)
        case "hr":
            yield "* * *"
        case _:
            yield from _blocks(element)


def _items(listed: Element) -> Iterator[str]:
    start = listed.get("start") or ""
    first = int(start) if start.isdecimal() else 1
    is_loose = any(item.find("p") is not None for item in listed)
    said = (list(_blocks(one)) for one in listed if one.tag == "li")
    for number, blocks in enumerate(filter(None, said), first):
        sign = f"{number}. " if listed.tag == "ol" else "- "
        text = ("\n\n" if is_loose else "\n").join(blocks)
        yield _indented(text, sign, " " * len(sign))


def _definitions(listed: Element) -> Iterator[str]:
    for one in listed:
        said = plain_text(one)
        yield _indented(said, "    ", "    ") if one.tag == "dd" else said


def _indented(text: str, first: str, later: str) -> str:
    lines = text.split("\n")
    begun = (f"{later if number else first}{line}" for number, line in enumerate(lines))
    return "\n".join(line.rstrip() for line in begun)


def _words(element: Element) -> str:
    return _tidy(_inside(element)).replace("\n", " ")


def _inside(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.extend((_inline(child), child.tail or ""))
    return "".join(parts)


def _inline(element: Element) -> str:
    match element.tag:
        case "br":
            return _BREAK
        case "img":
            said = element.get("alt") or ""
            return f"[Bild: {said}]" if said else ""
        case "a":
            return linked_words(_words(element), element.get("href", ""))
        case "q":
            return f"”{_inside(element)}”"
        case _:
            return _inside(element)
