"""What is wrong with a QTI package, before it is written: what IMS QTI 2.1 asks beyond its schema.

The schema cannot say that an answer is among the choices, or that a file is in the package.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from samverka.learning.packages.checks.reading_xml import doubles, local_name, read_root
from samverka.learning.packages.manifest import MANIFEST, Element
from samverka.learning.packages.package import Package
from samverka.learning.packages.qti import ITEM_TYPE, TEST_TYPE
from samverka.learning.packages.qti_items import QTI, RESPONSE

_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*")
"""NCName, and `identifier` of QTI 2.1, as far as we use them."""
_INTERACTIONS: Final = frozenset(
    f"{kind}Interaction" for kind in ("choice", "order", "match", "extendedText")
)
_CHOICES: Final = frozenset(("simpleChoice", "simpleAssociableChoice"))

Files = dict[PurePosixPath, Element | None]


def qti_faults(package: Package) -> Iterator[str]:
    """The manifest against the files, and each question in itself."""
    files = {file.path: read_root(file.content) for file in package.files}
    for path, root in files.items():
        if root is None:
            yield f"{path} går inte att läsa som XML."
    manifest = files.get(MANIFEST)
    if manifest is not None:
        yield from _faults_in(manifest, files)
    elif MANIFEST not in files:
        yield f"{MANIFEST} saknas i paketets rot."


def _faults_in(manifest: Element, files: Files) -> Iterator[str]:
    resources = [one for one in manifest.iter() if local_name(one) == "resource"]
    kinds = {_path(one): one.get("type", "") for one in resources}
    if list(kinds.values()).count(TEST_TYPE) != 1:
        yield f"{MANIFEST} ska peka ut precis ett prov."
    if ITEM_TYPE not in kinds.values():
        yield "Modulen har inga frågor att ta med."
    yield from _faults_in_manifest(manifest, files)
    for path, kind in kinds.items():
        root = files.get(path)
        if root is not None:
            is_item = kind == ITEM_TYPE
            faults = _faults_in_item(root) if is_item else _faults_in_test(root, path, kinds)
            yield from (f"{path}: {fault}" for fault in faults)


def _faults_in_manifest(manifest: Element, files: Files) -> Iterator[str]:
    names = [one.get("identifier") for one in manifest.iter() if one.get("identifier") is not None]
    known = set(names)
    yield from (f"{MANIFEST}: {fault}" for fault in _faults_in_names(names))
    for one in manifest.iter():
        wanted = one.get("identifierref")
        if wanted is not None and wanted not in known:
            yield f"{MANIFEST}: {wanted} finns inte."
    listed = {_path(one) for one in manifest.iter() if local_name(one) == "file"}
    for path in sorted(listed - set(files)):
        yield f"{MANIFEST}: filen {path} finns inte i paketet."
    for path in sorted(set(files) - listed - {MANIFEST}):
        yield f"{MANIFEST}: filen {path} är inte med i förteckningen."


def _path(element: Element) -> PurePosixPath:
    return PurePosixPath(unquote(element.get("href") or ""))


def _faults_in_names(names: Iterable[str | None]) -> Iterator[str]:
    said = [name or "" for name in names]
    yield from (f"{name or '(tomt)'} är inget namn." for name in said if not _NAME.fullmatch(name))
    yield from (f"namnet {name} används flera gånger." for name in doubles(said))


def _faults_in_test(
    root: Element, path: PurePosixPath, kinds: dict[PurePosixPath, str]
) -> Iterator[str]:
    if root.tag != f"{{{QTI}}}assessmentTest":
        yield "är inget prov i QTI 2.1."
        return
    references = [one for one in root.iter() if local_name(one) == "assessmentItemRef"]
    for one in references:
        if kinds.get(path.parent / _path(one)) != ITEM_TYPE:
            yield f"frågan {one.get('href')} finns inte i paketet."
    parts = [one for one in root.iter() if local_name(one) in _PARTS]
    yield from _faults_in_names(one.get("identifier") for one in parts)


_PARTS: Final = frozenset(("testPart", "assessmentSection", "assessmentItemRef"))


def _faults_in_item(root: Element) -> Iterator[str]:
    if root.tag != f"{{{QTI}}}assessmentItem":
        yield "är ingen fråga i QTI 2.1."
        return
    asked = [one for one in root.iter() if local_name(one) in _INTERACTIONS]
    if len(asked) != 1 or asked[0].get("responseIdentifier") != RESPONSE:
        yield "ska ställa precis en fråga."
        return
    yield from _faults_in_answers(root, asked[0])
    outcomes = {
        one.get("identifier") for one in root.iter() if local_name(one) == "outcomeDeclaration"
    }
    for one in root.iter():
        wanted = one.get("outcomeIdentifier")
        if wanted is not None and wanted not in outcomes:
            yield f"återkopplingen hör till {wanted}, som inte finns."


def _faults_in_answers(root: Element, asked: Element) -> Iterator[str]:
    choices = [one for one in asked.iter() if local_name(one) in _CHOICES]
    names = [one.get("identifier") for one in choices]
    yield from _faults_in_names(names)
    if not all((one.text or "").strip() for one in choices):
        yield "ett svar har inga ord. Är det en bild, skriv vad den visar inom hakparenteserna."
    correct = next((one for one in root.iter() if local_name(one) == "correctResponse"), None)
    if correct is None:
        if names:
            yield "säger inte vilket svar som är rätt."
        return
    values = [value.text or "" for value in correct]
    for name in " ".join(values).split():
        if name not in names:
            yield f"det rätta svaret {name} finns inte bland svaren."
    if local_name(asked) == "orderInteraction" and len(values) != len(names):
        yield "den rätta ordningen har inte med alla delar."
    if not values:
        yield "säger inte vilket svar som är rätt."
