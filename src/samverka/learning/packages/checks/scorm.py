"""The manifest of a SCORM package against its files."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from samverka.learning.packages import scorm12, scorm2004
from samverka.learning.packages.checks.reading_xml import read_root
from samverka.learning.packages.manifest import MANIFEST, Element, Vocabulary
from samverka.learning.packages.package import Package

_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
"""An xs:ID (XML Schema part 2, NCName) in ASCII, which every platform takes."""
_NUMBER: Final = re.compile(r"-?\d{1,3}(\.\d{1,7})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A manifest that could be read; `paths` are the package's own files."""

    root: Element
    words: Vocabulary
    paths: frozenset[str]

    def all(self, name: str) -> list[Element]:
        """Every element of that name in the namespace of content packaging."""
        return list(self.root.iter(f"{{{self.words.cp}}}{name}"))

    def text(self, name: str, above: str = "") -> str:
        """Of the first such element, below one named `above` where that is said."""
        found = (
            one
            for one in self.all(name)
            if not above or _is_named(one.getparent(), self.words.cp, above)
        )
        return next((_text(one) for one in found), "")


def scorm12_faults(package: Package) -> Iterator[str]:
    """Of SCORM 1.2."""
    yield from _manifest_faults(package, scorm12.WORDS)


def scorm2004_faults(package: Package) -> Iterator[str]:
    """Of SCORM 2004, 4th edition."""
    yield from _manifest_faults(package, scorm2004.WORDS)


def _manifest_faults(package: Package, words: Vocabulary) -> Iterator[str]:
    content = next((one.content for one in package.files if one.path == MANIFEST), None)
    if content is None:
        yield f"{MANIFEST} saknas i paketets rot."
        return
    root = read_root(content)
    if root is None:
        yield f"{MANIFEST} går inte att läsa som XML."
        return
    if not _is_named(root, words.cp, "manifest"):
        yield f"{MANIFEST} är inget manifest för SCORM {words.schemaversion}."
        return
    seen = _Seen(root, words, frozenset(str(one.path) for one in package.files))
    for check in _CHECKS:
        yield from check(seen)


def _version_faults(seen: _Seen) -> Iterator[str]:
    said = (seen.text("schema", "metadata"), seen.text("schemaversion", "metadata"))
    if said != ("ADL SCORM", seen.words.schemaversion):
        version = " ".join(said).strip() or "ingen version"
        yield f"Manifestet säger {version}, inte ADL SCORM {seen.words.schemaversion}."


def _identifier_faults(seen: _Seen) -> Iterator[str]:
    names = [
        one.get("identifier", "")
        for name in ("manifest", "organization", "item", "resource")
        for one in seen.all(name)
    ]
    for name in names:
        if not _NAME.fullmatch(name):
            yield f"Beteckningen ”{name}” i manifestet är inte giltig."
    for name, times in Counter(names).items():
        if times > 1:
            yield f"Beteckningen ”{name}” står {times} gånger i manifestet."


def _organization_faults(seen: _Seen) -> Iterator[str]:
    known = {one.get("identifier") for one in seen.all("organization")}
    default = next((one.get("default") for one in seen.all("organizations")), None)
    if not default or default not in known:
        yield "Manifestet saknar en organisation att börja i (default)."
    for one in (*seen.all("organization"), *seen.all("item")):
        if not _text(one.find(f"{{{seen.words.cp}}}title")):
            yield f"”{one.get('identifier', '')}” i manifestet saknar titel."


def _item_faults(seen: _Seen) -> Iterator[str]:
    resources = {one.get("identifier") for one in seen.all("resource")}
    leaves = [one for one in seen.all("item") if one.find(f"{{{seen.words.cp}}}item") is None]
    if not leaves:
        yield "Manifestet har inget att öppna: det saknar en post (item)."
    for one in leaves:
        target = one.get("identifierref", "")
        if target not in resources:
            yield f"Posten ”{one.get('identifier', '')}” pekar på ”{target}”, som inte finns."


def _resource_faults(seen: _Seen) -> Iterator[str]:
    sco = f"{{{seen.words.adlcp}}}{seen.words.sco}"
    for one in seen.all("resource"):
        name = one.get("identifier", "")
        if one.get("type") != "webcontent":
            yield f"Resursen ”{name}” ska ha typen webcontent."
        if one.get(sco) != "sco":
            yield f"Resursen ”{name}” ska ha {seen.words.sco}=”sco”, inte ”{one.get(sco, '')}”."
        listed = {_path(file) for file in one.iter(f"{{{seen.words.cp}}}file")}
        if _path(one) not in listed:
            yield f"Resursen ”{name}” listar inte sin egen startsida {one.get('href', '')}."


def _file_faults(seen: _Seen) -> Iterator[str]:
    hrefs = {one.get("href", "") for one in (*seen.all("file"), *seen.all("resource"))}
    hrefs |= {_text(one) for one in seen.root.iter(f"{{{seen.words.adlcp}}}location")}
    listed = {str(MANIFEST)}
    for href in sorted(hrefs):
        path = _inside(href)
        if path is None:
            yield f"Manifestet pekar ut ur paketet: {href}"
        elif path not in seen.paths:
            yield f"Manifestet listar filen {path}, som inte finns i paketet."
        else:
            listed.add(path)
    for path in sorted(seen.paths - listed):
        yield f"Filen {path} finns i paketet men är inte listad i manifestet."


def _score_faults(seen: _Seen) -> Iterator[str]:
    measures = [
        (f"{{{seen.words.adlcp}}}masteryscore", 0, 100),
        (f"{{{seen.words.imsss}}}minNormalizedMeasure", 0, 1),
    ]
    for tag, least, most in measures:
        for one in seen.root.iter(tag):
            said = _text(one)
            if not _NUMBER.fullmatch(said) or not least <= float(said) <= most:
                yield f"Gränsen för godkänt är ”{said}”; den ska vara från {least} till {most}."


def _path(element: Element) -> str | None:
    return _inside(element.get("href", ""))


def _inside(href: str) -> str | None:
    """The file in the package that a URI of the manifest means; None where it leads out of it."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    path = unquote(parts.path)
    is_outside = parts.scheme or parts.netloc or path.startswith("/") or "\\" in path
    found = posixpath.normpath(path)
    return None if is_outside or not path or ".." in found.split("/") else found


def _is_named(element: Element | None, namespace: str, name: str) -> bool:
    return element is not None and element.tag == f"{{{namespace}}}{name}"


def _text(element: Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


_CHECKS: Final[tuple[Callable[[_Seen], Iterator[str]], ...]] = (
    _version_faults,
    _identifier_faults,
    _organization_faults,
    _item_faults,
    _resource_faults,
    _file_faults,
    _score_faults,
)
