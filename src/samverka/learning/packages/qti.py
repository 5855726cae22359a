"""IMS QTI 2.1 (final, 2012): the questions of a module as a test to import in an exam system."""

from pathlib import PurePosixPath
from typing import Final

from samverka.learning.module import Step
from samverka.learning.packages.manifest import (
    MANIFEST,
    Element,
    add,
    href,
    identifier,
    start,
    xml_file,
)
from samverka.learning.packages.package import Courseware, Package, PackageFile
from samverka.learning.packages.qti_items import (
    QTI,
    Told,
    item_name,
    item_path,
    question_item,
    told_in,
)

FORM: Final = "qti"
TEST: Final = PurePosixPath("test.xml")
ITEM_TYPE: Final = "imsqti_item_xmlv2p1"
TEST_TYPE: Final = "imsqti_test_xmlv2p1"
_CP: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"


def qti(course: Courseware) -> Package:
    """One item a question, one section a step; without the texts and pictures around them."""
    told = told_in(course.module.html)
    items = tuple(
        question_item(course, question, told.get(question.key, Told()))
        for question in course.module.questions
    )
    test = _test(course)
    files = (_manifest(course), test, *items)
    return Package(FORM, f"{course.module.name}-{FORM}.zip", files)


def _test(course: Courseware) -> PackageFile:
    root = start("assessmentTest", QTI)
    root.set("identifier", identifier(course))
    root.set("title", " ".join(course.module.title.split()))
    outcome = add(
        root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
    )
    add(add(outcome, "defaultValue"), "value", "0")
    part = add(
        root,
        "testPart",
        identifier="del",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    for number, step in enumerate(course.module.steps, 1):
        if step.questions:
            _add_section(part, course, (number, step))
    scored = add(add(root, "outcomeProcessing"), "setOutcomeValue", identifier="SCORE")
    add(add(scored, "sum"), "testVariables", variableIdentifier="SCORE")
    return xml_file(TEST, root)


def _add_section(part: Element, course: Courseware, numbered: tuple[int, Step]) -> None:
    number, step = numbered
    section = add(
        part,
        "assessmentSection",
        identifier=f"steg-{number}",
        title=step.title or course.module.title,
        visible="true",
    )
    for question in step.questions:
        name, path = item_name(course, question), item_path(question)
        add(section, "assessmentItemRef", identifier=name, href=href(path))


def _manifest(course: Courseware) -> PackageFile:
    name = identifier(course)
    root = start("manifest", _CP)
    root.set("identifier", f"{name}-paket")
    metadata = add(root, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(root, "organizations")
    resources = add(root, "resources")
    test = _add_resource(resources, name, (TEST_TYPE, TEST))
    for question in course.module.questions:
        item = item_name(course, question)
        add(test, "dependency", identifierref=item)
        _add_resource(resources, item, (ITEM_TYPE, item_path(question)))
    return xml_file(MANIFEST, root)


def _add_resource(resources: Element, name: str, typed: tuple[str, PurePosixPath]) -> Element:
    type_, path = typed
    resource = add(resources, "resource", identifier=name, type=type_, href=href(path))
    add(resource, "file", href=href(path))
    return resource
