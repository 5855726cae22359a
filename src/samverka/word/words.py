r"""The words of a source, counted by a reader that shares no code with the import.

Words as in Unicode's \w, case folded, NFC, soft hyphens taken out.
"""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from samverka.word.opening.package import Format, Package

WORD = re.compile(r"\w+")
BLOCK_TAGS = {"p", "tab", "br", "cr", "tc", "h", "span-break", "s", "line-break", "noBreakHyphen"}
SKIPPED = {"del", "moveFrom", "instrText", "delText", "Fallback", "fallback"}
ODT_SKIPPED = {"annotation", "tracked-changes", "sequence-decls", "page-number"}


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    normal = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("_", " ")
    return WORD.findall(normal.casefold())


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of the text itself, and by reason those that are no text of the page."""

    text: Counter[str]
    aside: dict[str, Counter[str]]


def count_words(package: Package) -> SourceWords:
    """What a reader of the source would read."""
    match package.format:
        case Format.DOCX:
            return _docx_words(package.content)
        case Format.ODT:
            return _odt_words(package.content)
        case Format.HTML:
            return SourceWords(Counter(words_of(_html_text(package.text))), {})
        case Format.MARKDOWN:
            return SourceWords(Counter(words_of(_markdown_text(package.text))), {})


def _docx_words(content: bytes) -> SourceWords:
    text: Counter[str] = Counter()
    aside: dict[str, Counter[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            found = re.fullmatch(
                r"word/(document|footnotes|endnotes|header|footer|comments)\d*\.xml", name
            )
            if found is None:
                continue
            root = ET.fromstring(archive.read(name))  # noqa: S314  DOCTYPE is refused at the door
            words = Counter(words_of(_text_below(root, SKIPPED)))
            reason = ASIDE.get(found[1])
            if reason is None:
                text += words
            else:
                aside.setdefault(reason, Counter()).update(words)
    return SourceWords(text, aside)


ASIDE = {
    "header": "sidhuvud och sidfot",
    "footer": "sidhuvud och sidfot",
    "comments": "kommentarer i Word",
}


def _odt_words(content: bytes) -> SourceWords:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314  DOCTYPE is refused at the door
    body = next((e for e in root.iter() if _local(e) == "text" and "office" in e.tag), root)
    return SourceWords(Counter(words_of(_text_below(body, ODT_SKIPPED, every=True))), {})


def _text_below(root: ET.Element, skipped: Iterable[str], *, every: bool = False) -> str:
    return "".join(_parts(root, frozenset(skipped), every=every))


def _parts(element: ET.Element, skipped: frozenset[str], *, every: bool) -> Iterator[str]:
    name = _local(element)
    if name in skipped:
        return
    if name in BLOCK_TAGS:
        yield " "
    if every or name == "t":
        yield element.text or ""
    for child in element:
        yield from _parts(child, skipped, every=every)
        if every:
            yield child.tail or ""
    if name in ("p", "h", "tc"):
        yield " "


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


class _HtmlText(HTMLParser):
    """The text a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Text of scripts, styles and the head is not read."""
        del attrs
        self._hidden += tag in ("script", "style", "head")
        self.parts.append(" " if tag not in ("b", "i", "em", "strong", "span", "a") else "")

    def handle_endtag(self, tag: str) -> None:
        """The end of what is not read."""
        self._hidden -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        """A piece of text."""
        if self._hidden <= 0:
            self.parts.append(data)


def _html_text(text: str) -> str:
    parser = _HtmlText()
    parser.feed(text)
    return "".join(parser.parts)


def _markdown_text(text: str) -> str:
    text = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", text)
    text = re.sub(r"</?[a-zA-Z][^<>@:]*>", " ", text)
    text = re.sub(r"(?<=[\])])\{[^}\n]*\}|(?m:(?<=\S)\s\{[#.:][^}\n]*\}$)", " ", text)
    text = re.sub(r"\]\([^)\s]*\)", "] ", text)
    return re.sub(r"(?m)^\s*\d+[.)]\s", " ", text)


def markdown_words(text: str) -> list[str]:
    """The words a reader sees of Markdown that we wrote: no addresses, marks or tags."""
    text = re.sub(r"(?m)^\s*\{: [^}]*\}$", " ", text)
    text = re.sub(r"\[\^\d+\]:?", " ", text)
    text = re.sub(r"(?<!\\)\]\([^)]*\)", " ", text)
    text = re.sub(r"</?(?:sup|sub)>", "", text)
    text = re.sub(r"<!--.*?-->|</?(?!https?:|[\w.+-]+@)[a-z][^>]*>", " ", text)
    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return words_of(re.sub(r"\\(?=[^\w\s])|\*+", "", text))
