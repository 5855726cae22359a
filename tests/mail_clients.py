"""What every mail program of caniemail.com lacks, taken out of a letter."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import html
from lxml.html import HtmlElement

EVERYWHERE: Final[frozenset[str]] = frozenset()
"""Not in the data: it was there before all of these programs."""

PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset({slug})
    for name, slug in {
        **{
            name: f"css-{name}"
            for name in (
                *("background", "background-color", "border", "border-collapse", "border-radius"),
                *("caption-side", "display", "float", "font-size", "font-weight", "height"),
                *("hyphens", "letter-spacing", "line-height", "list-style", "list-style-type"),
                *("margin", "max-height", "max-width", "min-width", "opacity", "overflow"),
                *("overflow-wrap", "padding", "table-layout", "text-align", "text-decoration"),
                *("text-transform", "vertical-align", "visibility", "white-space", "width"),
                *("word-break", "word-wrap", "font", "color-scheme"),
            )
        },
        **{f"border-{side}": "css-border" for side in ("top", "right", "bottom", "left")},
        **{f"margin-{side}": "css-margin" for side in ("top", "right", "bottom", "left")},
        **{f"padding-{side}": "css-padding" for side in ("top", "right", "bottom", "left")},
    }.items()
} | dict.fromkeys(
    (
        *("color", "font-family", "font-style", "border-color", "border-width", "border-style"),
        *("border-left-color", "border-top-color"),
        # Of one program alone; Chromium knows none of them.
        *("supported-color-schemes", "mso-hide", "mso-padding-alt", "mso-line-height-rule"),
        *("-webkit-text-size-adjust", "-ms-text-size-adjust", "text-size-adjust"),
    ),
    EVERYWHERE,
)
UNITS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("", "deg"), EVERYWHERE),
    **{unit: frozenset({f"css-unit-{unit}"}) for unit in ("px", "em", "rem", "pt", "ch", "vw")},
    "%": frozenset({"css-unit-percent"}),
}
FUNCTIONS: Final[Mapping[str, frozenset[str]]] = {
    "rgb": frozenset({"css-rgb"}),
    "rgba": frozenset({"css-rgba"}),
    "calc": frozenset({"css-unit-calc"}),
    "var": frozenset({"css-variables"}),
    "light-dark": frozenset({"css-function-light-dark"}),
}
ELEMENTS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("html", "head", "title", "a", "b", "br", "em", "i", "ins", "s", "sub", "sup", "u"),
            *("cite", "q", "meta", "img", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
            *("caption", "font", "center"),
        ),
        EVERYWHERE,
    ),
    **{
        tag: frozenset({f"html-{tag}"})
        for tag in (
            *("p", "div", "span", "pre", "code", "strong", "del", "hr", "small", "blockquote"),
            *("abbr", "address", "style"),
        )
    },
    **{f"h{level}": frozenset({"html-h1-h6"}) for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), frozenset({"html-lists"})),
    "body": EVERYWHERE,  # a letter without its <body> has no attributes on it: see ATTRIBUTES
}
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("alt", "border", "charset", "class", "colspan", "content", "href", "http-equiv"),
            *("id", "name", "rowspan", "scope", "src", "start", "style", "title", "type"),
            *("reversed", "bgcolor", "color", "rel"),
            # Namespaces that classic Outlook asks for
            *("xmlns:o", "xmlns:v", "xmlns"),
        ),
        EVERYWHERE,
    ),
    **{
        name: frozenset({f"html-{name}"})
        for name in (
            *("align", "aria-hidden", "aria-label", "aria-labelledby", "background"),
            *("cellpadding", "cellspacing", "dir", "height", "hidden", "lang", "role", "target"),
            *("valign", "width"),
        )
    },
}
SELECTORS: Final = (
    (re.compile(r"\.[\w-]+"), "css-selector-class"),
    (re.compile(r"#[\w-]+"), "css-selector-id"),
    (re.compile(r"\[[^\]]*\]"), "css-selector-attribute"),
    (re.compile(r"(?<![\w.#:\[-])[a-z][a-z0-9]*(?![^\[]*\])"), "css-selector-type"),
    (re.compile(r"\*"), "css-selector-universal"),
    (re.compile(r">"), "css-selector-child"),
    (re.compile(r"\+"), "css-selector-adjacent-sibling"),
    (re.compile(r"[\w\])]\s+[\w.#\[*:]"), "css-selector-descendant"),
    (re.compile(r","), "css-selector-grouping"),
    (re.compile(r"[\w\])]\.[\w-]+"), "css-selector-chaining"),
)
PSEUDO: Final[Mapping[str, frozenset[str]]] = {
    ":root": EVERYWHERE,
    ":hover": frozenset({"css-pseudo-class-hover"}),
    ":focus": frozenset({"css-pseudo-class-focus"}),
    ":visited": frozenset({"css-pseudo-class-visited"}),
    ":link": frozenset({"css-pseudo-class-link"}),
    ":first-child": frozenset({"css-pseudo-class-first-child"}),
    ":last-child": frozenset({"css-pseudo-class-last-child"}),
}
MEDIA: Final[Mapping[str, frozenset[str]]] = {
    "max-width": EVERYWHERE,
    "min-width": EVERYWHERE,
    "screen": EVERYWHERE,
    "prefers-color-scheme": frozenset({"css-at-media-prefers-color-scheme"}),
}
PICTURES: Final[Mapping[str, frozenset[str]]] = {
    **{name: frozenset({f"image-{name}"}) for name in ("png", "gif", "webp", "avif", "svg")},
    **dict.fromkeys(("jpg", "jpeg"), frozenset({"image-jpg"})),
}
OTHER: Final = frozenset(
    {
        *("css-at-media", "css-important", "css-sytem-ui", "css-display-none", "css-comments"),
        *("html-anchor-links", "html-body", "html-comments", "html-doctype"),
        "html-meta-color-scheme",
    }
)
PARTLY: Final[Mapping[str, str]] = {
    "css-background": "several values, or a size after a slash; ours is one colour",
    "css-rgb": "colours without commas, and transparent ones; ours are hexadecimal",
    "html-lists": "reversed numbering, and a list that skips numbers",
}
"""Features that some programs know in part, where the part they lack is one our letter leaves."""
HARMLESS: Final[Mapping[tuple[str, str], str]] = {
    ("css-table-layout", "1"): "every table is fixed there, as ours say themselves",
    ("css-width", "2"): "tables only, and ours say their width as an attribute",
    ("css-word-break", "2"): "long words are broken there, more often than asked for",
    ("css-word-break", "4"): "long words are broken there, whatever is asked for",
    ("css-word-wrap", "1"): "long words are broken there, everywhere",
}
"""Notes of the data, by feature and number, on what hides nothing that our letter needs."""


class UnknownFeature(Exception):  # noqa: N818 - it is no error of the letter's
    """The letter uses what nobody has looked up among what mail programs lack."""


@dataclass(frozen=True, slots=True)
class Client:
    """`lacks` are the features it lacks, `half` those it knows in part; all as slugs."""

    name: str
    lacks: frozenset[str]
    half: frozenset[str]

    @property
    def is_dark(self) -> bool:
        """Whether it lets a letter choose its own dark colours."""
        return "css-at-media-prefers-color-scheme" not in self.lacks


def read_clients(data: Path) -> tuple[Client, ...]:
    """Every program and platform of the data, in its newest version there."""
    lacks: dict[str, set[str]] = {}
    half: dict[str, set[str]] = {}
    for feature in json.loads(data.read_text(encoding="utf-8"))["data"]:
        for name, newest in _newest(feature["stats"]):
            verdict = _verdict(feature["slug"], newest)
            lacks.setdefault(name, set()).update({feature["slug"]} if verdict == "n" else ())
            half.setdefault(name, set()).update({feature["slug"]} if verdict == "a" else ())
    return tuple(
        Client(name, frozenset(slugs), frozenset(half[name]))
        for name, slugs in sorted(lacks.items())
    )


def _newest(stats: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[tuple[str, str]]:
    for family, platforms in stats.items():
        for platform, versions in platforms.items():
            yield f"{family} {platform}", list(versions.values())[-1]


def _verdict(slug: str, said: str) -> str:
    """`y` for yes, `n` for no, `a` for in part, `u` for unknown; `said` is like `a #1 #2`."""
    notes = re.findall(r"#(\d+)", said)
    is_harmless = bool(notes) and all((slug, note) in HARMLESS for note in notes)
    return "y" if is_harmless or (said[:1] == "a" and slug in PARTLY) else said[:1]


def known_slugs() -> frozenset[str]:
    """Every feature the map knows."""
    tables = (PROPERTIES, UNITS, FUNCTIONS, ELEMENTS, ATTRIBUTES, PSEUDO, MEDIA, PICTURES)
    needed = (slugs for table in tables for slugs in table.values())
    return OTHER.union(*needed, (slug for _, slug in SELECTORS), PARTLY)


def without(letter: str, lacking: frozenset[str]) -> str:
    """The HTML of a letter as a program shows it that lacks these features.

    Raise `UnknownFeature` where the letter uses something that the map does not know.
    """
    page = html.document_fromstring(letter)
    html.etree.strip_tags(page, html.etree.Comment)
    for element in list(page.iter()):
        _strip(element, lacking)
    doctype = "" if "html-doctype" in lacking else "<!doctype html>\n"
    return f"{doctype}{html.tostring(page, encoding='unicode')}"


def _strip(element: HtmlElement, lacking: frozenset[str]) -> None:
    for name, value in list(element.attrib.items()):
        kept = _attribute(element, str(name), str(value), lacking)
        if kept is None:
            del element.attrib[name]
        else:
            element.set(str(name), kept)
    tag = str(element.tag)
    if _known(ELEMENTS, tag) & lacking:
        element.drop_tree() if tag == "style" else element.drop_tag()
    elif tag == "style":
        element.text = _sheet(str(element.text or ""), lacking)
    elif tag == "body" and "html-body" in lacking:
        element.attrib.clear()
    elif _says_scheme(element) and "html-meta-color-scheme" in lacking:
        element.drop_tree()


def _says_scheme(element: HtmlElement) -> bool:
    return element.tag == "meta" and "scheme" in str(element.get("name"))


def _attribute(element: HtmlElement, name: str, value: str, lacking: frozenset[str]) -> str | None:
    """Its value there, None where it is lost."""
    if _known(ATTRIBUTES, name) & lacking:
        return None
    if name == "style":
        return _declarations(value, lacking)
    if name == "href" and value.startswith("#") and "html-anchor-links" in lacking:
        return None
    if name == "src" and element.tag == "img":
        ending = value.rpartition(".")[2] if not value.startswith(("cid:", "data:")) else "png"
        return "data:," if _known(PICTURES, ending.lower()) & lacking else value
    return value


def _sheet(css: str, lacking: frozenset[str]) -> str:
    kept = (
        _rule(*rule, lacking) for rule in _rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    )
    return "\n".join(filter(None, kept))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """What stands before each pair of braces, and what in them."""
    depth, begun, opened = 0, 0, 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[begun:opened].strip(), css[opened + 1 : place]
                begun = place + 1
    if css[begun:].strip():
        raise UnknownFeature(css[begun:].strip())


def _rule(selector: str, inside: str, lacking: frozenset[str]) -> str:
    if selector.startswith("@"):
        return (
            "" if _needs_at(selector) & lacking else f"{selector} {{ {_sheet(inside, lacking)} }}"
        )
    kept = _declarations(inside, lacking)
    return "" if _needs_selector(selector) & lacking else f"{selector} {{ {kept} }}"


def _needs_at(said: str) -> frozenset[str]:
    name, _, query = said.partition(" ")
    if name != "@media":
        raise UnknownFeature(said)
    words = re.findall(r"[a-z][a-z-]+(?=\s*[:)]|\s|$)", re.sub(r":[^)]*", "", query))
    needed = (_known(MEDIA, word) for word in words if word != "and")
    return frozenset({"css-at-media"}).union(*needed)


def _needs_selector(said: str) -> frozenset[str]:
    pseudo = re.findall(r"::?[a-z-]+", said)
    plain = re.sub(r"::?[a-z-]+", "", said)
    found = frozenset(slug for pattern, slug in SELECTORS if pattern.search(plain))
    return found.union(*(_known(PSEUDO, one) for one in pseudo))


def _declarations(style: str, lacking: frozenset[str]) -> str:
    kept = []
    for said in re.split(r";(?![^(]*\))", style):
        name, colon, value = (part.strip() for part in said.partition(":"))
        if colon and not _needs(name, value) & lacking:
            kept.append(f"{name}: {value}")
    return "; ".join(kept)


def _needs(name: str, value: str) -> frozenset[str]:
    """What a declaration asks for: its property, its units, its functions, its words."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|#[0-9a-fA-F]{3,8}\b", "", value)
    units = re.findall(r"(?<![\w.])-?(?:\d+\.?\d*|\.\d+)([a-z%]*)", bare)
    functions = re.findall(r"([\w-]+)\(", bare)
    words = {
        "css-important": "!important" in bare,
        "css-sytem-ui": bool(re.search(r"\b(?:system-ui|ui-[a-z-]+)", bare)) and "," not in bare,
        "css-display-none": (name, bare.split()[:1]) == ("display", ["none"]),
    }
    return _known(PROPERTIES, name).union(
        *(_known(UNITS, unit) for unit in units),
        *(_known(FUNCTIONS, one) for one in functions),
        (slug for slug, is_used in words.items() if is_used),
    )


def _known(table: Mapping[str, frozenset[str]], used: str) -> frozenset[str]:
    try:
        return table[used]
    except KeyError:
        raise UnknownFeature(used) from None
