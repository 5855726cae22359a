"""The headers a web server should send with the site, for hosts that read them from a file."""

from pathlib import PurePosixPath
from typing import Final

from samverka.findings import Noted
from samverka.pages.generated import StaticFile
from samverka.pages.header import Around
from samverka.pages.machine.security import CONTENT_SECURITY_POLICY
from samverka.source.kinds import DOCS

HEADERS: Final = {
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'self'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""`frame-ancestors` means nothing in a page's own `meta` (CSP level 3), so it is only here."""

KEPT_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
KEPT_FOLDER: Final = "assets/samverka"
"""Files whose names change with what is in them."""

FILE: Final = "_headers"


def host_headers(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """The file that Netlify and Cloudflare Pages read; others publish it without harm.

    An editor's own file in docs/ is kept.
    """
    if (around.root / DOCS / FILE).is_file():
        return Noted(())
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    lines += [f"/{KEPT_FOLDER}/*", f"  Cache-Control: {KEPT_FOR_A_YEAR}"]
    content = "".join(f"{line}\n" for line in lines).encode()
    return Noted((StaticFile(PurePosixPath(FILE), content),))
