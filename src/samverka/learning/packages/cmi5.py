"""cmi5 (AICC/ADL, Quartz, sections 13 and 14): a course of one assignable unit."""

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from samverka.learning.packages.launch import files_for
from samverka.learning.packages.manifest import Element, add, href, start, xml_file
from samverka.learning.packages.package import LAUNCH, Courseware, Package, PackageFile

FORM: Final = "cmi5"
STRUCTURE: Final = PurePosixPath("cmi5.xml")
NAMESPACE: Final = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
LANGUAGE: Final = "sv"


def cmi5(course: Courseware) -> Package:
    """The unit is satisfied when it is completed and, where it has a pass mark, passed."""
    files = (_structure(course), *files_for(course, FORM))
    return Package(FORM, f"{course.module.name}-{FORM}.zip", files)


def course_iri(course: Courseware) -> str:
    """The module's address; without one a URN (RFC 9562, version 5) that any export gives again."""
    address = quote(course.module.entry.address)
    if course.site_url:
        return f"{course.site_url}{address}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'samverka {course.settings.title} {address}')}"


def _structure(course: Courseware) -> PackageFile:
    iri, module = course_iri(course), course.module
    root = start("courseStructure", NAMESPACE)
    _describe(add(root, "course", id=iri), course)
    unit = add(root, "au", id=f"{iri}#utbildning", launchMethod="AnyWindow", moveOn="Completed")
    if module.pass_mark is not None and module.scored:
        unit.set("moveOn", "CompletedAndPassed")
        unit.set("masteryScore", f"{module.pass_mark / 100:.2f}")
    _describe(unit, course)
    add(unit, "url", href(LAUNCH))
    return xml_file(STRUCTURE, root)


def _describe(parent: Element, course: Courseware) -> None:
    """Both must be there (13.1.1); a module without a description is described by its title."""
    title = " ".join(course.module.title.split())
    description = " ".join(course.module.entry.description.split()) or title
    for name, text in (("title", title), ("description", description)):
        add(add(parent, name), "langstring", text, lang=LANGUAGE)
