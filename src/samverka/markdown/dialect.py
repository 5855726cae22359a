"""The Markdown that every site of ours understands, for those who read a text before the host."""

from collections.abc import Callable
from typing import Final

from markdown import Markdown
from markdown.extensions.toc import TocExtension

OURS: Final = "samverka.markdown"
DIALECT: Final = (
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html"),
    *("tables", "toc", "pymdownx.details", "pymdownx.superfences", OURS),
)
"""In the order Python-Markdown should meet it; ours last."""

BACK: Final = "Tillbaka till texten"
"""What the sign after a footnote does."""

Slugify = Callable[[str, str], str]
"""Makes an anchor of a heading's text and a separator, as toc asks it to."""


def dialect_reader(slugify: Slugify, *, steps: bool = False) -> Markdown:
    """A reader for one text; `slugify` names headings as it does on the site.

    With `steps` each H2 and what follows it is a section of its own, as in training.
    """
    extensions = [TocExtension(slugify=slugify) if name == "toc" else name for name in DIALECT]
    configs: dict[str, dict[str, object]] = {"footnotes": {"BACKLINK_TITLE": BACK}}
    if steps:
        configs[OURS] = {"steps": True}
    return Markdown(extensions=extensions, extension_configs=configs)


Converter = Callable[[str], str]
"""Makes HTML of one text after the other."""


def converter(slugify: Slugify) -> Converter:
    """Cheaper than a reader for each text; nothing of a text stays for the next."""
    reader = dialect_reader(slugify)

    def convert(text: str) -> str:
        return reader.reset().convert(text)

    return convert
