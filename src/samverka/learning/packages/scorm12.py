"""SCORM 1.2 (Content Aggregation Model, section 2.3)."""

from typing import Final

from samverka.learning.packages.launch import files_for
from samverka.learning.packages.manifest import (
    MANIFEST,
    Vocabulary,
    add,
    add_resource,
    begin_manifest,
    passing_score,
    xml_file,
)
from samverka.learning.packages.metadata import metadata_12
from samverka.learning.packages.package import Courseware, Package

FORM: Final = "scorm12"
WORDS: Final = Vocabulary(
    cp="http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2",
    schemaversion="1.2",
    sco="scormtype",
)


def scorm12(course: Courseware) -> Package:
    """One SCO, with its pass mark as the platform's mastery score."""
    files = (*files_for(course, FORM), metadata_12(course))
    root, item = begin_manifest(course, WORDS)
    score = passing_score(course.module)
    if score is not None:
        add(item, f"{{{WORDS.adlcp}}}masteryscore", str(score))
    add_resource(root, WORDS, files)
    return Package(FORM, f"{course.module.name}-{FORM}.zip", (xml_file(MANIFEST, root), *files))
