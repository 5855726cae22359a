"""Links to other sites, without what follows their readers around."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

LONGEST: Final = 2000
"""Characters of an address; more than what servers take."""

_TRACKING: Final = re.compile(
    r"(?:utm|mtm|hsa)_\w+|(?:pk|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid)"
    r"|mc_[ce]id|vero_(?:id|conv)|oly_(?:anon|enc)_id|_hsenc|_hsmi|hsctatracking|mkt_tok"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|_ga|_gl|wickedid",
    re.IGNORECASE,
)
"""Parameters that only tell the receiving site where a reader came from."""

_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
_HOST: Final = re.compile(r"[^\s/?#@\\<>\"'`^{|}%\[\]:]+|\[[0-9a-f:.]+\]")
_PLAIN: Final = "/:@!$&'()*+,;=~-._%"
"""Of the path (RFC 3986, 3.3); the rest is written as percent signs."""

_PORTS: Final = {"http": 80, "https": 443}
_SWEDISH: Final = re.compile(r"[a-z0-9åäöéü.-]+")


def canonical_link(address: str, base: str = "") -> str:
    """The address as one writes it: "" where it is none of the web's.

    Scheme and host in lower case (RFC 3986, 6.2.2), without user, usual port, fragment and
    tracking parameters; always plain ASCII signs that need no escape in HTML but `&` and `'`.
    A slash at the end stays: there are servers that know only one of the two.
    """
    try:
        plain = _UNSEEN.sub("", address).strip()
        parts = urlsplit(urljoin(base, plain) if any(urlsplit(plain)[1:4]) else "")
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in _PORTS or not host:
        return ""
    place = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    query = "&".join(_untracked(parts.query))
    link = urlunsplit((parts.scheme, place, _quoted(parts.path) or "/", query, ""))
    return link if len(link) <= LONGEST else ""


def link_key(link: str) -> str:
    """Equal for addresses that lead to one page as far as can be told."""
    parts = urlsplit(link)
    host = parts.netloc.removeprefix("www.")
    query = "&".join(sorted(parts.query.split("&")))
    return f"{host}{parts.path.rstrip('/')}?{query}"


def shown_host(link: str) -> str:
    """The site of a canonical link as a reader knows it: växjö.se, without www."""
    host = (urlsplit(link).hostname or "").removeprefix("www.")
    try:
        said = host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
    return said if _SWEDISH.fullmatch(said) else host


def _host(parts: SplitResult) -> str:
    """In the form of the name system (IDNA); empty where it is no host."""
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host:
        host = f"[{host}]"
    known = host if host.isascii() else host.encode("idna").decode("ascii")
    return known if _HOST.fullmatch(known) else ""


def _untracked(query: str) -> Iterator[str]:
    for pair in query.split("&"):
        if pair and not _TRACKING.fullmatch(pair.partition("=")[0]):
            yield quote(pair, safe=f"{_PLAIN}?").replace("'", "%27")


def _quoted(path: str) -> str:
    return quote(path, safe=_PLAIN).replace("'", "%27")
