"""SCORM 2004, 4th edition (Content Aggregation Model, sections 3.4 and 5.1)."""

from typing import Final

from samverka.learning.packages.launch import files_for
from samverka.learning.packages.manifest import (
    MANIFEST,
    Element,
    Vocabulary,
    add,
    add_resource,
    begin_manifest,
    passing_score,
    xml_file,
)
from samverka.learning.packages.metadata import metadata_2004
from samverka.learning.packages.package import Courseware, Package

FORM: Final = "scorm2004"
WORDS: Final = Vocabulary(
    cp="http://www.imsglobal.org/xsd/imscp_v1p1",
    adlcp="http://www.adlnet.org/xsd/adlcp_v1p3",
    schemaversion="2004 4th Edition",
    sco="scormType",
    imsss="http://www.imsglobal.org/xsd/imsss",
)


def scorm2004(course: Courseware) -> Package:
    """One SCO, whose pass mark the platform holds its score against."""
    files = (*files_for(course, FORM), metadata_2004(course))
    root, item = begin_manifest(course, WORDS)
    _add_sequencing(item, passing_score(course.module))
    add_resource(root, WORDS, files)
    return Package(FORM, f"{course.module.name}-{FORM}.zip", (xml_file(MANIFEST, root), *files))


def _add_sequencing(item: Element, score: int | None) -> None:
    """The module says itself when it is done and passed."""
    sequencing = add(item, f"{{{WORDS.imsss}}}sequencing")
    objective = add(add(sequencing, "objectives"), "primaryObjective", objectiveID="resultat")
    if score is not None:
        objective.set("satisfiedByMeasure", "true")
        add(objective, "minNormalizedMeasure", f"{score / 100:g}")
    add(
        sequencing,
        "deliveryControls",
        completionSetByContent="true",
        objectiveSetByContent="true",
    )
