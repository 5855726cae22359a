"""XML of a package, read by those who look for faults in it."""

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from samverka.learning.packages.manifest import Element


def read_root(content: bytes) -> Element | None:
    """The root; None where it is no XML, or has a document type, which no package needs."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.getroottree().docinfo.internalDTD is None else None


def doubles(names: Iterable[str | None]) -> list[str]:
    """Those that are said more than once."""
    return sorted(name for name, times in Counter(names).items() if name and times > 1)


def local_name(element: Element) -> str:
    """Its name without the namespace."""
    return etree.QName(element).localname
