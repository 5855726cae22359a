"""Addresses as templates print them."""

from typing import Final
from urllib.parse import quote

from jinja2 import pass_context
from mkdocs.utils.templates import TemplateContext, url_filter

from samverka.pages.wording import leads_out

HREF: Final = "href"
"""The filter's name in templates; MkDocs' own `url` is for what is percent-encoded already."""


@pass_context
def href(context: TemplateContext, address: str) -> str:
    """Words of our own for an address below the site's root, percent-encoded (RFC 3986).

    Another site's address stays as it is.
    """
    return url_filter(context, address if leads_out(address) else quote(address))
