"""Definition lists in a Markdown text, with the lines they stand on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

_FENCE: Final = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_MEANING: Final = re.compile(r"[ ]{0,3}:[ ]{1,3}(.*)")
_INDENTED: Final = re.compile(r"(?:[ ]{4}|\t)(.*)")
_MARKUP: Final = (
    (re.compile(r"<[^>]*>|\{:[^}]*\}|\[\^[^\]]*\]"), ""),
    (re.compile(r"!?\[([^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"\*{1,3}(?=\S)(.+?)(?<=\S)\*{1,3}|`+(.+?)`+"), r"\1\2"),
    (re.compile(r"(?<!\w)_{1,3}(?=\S)(.+?)(?<=\S)_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"\\([^\w\s])"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Definition:
    """`words` are written as Markdown, one a line; `paragraphs` stand below them.

    `line` is that of the first word, counted from 1.
    """

    words: tuple[str, ...]
    paragraphs: tuple[str, ...]
    line: int


def definitions(markdown: str) -> Iterator[Definition]:
    """Every definition outside fenced code, in order."""
    reader, fence = _Reader(), ""
    for number, line in enumerate(markdown.splitlines(), start=1):
        found = _FENCE.match(line)
        if fence or found:
            ends = found is not None and found[1].startswith(fence)
            fence = "" if fence and ends else fence or (found[1] if found else "")
        else:
            reader.read(number, line)
    reader.end()
    yield from reader.done


def plain_text(markdown: str) -> str:
    """The words of a paragraph, without its marks and the addresses of its links."""
    for pattern, kept in _MARKUP:
        markdown = pattern.sub(kept, markdown)
    return " ".join(unescape(markdown).split())


class _Reader:
    """The lines of a text, one after the other; `waiting` may be words with a meaning below."""

    def __init__(self) -> None:
        self.done: list[Definition] = []
        self._waiting: list[str] = []
        self._words: list[str] = []
        self._paragraphs: list[list[str]] = []
        self._line, self._begun, self._gap = 0, 0, False

    def read(self, number: int, line: str) -> None:
        """Lines without indent after a gap are other words, or no part of the list at all."""
        meaning, indented = _MEANING.fullmatch(line), _INDENTED.fullmatch(line)
        if not line.strip():
            self._gap = True
            return
        if meaning and (self._waiting or self._words):
            self._begin(meaning[1])
        elif self._words and (indented or not self._gap):
            self._go_on((indented[1] if indented else line).strip())
        else:
            self._wait(number, line.strip())
        self._gap = False

    def end(self) -> None:
        """What has been read so far is a whole definition."""
        if self._words:
            paragraphs = tuple(" ".join(lines).strip() for lines in self._paragraphs)
            self.done.append(Definition(tuple(self._words), paragraphs, self._begun))
        self._words, self._paragraphs = [], []

    def _begin(self, meaning: str) -> None:
        if self._waiting:
            self.end()
            self._words, self._waiting, self._begun = self._waiting, [], self._line
        self._paragraphs.append([meaning.strip()])

    def _go_on(self, text: str) -> None:
        if self._gap:
            self._paragraphs.append([])
        self._paragraphs[-1].append(text)

    def _wait(self, number: int, text: str) -> None:
        self.end()
        if self._gap or not self._waiting or text.startswith("#"):
            self._waiting, self._line = [], number
        if not text.startswith("#"):
            self._waiting.append(text)
