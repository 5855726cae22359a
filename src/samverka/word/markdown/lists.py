"""Lists: with four spaces for each level, or as HTML where Markdown cannot say what they hold."""

import re
from collections.abc import Iterator

from samverka.word.tree.nodes import Block, Blocks, Listing, Paragraph

NOTHING = "<!-- -->"
"""Parts two lists, and begins an item that begins with no words."""

_HTML = re.compile(r"^<(?:table|figure|ol|ul|blockquote)\b", re.MULTILINE)
_UNLED = re.compile(r"```|\||>|---|-   |\d+\. |<!--|<(?:table|figure|ol|ul|blockquote)\b")
_ITEM = '<li markdown="block">\n<div markdown="1">\n\n{}\n\n</div>\n</li>'
"""The `div` keeps Markdown's own lists in the item from being taken for its continuation."""


def list_of(listing: Listing, texts: list[str], between: str) -> str:
    """A list whose items are written already; `between` is a line break, or an empty line too."""
    is_formed = bool(texts) and has_form(listing)
    if any(map(holds_html, texts)) or (is_formed and not _begins_with_words(texts[0])):
        return _html_list(listing, texts)
    if is_formed:
        texts = [_with_form(texts[0], listing.form), *texts[1:]]
    return between.join(
        f"{marker:<3} {indented(led(text, between))}" for marker, text in _marked(listing, texts)
    )


def holds_html(text: str) -> bool:
    """Whether Python-Markdown has to find HTML in it, which it does only where a line begins."""
    return bool(_HTML.search(text))


def has_form(listing: Listing) -> bool:
    """Numbered, and not with numbers."""
    return listing.start is not None and listing.form != "1"


def list_tags(listing: Listing) -> tuple[str, str]:
    """What stands in the tag that begins a list, and in the one that ends it."""
    if listing.start is None:
        return "ul", "ul"
    start = f' start="{max(listing.start, 0)}"' if listing.start != 1 else ""
    form = f' type="{listing.form}"' if has_form(listing) else ""
    return f"ol{start}{form}", "ol"


def is_tight(block: Block) -> bool:
    """A list whose items are a line and at most one list, as tight, inside it."""
    return isinstance(block, Listing) and all(map(_is_tight_item, block.items))


def _is_tight_item(item: Blocks) -> bool:
    has_line = bool(item) and isinstance(item[0], Paragraph) and not item[0].mark
    inner = item[has_line:]
    return not inner or (len(inner) == 1 and is_tight(inner[0]))


def led(text: str, between: str = "\n\n") -> str:
    """Begun with nothing where only words can begin: after the mark of an item or a note."""
    return f"{NOTHING}{between}{text}".rstrip() if not text or _UNLED.match(text) else text


def indented(text: str) -> str:
    """Every line but the first one level in."""
    return re.sub(r"\n(?=[^\n])", "\n    ", text)


def _marked(listing: Listing, texts: list[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(texts, start=max(listing.start or 0, 0)):
        yield ("-" if listing.start is None else f"{number}."), text


def _begins_with_words(text: str) -> bool:
    return bool(text) and not text.startswith("#") and not _UNLED.match(text)


def _with_form(text: str, form: str) -> str:
    """The kind of numbers stands with the first item; the site moves it to the list."""
    first, _, rest = text.partition("\n")
    if rest.startswith("{: "):
        return "\n".join((first, rest.replace(" }", f' type="{form}" }}', 1)))
    return "\n".join(filter(None, (first, f'{{: type="{form}" }}', rest)))


def _html_list(listing: Listing, texts: list[str]) -> str:
    start, end = list_tags(listing)
    items = (_ITEM.format(text) for text in texts)
    return "\n".join((f'<{start} markdown="1">', *items, f"</{end}>"))
