"""The words of web pages and of text, whoever wrote it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from samverka.word.counting.page import line_text_inside
from samverka.word.counting.pieces import Piece, Source

INLINE = ("a", "abbr", "b", "cite", "code", "em", "i", "mark", "small", "span", "strong", "sub",
          "sup", "u", "img", "del", "ins", "kbd", "q", "s", "time")  # fmt: skip
LIST_NUMBER = re.compile(r"^[ \t]*\d+[.)][ \t]", re.MULTILINE)
UNSEEN = ("script", "style", "head", "template")


def count_html(text: str) -> Source:
    """What a browser would show, and the words for its pictures."""
    parser = _Shown()
    parser.feed(text)
    parser.close()
    return Source(tuple(_pieces("".join(parser.parts).split("\n\n"))), parser.items)


def count_markdown(text: str) -> Source:
    """What a reader sees of Markdown or plain text."""
    text = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", " ", text)
    text = re.sub(r"(?m)^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+.*$", " ", text)
    text = re.sub(r"</?[a-zA-Z][^<>@:]*>", " ", text)
    text = re.sub(r"(?<=[\])])\{[^}\n]*\}|(?m:(?<=\S)\s\{[#.:][^}\n]*\}$)", " ", text)
    text = re.sub(r'(?<!\\)\]\(<?[^)\s]*(?:\s+"[^"\n]*")?\)', "]", text)
    text = re.sub(r"\[\^[\w-]+\]:?", "", text)
    text, numbered = LIST_NUMBER.subn(" ", text)
    text = re.sub(r"(?<!\\)(?:\*+|~~)|(?<!\w)_+|_+(?!\w)|(?<!\\)[\[\]]", "", text)
    return Source(tuple(_pieces(line_text_inside(text).split("\n\n"))), numbered)


def _pieces(paragraphs: list[str]) -> Iterator[Piece]:
    said = (text for text in paragraphs if text.strip())
    for number, text in enumerate(said, 1):
        yield Piece(f"stycke {number}", text)


class _Shown(HTMLParser):
    """Text by paragraphs, with an empty line between them."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.items = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The words of pictures; the text of scripts, styles and the head is not shown."""
        self._unseen += tag in UNSEEN
        self.items += tag == "li"
        if tag not in INLINE:
            self.parts.append(" " if tag in ("br", "wbr") else "\n\n")
        if tag == "img" and not self._unseen:
            self.parts.append(f" {dict(attrs).get('alt') or ''} ")

    def handle_endtag(self, tag: str) -> None:
        """The end of a paragraph, or of what is not shown."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag not in INLINE:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """A piece of text; its own line breaks only wrap it."""
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))
