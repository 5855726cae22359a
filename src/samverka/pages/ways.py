"""Links in generated Markdown, safe whatever the words and addresses are."""

import re
from typing import Final
from urllib.parse import quote

from samverka.pages.wording import Link, as_markdown

_ENDS_LINK: Final = re.compile(r"[<>\"\\\s]")


def link_to(address: str, words: str) -> str:
    """A Markdown link; `address` is a way, with or without a query and a fragment."""
    safe = _ENDS_LINK.sub(lambda found: quote(found[0]), address)
    return f"[{as_markdown(words)}](<{safe}>)"


def said(link: Link) -> str:
    """A link where it leads somewhere, else its words."""
    return link_to(link.address, link.text) if link.address else as_markdown(link.text)
