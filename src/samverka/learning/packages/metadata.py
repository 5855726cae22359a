"""What a package says of itself to those who look for it: Learning Object Metadata."""

from collections.abc import Callable
from typing import Final

from samverka.learning.packages.manifest import (
    METADATA,
    Element,
    add,
    href,
    identifier,
    start,
    xml_file,
)
from samverka.learning.packages.package import LAUNCH, Courseware, PackageFile
from samverka.source.frontmatter import TrainingMatter

LANGUAGE: Final = "sv"
IMS: Final = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
"""SCORM 1.2 (CAM 2.2)."""
LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
"""SCORM 2004: IEEE 1484.12.3."""
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def metadata_12(course: Courseware) -> PackageFile:
    """For SCORM 1.2."""
    root = start("lom", IMS)
    general = add(root, "general")
    add(general, "identifier", identifier(course))
    _say_12(add(general, "title"), course.module.title)
    add(general, "language", LANGUAGE)
    _describe(general, course, _say_12)
    add(add(root, "metametadata"), "metadatascheme", "ADL SCORM 1.2")
    technical = add(root, "technical")
    add(technical, "format", "text/html")
    add(technical, "location", href(LAUNCH), type="URI")
    time = add(add(root, "educational"), "typicallearningtime")
    add(time, "datetime", _duration_12(course.module.minutes))
    return xml_file(METADATA, root)


def metadata_2004(course: Courseware) -> PackageFile:
    """For SCORM 2004."""
    root = start("lom", LOM)
    general = add(root, "general")
    named = add(general, "identifier")
    add(named, "catalog", "URI")
    add(named, "entry", f"urn:x-samverka:{identifier(course)}")
    _say_2004(add(general, "title"), course.module.title)
    add(general, "language", LANGUAGE)
    _describe(general, course, _say_2004)
    add(add(root, "metaMetadata"), "metadataSchema", "LOMv1.0")
    technical = add(root, "technical")
    add(technical, "format", "text/html")
    add(technical, "location", href(LAUNCH))
    time = add(add(root, "educational"), "typicalLearningTime")
    add(time, "duration", f"PT{course.module.minutes}M")
    return xml_file(METADATA, root)


def _describe(general: Element, course: Courseware, say: Callable[[Element, str], None]) -> None:
    entry = course.module.entry
    goals = entry.matter.goals if isinstance(entry.matter, TrainingMatter) else ()
    for text in filter(None, (entry.description or course.module.title, " ".join(goals))):
        say(add(general, "description"), text)
    for word in (*entry.areas, *entry.audience):
        say(add(general, "keyword"), word)


def _say_12(parent: Element, text: str) -> None:
    add(parent, "langstring", text).set(_XML_LANG, LANGUAGE)


def _say_2004(parent: Element, text: str) -> None:
    add(parent, "string", text, language=LANGUAGE)


def _duration_12(minutes: int) -> str:
    """Of ISO 8601, in the hours and minutes that the binding's own examples have."""
    return f"PT{minutes // 60}H{minutes % 60}M"
