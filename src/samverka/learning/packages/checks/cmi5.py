"""What is wrong with a cmi5 package, before it is written: sections 13 and 14 and their schema."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from samverka.learning.packages.checks.reading_xml import doubles, local_name, read_root
from samverka.learning.packages.cmi5 import NAMESPACE, STRUCTURE
from samverka.learning.packages.manifest import Element
from samverka.learning.packages.package import Package

_MOVE_ON: Final = frozenset(
    ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
)
_METHODS: Final = frozenset(("AnyWindow", "OwnWindow"))
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
"""RFC 3987, section 2.2: absolute, and without what none may hold."""
_SCORE: Final = re.compile(r"0(\.[0-9]{1,4})?|1(\.0{1,4})?")
"""13.1.4: from 0 to 1, with up to four decimals."""
_IN_COURSE: Final = ("title", "description")
_IN_UNIT: Final = ("title", "description", "url")


def cmi5_faults(package: Package) -> Iterator[str]:
    """The course structure against its schema, the specification and the package's files."""
    content = {file.path: file.content for file in package.files}
    if STRUCTURE not in content:
        yield f"{STRUCTURE} saknas i paketets rot."
        return
    root = read_root(content[STRUCTURE])
    if root is None or root.tag != f"{{{NAMESPACE}}}courseStructure":
        yield f"{STRUCTURE} går inte att läsa som en kursstruktur för cmi5."
        return
    for fault in _faults_in(root, frozenset(content)):
        yield f"{STRUCTURE}: {fault}"


def _faults_in(root: Element, paths: frozenset[PurePosixPath]) -> Iterator[str]:
    names = [local_name(child) for child in root]
    units = [child for child in root if local_name(child) == "au"]
    if names[:1] != ["course"] or set(names[1:]) - {"au"} or not units:
        yield "ska ha en course och därefter minst en au."
    for child in root:
        if local_name(child) in ("course", "au"):
            yield from _faults_in_thing(child)
    for unit in units:
        yield from _faults_in_unit(unit, paths)
    ids = doubles(child.get("id") for child in root)
    yield from (f"id {one} står på flera ställen." for one in ids)


def _faults_in_thing(thing: Element) -> Iterator[str]:
    name = local_name(thing)
    expected = _IN_UNIT if name == "au" else _IN_COURSE
    if tuple(local_name(child) for child in thing) != expected:
        yield f"{name} ska innehålla {', '.join(expected)}, i den ordningen."
    if not _IRI.fullmatch(thing.get("id") or ""):
        yield f"{name} har inget id som är en fullständig adress."
    for part in thing:
        if local_name(part) in _IN_COURSE:
            yield from _faults_in_text(part, name)


def _faults_in_text(part: Element, owner: str) -> Iterator[str]:
    strings = [child for child in part if local_name(child) == "langstring"]
    if not strings or any(not (one.text or "").strip() for one in strings):
        yield f"{local_name(part)} i {owner} är tom."
    if any(not one.get("lang") for one in strings):
        yield f"{local_name(part)} i {owner} säger inte vilket språk den är på."


def _faults_in_unit(unit: Element, paths: frozenset[PurePosixPath]) -> Iterator[str]:
    for attribute, is_known in _RULES.items():
        said = unit.get(attribute)
        if said is not None and not is_known(said):
            yield f"{attribute} kan inte vara {said}."
    url = next((child.text or "" for child in unit if local_name(child) == "url"), "")
    yield from _faults_in_url(url.strip(), paths)


def _faults_in_url(url: str, paths: frozenset[PurePosixPath]) -> Iterator[str]:
    """14.1: what lies in the package is reached by a relative address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        yield f"url {url} är ingen adress."
        return
    if parts.scheme or parts.netloc:
        yield f"url {url} leder ut ur paketet."
    elif PurePosixPath(unquote(parts.path)) not in paths or not parts.path:
        yield f"url {url or '(tom)'} leder till en fil som inte finns i paketet."


_RULES: Final[dict[str, Callable[[str], object]]] = {
    "moveOn": _MOVE_ON.__contains__,
    "launchMethod": _METHODS.__contains__,
    "masteryScore": _SCORE.fullmatch,
}
