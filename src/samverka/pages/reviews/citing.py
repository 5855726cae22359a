"""Citations and references through pandoc's citeproc, as HTML that Markdown leaves as it is."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from samverka.markdown.citations import InText
from samverka.pages.kept import Kept, name_of
from samverka.pages.wording import web_address
from samverka.pandoc import Conversion, Pandoc, find_pandoc, pandoc_release
from samverka.source.addresses import Anchors

FORMATS: Final = {".bib": "biblatex", ".json": "csljson", ".ris": "ris"}
"""What pandoc calls the formats of references, by the suffix of the file."""

SECONDS: Final = 20
FORM: Final = "1"
"""Changes with what this file makes of the same references."""

_SIGNS = re.compile(r"[\\`*_{}\[\]()#+!|~^$:.@\"'=-]")
_TAGS: Final = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Referenced:
    """`in_text` says each citation, as written, in HTML; `entries` are list items."""

    keys: tuple[str, ...]
    in_text: dict[str, str]
    entries: tuple[str, ...]


def refer(content: bytes, suffix: str, cited: tuple[InText, ...], kept: Kept) -> Referenced:
    """The references in `content`, and the citations whose keys are all among them.

    Raises `PandocError` where the content cannot be read; `line` is then in it.
    """
    written = json.dumps([one.written for one in cited])
    name = name_of(content, suffix, written, pandoc_release(), FORM)
    found = _remembered(kept.get(name))
    if found is None:
        found = _Citeproc(find_pandoc(SECONDS)).refer(content, FORMATS[suffix], cited)
        told = {"keys": found.keys, "in_text": found.in_text, "entries": found.entries}
        kept.put(name, json.dumps(told, ensure_ascii=False).encode())
    return found


def _remembered(content: bytes | None) -> Referenced | None:
    """None also where what was kept has been damaged."""
    try:
        told = json.loads(content or b"")
        return Referenced(tuple(told["keys"]), dict(told["in_text"]), tuple(told["entries"]))
    except (ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class _Citeproc:
    pandoc: Pandoc

    def refer(self, content: bytes, format_: str, cited: tuple[InText, ...]) -> Referenced:
        references = self.pandoc.read(content.removeprefix(b"\xef\xbb\xbf"), format_)["meta"]
        _keep_particles(references)
        keys = tuple(_keys(references))
        known = dict.fromkeys(one.written for one in cited if set(one.keys) <= set(keys))
        text = "\n\n".join(" ".join(one.split()) for one in known)
        tree = self.pandoc.read(text.encode(), "markdown_strict+citations-raw_html")
        tree["meta"] = references | {
            "lang": {"t": "MetaString", "c": "sv"},
            "link-citations": {"t": "MetaBool", "c": True},
            "nocite": references["nocite"],
        }
        order = Conversion("json", "json", ("--citeproc",))
        blocks = json.loads(self.pandoc.convert(json.dumps(tree).encode(), order))["blocks"]
        return _referenced(keys, tuple(known), blocks)


def _keys(meta: Node) -> Iterator[str]:
    for reference in meta.get("references", {"c": []})["c"]:
        yield _Saying(str, {}).text(reference["c"]["id"]["c"])


def _keep_particles(node: object) -> None:
    """A Swedish name keeps its small words, "af Klinte", where BibTeX's readers drop them."""
    if isinstance(node, dict):
        if "dropping-particle" in node:
            node["non-dropping-particle"] = node.pop("dropping-particle")
        for inner in node.values():
            _keep_particles(inner)
    elif isinstance(node, list):
        for inner in node:
            _keep_particles(inner)


def _referenced(keys: tuple[str, ...], known: tuple[str, ...], blocks: list[Node]) -> Referenced:
    anchors = Anchors()
    names = {key: anchors.take("ref-" + re.sub(r"[^\w.-]", "-", key)) for key in keys}
    within, listed = _Saying(_untouched, names), _Saying(_escaped, names)
    in_text: dict[str, str] = {}
    first: dict[str, str] = {}
    for number, (written, block) in enumerate(zip(known, blocks, strict=False), 1):
        anchor = f"hanvisning-{number}"
        said = within.text(block["c"])
        in_text[written] = f'<span class="cite" id="{anchor}">{said}</span>'
        for target in re.findall(r'href="#([^"]+)"', said):
            first.setdefault(target, anchor)
    entries = tuple(_entry(div, listed, first) for div in _divs(blocks))
    return Referenced(keys, in_text, entries)


def _divs(blocks: list[Node]) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            yield from (inner for inner in block["c"][1] if inner["t"] == "Div")


def _entry(div: Node, listed: "_Saying", first: dict[str, str]) -> str:
    (identity, _, _), blocks = div["c"]
    name = listed.names.get(identity.removeprefix("ref-"), "")
    said = " ".join(listed.text(block["c"]) for block in blocks if block["t"] in ("Para", "Plain"))
    back = first.get(name)
    link = (
        f'&#160;<a class="footnote-backref" href="#{back}" title="Tillbaka till texten">&#8617;</a>'
        if back
        else ""
    )
    return f'<li id="{escape(name)}">{said}{link}</li>'


@dataclass(frozen=True, slots=True)
class _Saying:
    """Pandoc's inlines in HTML; what is not text, emphasis or a link leaves its words only."""

    escape: Callable[[str], str]
    names: dict[str, str]

    def text(self, inlines: str | Iterable[Node]) -> str:
        if isinstance(inlines, str):
            return self.escape(inlines)
        return "".join(self._one(node) for node in inlines)

    def _one(self, node: Node) -> str:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            return self.escape(str(content))
        if kind in _TAGS:
            return f"<{_TAGS[kind]}>{self.text(content or ())}</{_TAGS[kind]}>"
        if kind == "Link":
            return self._link(content)
        if kind == "Quoted":
            return f"”{self.text(content[1])}”" if content else ""
        if kind in ("Cite", "Span"):
            return self.text(content[1]) if content else ""
        return " " if kind in ("Space", "SoftBreak", "LineBreak") else self._rest(content)

    def _rest(self, content: object) -> str:
        """SmallCaps and Strikeout hold inlines; raw and unknown nodes hold none that we show."""
        inlines = content if isinstance(content, list) else []
        return self.text([one for one in inlines if isinstance(one, dict) and "t" in one])

    def _link(self, content: Any) -> str:  # noqa: ANN401  a node of pandoc's tree
        _, inlines, (target, _) = content
        key = target.removeprefix("#ref-") if target.startswith("#") else None
        address = f"#{self.names[key]}" if key in self.names else web_address(target)
        said = self.text(inlines)
        return f'<a href="{escape(address)}">{said}</a>' if address else said


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _untouched(text: str) -> str:
    """Signs that mean something in Markdown as numbers, which it hands on as they are."""
    return _SIGNS.sub(lambda found: f"&#{ord(found[0])};", escape(text, quote=False))
