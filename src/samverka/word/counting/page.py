"""The words a reader sees on a page of ours: what `word/markdown.py` writes, read back."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverka.word.counting.formulas import letters_of_tex

CUT = "\x1f"
"""Between cells and forced lines, where a number of Word's own may stand first."""

MARK = re.compile(
    r"""
      (?P<formula> \\\((?P<inline>(?:(?!\\\)).)*)\\\) | \$\$(?P<display>.+?)\$\$ )
    | (?P<escape>  \\(?P<sign>[^\w\s]) )
    | (?P<code>    (?P<ticks>`+)(?P<verbatim>.+?)(?P=ticks) )
    | (?P<picture> !\[(?P<alt>(?:\\.|[^\]\\])*)\]
                   \((?:[^()\s"]|\\.)*(?:\s+"(?P<title>(?:\\.|[^"\\])*)")?\s*\) )
    | (?P<stored>  \[(?P<file>[a-z0-9-]+\.[a-z]{3,4})\]\([a-z0-9-]+/(?P=file)\)
                 | \[(?:bild|logotyp)-\d+\.[a-z]{3,4}\]\([^()\s"]*\) )
    | (?P<note>    \[\^[\w-]+\]:? )
    | (?P<target>  \]\([^()\s"]*(?:\s+"(?:\\.|[^"\\])*")?\) )
    | (?P<list>    \{:?[^{}]*\} )
    | (?P<address> <(?P<shown>(?:https?:|mailto:|[\w.+-]+@)[^<>\s]*)> )
    | (?P<comment> <!--.*?--> )
    | (?P<tag>     </?(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<given>(?:"[^"]*"|[^<>"])*)> )
    | (?P<entity>  &(?:\#\d+|\#x[0-9a-fA-F]+|\w+); )
    | (?P<cut>     \| )
    | (?P<quiet>   \*+ | (?<!\w)_+ | _+(?!\w) | \[ | \] | ~~ )
    """,
    re.VERBOSE,
)
SILENT = ("a", "b", "em", "i", "span", "strong", "sub", "sup", "u", "mark", "small", "del", "ins")
LINE_MARK = re.compile(
    r"\s*(?:>\s?)*(?:(?:[-*+]|\d+\.)(?=\s|$)\s*)*(?:#{1,6}(?=\s|$)\s*)?(?:>\s?)*"
)
NOT_TEXT = re.compile(r"\s*(?:\|?(?:\s*:?-{3,}:?\s*\|)+|-{3,}|\*\[[^\]]*\]:.*)\s*$")
OPENS_INDENT = re.compile(r"(?:[-*+]|\d+\.|\[\^[\w-]+\]:)(?:\s|$)")
HEADING = re.compile(r"(#{1,6})\s")
FORMULA = re.compile(r"(?<!\\)\\\(.*?\\\)|\$\$.+?\$\$", re.DOTALL)
WRAP = "\x1e"
"""A line break inside an equation."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """`number` counts from 1 in the body, `raw` is the line as written.

    `parts` are its cells and forced lines as a reader sees them; `level` is that of a heading.
    """

    number: int
    raw: str
    parts: tuple[str, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.parts)


def page_lines(body: str) -> tuple[PageLine, ...]:
    """The lines that show something."""
    return tuple(_lines(body))


def _lines(body: str) -> Iterator[PageLine]:
    nests, number = False, 0
    for raw in FORMULA.sub(_on_one_line, body).split("\n"):
        first, number = number + 1, number + 1 + raw.count(WRAP)
        if not raw.strip() or NOT_TEXT.match(raw):
            continue
        if not raw.startswith("    "):
            nests = OPENS_INDENT.match(raw) is not None
        shown = raw if raw.startswith("    ") and not nests else line_text(raw)
        parts = tuple(part.strip() for part in shown.split(CUT) if part.strip())
        if parts:
            heading = HEADING.match(raw)
            yield PageLine(first, raw, parts, len(heading[1]) if heading else 0)


def _on_one_line(found: re.Match[str]) -> str:
    return found[0] if "\n\n" in found[0] else found[0].replace("\n", WRAP)


def line_text(raw: str) -> str:
    """What a reader sees of one line, with `CUT` between its parts."""
    return MARK.sub(_shown, raw[LINE_MARK.match(raw).end() :])  # type: ignore[union-attr]


def _shown(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "formula":
            return f" {letters_of_tex(found['inline'] or found['display'] or '')} "
        case "escape":
            return found["sign"]
        case "code":
            return found["verbatim"]
        case "picture":
            return f" {line_text_inside(found['alt'])} {line_text_inside(found['title'] or '')} "
        case "entity":
            return html.unescape(found[0])
        case _:
            return _shown_of_rest(found)


def line_text_inside(text: str) -> str:
    """Text between marks, whose own marks are only escapes."""
    return html.unescape(re.sub(r"\\([^\w\s])", r"\1", text))


def _shown_of_rest(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "address":
            return found["shown"]
        case "tag":
            return _shown_of_tag(found["name"].lower(), found["given"])
        case "cut":
            return CUT
        case "comment" | "stored":
            return " "
        case _:
            return ""


def _shown_of_tag(name: str, given: str) -> str:
    if name == "img":
        said = re.findall(r'\b(?:alt|title)="([^"]*)"', given)
        return f" {html.unescape(' '.join(said))} "
    return "" if name in SILENT else CUT
