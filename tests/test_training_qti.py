"""The questions of a module as IMS QTI 2.1, for the exam system of an LMS."""

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from samverka.learning.packages.manifest import Element
from samverka.learning.packages.package import Package
from samverka.learning.packages.qti import qti
from samverka.learning.packages.validating import faults_in
from tests.test_training_cmi5 import MODULE, course_of

EXPLAINED = MODULE.replace(
    "    Ja.\n///", "    Ja.\n\nSkollagen & <b>förordningen</b> säger det.\n///"
)


def item(package: Package, key: str) -> Element:
    path = PurePosixPath(f"fragor/fraga-{key}.xml")
    return etree.fromstring(next(one.content for one in package.files if one.path == path))


def words(element: Element) -> str:
    return "".join(str(one) for one in element.itertext()).strip()


def right(package: Package, key: str) -> list[str]:
    return [words(one) for one in item(package, key).iterfind(".//{*}correctResponse/{*}value")]


def names(package: Package, key: str) -> dict[str, str]:
    """What is chosen among, by its identifier."""
    kinds = (".//{*}simpleChoice", ".//{*}simpleAssociableChoice")
    found = (one for kind in kinds for one in item(package, key).iterfind(kind))
    return {str(one.get("identifier")): words(one) for one in found}


def set_values(element: Element, outcome: str) -> list[str]:
    path = f".//{{*}}setOutcomeValue[@identifier='{outcome}']//{{*}}baseValue"
    return [words(one) for one in element.iterfind(path)]


def test_a_package_has_no_faults_and_one_item_a_question() -> None:
    package = qti(course_of())
    assert faults_in(package) == ()
    assert [str(file.path) for file in package.files] == [
        "imsmanifest.xml", "test.xml", "fragor/fraga-ansvarig.xml", "fragor/fraga-mote.xml",
        "fragor/fraga-ordning.xml", "fragor/fraga-par.xml", "fragor/fraga-tanke.xml",
    ]  # fmt: skip


def test_the_right_answers_follow_along() -> None:
    package = qti(course_of())
    chosen = {
        key: [names(package, key)[one] for one in right(package, key)]
        for key in ("ansvarig", "mote", "ordning")
    }
    assert [*chosen["mote"], *chosen["ordning"]] == [
        "Eleven", "Vårdnadshavaren", "Upptäcka", "Undersöka", "Åtgärda",
    ]  # fmt: skip
    assert chosen["ansvarig"][0].startswith("Rektorn & hennes")
    pairs = (pair.split() for pair in right(package, "par"))
    known = names(package, "par")
    assert {known[row]: known[choice] for row, choice in pairs} == {
        "Skolan": "Undervisning", "Vården": "Hälsa",
    }  # fmt: skip
    assert right(package, "tanke") == []


def test_each_choice_brings_its_feedback_and_the_question_its_explanation() -> None:
    element = item(qti(course_of(EXPLAINED)), "ansvarig")
    told = {one.get("identifier"): words(one) for one in element.iterfind("{*}modalFeedback")}
    assert told == {
        "svar-a": "Läraren ser ofta barnet först.",
        "svar-b": "Ja.",
        "general_fb": "Skollagen & förordningen säger det.",
    }
    assert set_values(element, "FEEDBACK") == ["svar-a", "svar-b"]


def test_the_score_is_all_or_nothing_as_on_the_page() -> None:
    package = qti(course_of())
    processing = item(package, "ordning").find("{*}responseProcessing")
    assert processing is not None
    assert str(processing.get("template")).endswith("/match_correct")
    assert set_values(item(package, "ansvarig"), "SCORE") == ["1", "0"]
    assert item(package, "tanke").find("{*}responseProcessing") is None


def test_items_say_that_they_are_in_swedish() -> None:
    package = qti(course_of())
    languages = {
        etree.fromstring(file.content).get("{http://www.w3.org/XML/1998/namespace}lang")
        for file in package.files[2:]
    }
    assert languages == {"sv"}


def test_everything_fits_the_schemas_of_the_standard() -> None:
    folder = os.environ.get("SAMVERKA_QTI_SCHEMAS", "")
    if not folder:
        pytest.skip("SAMVERKA_QTI_SCHEMAS säger inte var QTI:s scheman finns")
    packaging = etree.XMLSchema(file=str(Path(folder) / "imscp_v1p1.xsd"))
    content = etree.XMLSchema(file=str(Path(folder) / "qtiv2p1" / "imsqti_v2p1.xsd"))
    for text in (MODULE, EXPLAINED):
        manifest, *files = qti(course_of(text)).files
        packaging.assertValid(etree.fromstring(manifest.content))
        for file in files:
            content.assertValid(etree.fromstring(file.content))


def test_a_module_without_questions_is_refused() -> None:
    package = qti(course_of("---\ntitle: Att läsa\n---\n\n## Läs\n\nText.\n"))
    assert "Modulen har inga frågor att ta med." in faults_in(package)


def changed(package: Package, old: str, new: str) -> Package:
    files = tuple(
        replace(file, content=file.content.replace(old.encode(), new.encode()))
        for file in package.files
    )
    assert files != package.files
    return replace(package, files=files)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("</manifest>", "", "imsmanifest.xml går inte att läsa som XML."),
        ("<value>b</value>", "<value>x</value>", "det rätta svaret x finns inte bland svaren"),
        ("<value>rad-3</value>", "", "har inte med alla delar"),
        ('simpleChoice identifier="b"', 'simpleChoice identifier="a"', "används flera gånger"),
        ('href="fragor/fraga-par.xml"', 'href="fragor/annan.xml"', "finns inte i paketet"),
        ('identifierref="', 'identifierref="x', "finns inte"),
        ('type="imsqti_test_xmlv2p1"', 'type="webcontent"', "precis ett prov"),
        ('outcomeIdentifier="FEEDBACK"', 'outcomeIdentifier="X"', "hör till X, som inte finns"),
        ('imsqti_v2p1" identifier', 'imsqti_v3p0" identifier', "i QTI 2.1"),
        ('responseIdentifier="RESPONSE"', 'responseIdentifier="R"', "precis en fråga"),
        (">Läraren</simpleChoice>", "></simpleChoice>", "ett svar har inga ord"),
        ('identifier="steg-1"', 'identifier="1 steg"', "1 steg är inget namn"),
    ],
)
def test_a_package_with_a_fault_is_refused(old: str, new: str, fault: str) -> None:
    assert [one for one in faults_in(changed(qti(course_of()), old, new)) if fault in one] != []


def test_a_file_that_is_missing_or_not_listed_is_refused() -> None:
    package = qti(course_of())
    without = faults_in(replace(package, files=package.files[:-1]))
    assert any("fraga-tanke.xml finns inte i paketet" in one for one in without)
    more = replace(package.files[-1], path=PurePosixPath("fragor/extra.xml"))
    added = faults_in(replace(package, files=(*package.files, more)))
    assert "imsmanifest.xml: filen fragor/extra.xml är inte med i förteckningen." in added
