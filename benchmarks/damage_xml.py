"""Damage that knows XML: every part stays well formed, and says what no program would say."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from random import Random

from lxml import etree

from archives import Entry, root_of, unzip, xml_entry, zip_up
from damage_bytes import Damage, in_a_part
from samverka.word.opening.ooxml import Element

NUMBERS = (
    "999999999", "2147483648", "-1", "-5", "0", "99999", "1e9", "abc", "", " ", "+7", "0x10",
    "²", "٣", "１２", "--3", "-", "1.5", "NaN", "9" * 5000, "1" * 400, "-999999999999", "%1", "\u2028",
)  # fmt: skip
"""Numbers too large, negative, of other scripts, and none at all."""

TEXTS = (
    "<script>alert(1)</script>", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "file:///etc/passwd",
    "/etc/passwd", r"\\server\share\x.docx", "C:\\secret.txt", "data:text/html,<script>1</script>",
    "](javascript:alert(1))", '" onclick="alert(1)', "{: onclick=alert(1) }", '--8<-- "x"',
    "../../../../etc/passwd", "\u202e\u200f\ufeff", "a" * 10_000, "[x](file:///etc/passwd)",
    "<img src=x onerror=alert(1)>", "`<script>`", "$</script><script>$", "\n\n---\n\n# x\n", "%PDF",
    "vbscript:x", "//evil.example/x", " javascript:alert(1)", "javascript\t:alert(1)", "]]>", "#",
    "http://[::1", "https://example.org/<script>", "mailto:a@b.c", "{{ x }}", "{% raw %}", "[^1]",
)  # fmt: skip
"""Texts that would do harm, or break a page, were they taken at their word."""

TAGS = (
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "pict", "br",
    "drawing", "txbxContent", "fldSimple", "fldChar", "instrText", "footnoteReference", "sym", "tab",
    "numPr", "ilvl", "numId", "pPr", "rPr", "tcPr", "gridSpan", "vMerge", "pStyle", "AlternateContent",
    "oMath", "blip", "chart", "relIds", "imagedata", "ffData", "ddList", "commentReference", "ruby",
    "bookmarkStart", "framePr", "body", "document", "style", "lvl", "num", "abstractNum", "object",
)  # fmt: skip
NAMESPACE_OF = re.compile(r"\{[^}]*\}")

Change = Callable[[Element, Random], None]


def _elements(root: Element) -> list[Element]:
    return list(root.iter(etree.Element))


def _pick(root: Element, chance: Random) -> Element:
    return chance.choice(_elements(root))


def _inner(root: Element, chance: Random) -> Element | None:
    found = _elements(root)[1:]
    return chance.choice(found) if found else None


def _delete(root: Element, chance: Random) -> None:
    one = _inner(root, chance)
    parent = one.getparent() if one is not None else None
    if one is not None and parent is not None:
        parent.remove(one)


def _double(root: Element, chance: Random) -> None:
    one = _inner(root, chance)
    if one is not None:
        for _ in range(chance.choice((1, 2, 30))):
            one.addnext(deepcopy(one))


def _swap(root: Element, chance: Random) -> None:
    one, other = _inner(root, chance), _inner(root, chance)
    if one is None or other is None:
        return
    first, second = deepcopy(one), deepcopy(other)
    for old, new in ((one, second), (other, first)):
        parent = old.getparent()
        if parent is not None:
            parent.replace(old, new)


def _move(root: Element, chance: Random) -> None:
    one = _inner(root, chance)
    if one is not None:
        _pick(root, chance).append(deepcopy(one))


def _nest(root: Element, chance: Random) -> None:
    """An element inside copies of itself, some of them deeper than a parser allows."""
    one = _inner(root, chance)
    if one is None:
        return
    inner = one
    for _ in range(chance.choice((3, 20, 80, 240, 300))):
        inner = etree.SubElement(
            inner, one.tag, {str(key): str(value) for key, value in one.attrib.items()}
        )
    inner.text = "innerst"


def _chain(root: Element, chance: Random) -> None:
    """A deep chain of elements that may stand inside one another in a Word file."""
    chains = (
        ("tbl", "tr", "tc"),
        ("sdt", "sdtContent"),
        ("ins",),
        ("r", "pict", "txbxContent", "p"),
    )
    tags = chance.choice(chains)
    place = _pick(root, chance)
    spaces = [one for one in root.nsmap.values() if "wordprocessingml" in one]
    for turn in range(chance.choice((5, 30, 60, 75))):
        for name in tags:
            place = etree.SubElement(place, f"{{{spaces[0]}}}{name}" if spaces else name)
        place.text = f"{turn}" if tags[-1] == "t" else None


def _rename(root: Element, chance: Random) -> None:
    one = _pick(root, chance)
    space = NAMESPACE_OF.match(str(one.tag))
    one.tag = f"{space.group() if space else ''}{chance.choice(TAGS)}"


def _other_namespace(root: Element, chance: Random) -> None:
    one = _pick(root, chance)
    one.tag = etree.QName(one).localname


def _number(root: Element, chance: Random) -> None:
    """A number in an attribute is another one, or none: half the time every such number is."""
    counted = [
        (one, key)
        for one in _elements(root)
        for key, value in one.attrib.items()
        if re.fullmatch(r"-?\d+", str(value))
    ]
    if counted:
        _set_some(counted, chance.choice(NUMBERS), chance)


def _text_in_attribute(root: Element, chance: Random) -> None:
    written = [(one, key) for one in _elements(root) for key in one.attrib]
    if written:
        _set_some(written, chance.choice((*TEXTS, *NUMBERS)), chance)


def _set_some(places: Sequence[tuple[Element, object]], value: str, chance: Random) -> None:
    """One of them, or all attributes of that name."""
    one, key = chance.choice(places)
    alike = [(one, key)] if chance.random() < 0.6 else [p for p in places if p[1] == key]  # noqa: PLR2004
    for element, name in alike:
        element.set(str(name), value)


def _bare_attribute(root: Element, chance: Random) -> None:
    """An attribute without its namespace, or without anything in it, or gone."""
    written = [(one, str(key)) for one in _elements(root) for key in one.attrib]
    if not written:
        return
    one, key = chance.choice(written)
    value = one.attrib.pop(key)
    if chance.random() < 0.7:  # noqa: PLR2004  mostly
        one.set(etree.QName(key).localname, chance.choice((str(value), "")))


def _same_ids(root: Element, chance: Random) -> None:
    """Every id of a kind is the same."""
    keys = [str(k) for e in _elements(root) for k in e.attrib if str(k).lower().endswith("id")]
    if keys:
        key = chance.choice(keys)
        values = [one.get(key) or "" for one in _elements(root) if one.get(key) is not None]
        for one in _elements(root):
            if one.get(key) is not None:
                one.set(key, chance.choice((values[0], one.get(key) or "")))


def _hostile_text(root: Element, chance: Random) -> None:
    texts = [one for one in _elements(root) if one.text and one.text.strip()]
    if texts:
        chance.choice(texts).text = chance.choice(TEXTS)


def _long_text(root: Element, chance: Random) -> None:
    texts = [one for one in _elements(root) if one.text and one.text.strip()]
    if texts:
        piece = chance.choice(
            ("a", "a ", "*", "1. ", "§", "[", "\\", "_", ". ", "- ", "Å", "a@", "|")
        )
        chance.choice(texts).text = piece * (30_000 // len(piece))


def _odd_nodes(root: Element, chance: Random) -> None:
    """Comments and processing instructions where nobody puts them."""
    for _ in range(chance.randint(1, 30)):
        one = _pick(root, chance)
        odd = chance.choice((etree.Comment(" x "), etree.ProcessingInstruction("mso", "x")))
        one.insert(chance.randint(0, len(one)), odd)


def _cdata(root: Element, chance: Random) -> None:
    texts = [one for one in _elements(root) if one.text and one.text.strip()]
    if texts:
        chance.choice(texts).text = etree.CDATA("<w:p>&amp;<script>alert(1)</script>")


CHANGES: Mapping[str, Change] = {
    "delete": _delete,
    "double": _double,
    "swap": _swap,
    "move": _move,
    "nest": _nest,
    "chain": _chain,
    "rename": _rename,
    "other-namespace": _other_namespace,
    "number": _number,
    "attribute": _text_in_attribute,
    "bare-attribute": _bare_attribute,
    "same-ids": _same_ids,
    "text": _hostile_text,
    "long-text": _long_text,
    "odd-nodes": _odd_nodes,
    "cdata": _cdata,
}


def _in_xml(change: Change) -> Damage:
    def damage(content: bytes, chance: Random) -> bytes:
        entries = unzip(content)
        hurt = xml_entry(entries, chance)
        root = root_of(hurt.content) if hurt is not None else None
        if hurt is None or root is None:
            return in_a_part(content, chance)
        for _ in range(chance.choice((1, 1, 2, 8))):
            change(root, chance)
        made = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zip_up([Entry(one.name, made) if one is hurt else one for one in entries])

    return damage


XML_DAMAGE: Mapping[str, Damage] = {f"xml-{name}": _in_xml(one) for name, one in CHANGES.items()}
