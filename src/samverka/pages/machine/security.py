"""What the built pages let a browser load."""

from typing import Final

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

CONTENT_SECURITY_POLICY: Final = "; ".join(f"{name} {value}" for name, value in _POLICY.items())
"""Content Security Policy Level 3, as it stands in every built page.

A server that can send headers should send it as well, with `frame-ancestors`, which a `<meta>`
cannot carry. The small pictures of the style sheets are `data:` addresses.
"""
