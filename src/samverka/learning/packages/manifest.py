"""What the manifests of SCORM 1.2 and 2004 have in common: IMS Content Packaging 1.1."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, TypeAlias
from urllib.parse import quote

from lxml import etree

from samverka.learning.module import Module
from samverka.learning.packages.package import LAUNCH, Courseware, PackageFile

MANIFEST: Final = PurePosixPath("imsmanifest.xml")
METADATA: Final = PurePosixPath("metadata.xml")
_LONGEST_TITLE: Final = 200
"""Characters, of a title in SCORM 1.2 (imscp_rootv1p1p2.xsd)."""
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9-]+")
_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 may hold, escaped or not (section 2.2)."""

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml has no public name for it


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How a version of SCORM says things; `sco` is the attribute that tells what a resource is.

    `cp`, `adlcp` and `imsss` are namespaces; SCORM 1.2 has no sequencing.
    """

    cp: str
    adlcp: str
    schemaversion: str
    sco: str
    imsss: str = ""


def start(name: str, namespace: str, **others: str) -> Element:
    """A root whose namespace needs no prefix; `others` are namespaces by their prefixes."""
    spaces = dict[str | None, str]([(None, namespace), *others.items()])
    return etree.Element(f"{{{namespace}}}{name}", nsmap=spaces)  # type: ignore[arg-type]  # None


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A child in the parent's namespace, or in the one that `name` says (`{...}name`)."""
    tag = name if name.startswith("{") else f"{{{etree.QName(parent).namespace}}}{name}"
    child = etree.SubElement(parent, tag, attributes)
    child.text = _NOT_IN_XML.sub("", text) or None
    return child


def xml_file(path: PurePosixPath, root: Element) -> PackageFile:
    """The tree as a file in UTF-8."""
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return PackageFile(path, content)


def href(path: PurePosixPath) -> str:
    """A file's address from the root of the package, as a URI."""
    return quote(str(path))


def identifier(course: Courseware) -> str:
    """An xs:ID that stays the same from one export to the next, and is this module's own.

    A site without an address has its title: a bank of questions may hold those of many sites.
    """
    entry = course.module.entry
    place = f"{course.site_url or course.settings.title} {entry.address}"
    mark = hashlib.sha256(place.encode()).hexdigest()[:8]
    name = _NOT_IN_NAMES.sub("-", course.module.name).strip("-")
    return f"samverka-{name}-{mark}".replace("--", "-")


def passing_score(module: Module) -> int | None:
    """The percent from which a platform may call the module passed; None where it has no say."""
    total = len(module.scored)
    if module.pass_mark is None or not total:
        return None
    return passing_percent(module.pass_mark, total)


def passing_percent(mark: int, total: int) -> int:
    """The pass mark for one who compares percents that are rounded, halves up.

    A result below the mark that is rounded up to it (2 of 3 is 67) would be passed there and failed
    by the player's own count: then one percent more. Right for up to 100 questions.
    """
    highest_failing = -(-mark * total // 100) - 1
    rounded = (200 * highest_failing + total) // (2 * total)
    return max(mark, rounded + 1)


def begin_manifest(course: Courseware, words: Vocabulary) -> tuple[Element, Element]:
    """The root, and the one item in it, for what is a version's own."""
    name, title = identifier(course), _title(course.module)
    more = {"imsss": words.imsss} if words.imsss else {}
    root = start("manifest", words.cp, adlcp=words.adlcp, **more)
    root.set("identifier", name)
    root.set("version", "1")
    metadata = add(root, "metadata")
    add(metadata, "schema", "ADL SCORM")
    add(metadata, "schemaversion", words.schemaversion)
    add(metadata, f"{{{words.adlcp}}}location", href(METADATA))
    organization = add(
        add(root, "organizations", default=f"{name}-org"), "organization", identifier=f"{name}-org"
    )
    add(organization, "title", title)
    item = add(organization, "item", identifier=f"{name}-item", identifierref=f"{name}-sco")
    add(item, "title", title)
    return root, item


def add_resource(root: Element, words: Vocabulary, files: Iterable[PackageFile]) -> None:
    """The one resource, with every file of the package but the manifest."""
    resource = add(
        add(root, "resources"),
        "resource",
        identifier=f"{root.get('identifier')}-sco",
        type="webcontent",
        href=href(LAUNCH),
    )
    resource.set(f"{{{words.adlcp}}}{words.sco}", "sco")
    for file in files:
        add(resource, "file", href=href(file.path))


def _title(module: Module) -> str:
    title = " ".join(module.title.split())
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
