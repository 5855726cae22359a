"""A small page at each old address, which leads on wherever the site lies, without a server's help.

Search engines read the refresh as a lasting move, since it does not wait (WCAG technique H76).
"""

from collections.abc import Callable
from html import escape
from typing import Final

from samverka.catalogue.redirects import Redirect, redirects
from samverka.findings import Noted
from samverka.markdown.outward import Viewpoint
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around

PAGE: Final = """\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
<title>Sidan har flyttat</title>
</head>
<body>
<main>
<h1>Sidan har flyttat</h1>
<p>Gå till <a href="{address}">{title}</a>.</p>
</main>
</body>
</html>
"""


def redirect_pages(
    around: Around, rendered: tuple[RenderedPage, ...]
) -> Noted[tuple[StaticFile, ...]]:
    """One per old address that no page has taken since."""
    found = redirects(around.catalogue, (page.address for page in rendered if page.entry is None))
    pages = (StaticFile(one.file, _page(one, around.whole)) for one in found.value)
    return Noted(tuple(pages), found.findings)


def _page(redirect: Redirect, whole: Callable[[str], str]) -> bytes:
    new = redirect.entry.address
    way = Viewpoint("", str(redirect.file)).lead_to(new)
    page = PAGE.format(
        address=escape(way),
        canonical=escape(whole(new) or way),
        title=escape(redirect.entry.title),
    )
    return page.encode()
