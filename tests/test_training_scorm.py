"""Modules at a learning platform: SCORM 1.2 and 2004 under scorm-again, in Chromium."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from samverka.learning.packages.package import Courseware, Package
from samverka.learning.packages.scorm12 import scorm12
from samverka.learning.packages.scorm2004 import scorm2004
from scorm_lms import Platform, Stored, Version, Visit, platform
from training_courses import EVERY, TWO, course_of

pytestmark = pytest.mark.browser

BUILD: dict[Version, Callable[[Courseware], Package]] = {
    "scorm12": scorm12,
    "scorm2004": scorm2004,
}
VERSIONS = pytest.mark.parametrize("version", ["scorm12", "scorm2004"])


@dataclass(frozen=True)
class Known:
    """What a platform knows after a visit, in the words of both versions."""

    status: str
    score: str
    interactions: list[dict[str, Any]]
    stored: Stored

    @classmethod
    def of(cls, stored: Stored) -> "Known":
        own = stored.get("core", stored)
        status = own.get("lesson_status") or f"{own['completion_status']} {own['success_status']}"
        rows = stored["interactions"]
        return cls(status, own["score"]["raw"], [rows[key] for key in sorted(rows)], stored)


PASSED = {"scorm12": "passed", "scorm2004": "completed passed"}
FAILED = {"scorm12": "failed", "scorm2004": "completed failed"}
BEGUN = {"scorm12": "incomplete", "scorm2004": "incomplete unknown"}
MARK = {"scorm12": "cmi.student_data.mastery_score", "scorm2004": "cmi.scaled_passing_score"}
MODE = {"scorm12": "cmi.core.lesson_mode", "scorm2004": "cmi.mode"}
ENTRY = {"scorm12": "cmi.core.entry", "scorm2004": "cmi.entry"}


def mark_of(version: Version, percent: int) -> dict[str, str]:
    """What a platform takes from the manifest, or from its own settings."""
    return {MARK[version]: str(percent if version == "scorm12" else percent / 100)}


@contextmanager
def at_platform(
    version: Version, browser: Browser, root: Path, text: str = TWO
) -> Iterator[Platform]:
    package = BUILD[version](course_of(root, text))
    with platform(version, browser, package.zipped(), root) as found:
        yield found


def check_clean(visit: Visit, lms: Platform) -> None:
    assert visit.errors == []
    assert visit.faults == []
    assert [url for url in visit.requests if not url.startswith(lms.address)] == []


@VERSIONS
def test_right_answers_are_passed_and_told_to_the_platform(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with at_platform(version, browser, tmp_path, EVERY) as lms:
        values = {**mark_of(version, 80), ENTRY[version]: "ab-initio"}
        with lms.visit(values=values) as visit:
            visit.choose("q1", "b")
            visit.choose("q2", "a")
            visit.choose("vilka", "a", "c")
            visit.answer_rows("ordning")
            visit.answer_rows("par")
            visit.frame.fill("textarea", "Det här är hemligt")
            known = Known.of(visit.leave())
            check_clean(visit, lms)
            assert visit.calls[-1][0] in ("LMSFinish", "Terminate")
            assert "hemligt" not in json.dumps([visit.calls, visit.posts])
    assert (known.status, known.score) == (PASSED[version], "100")
    assert [row["id"] for row in known.interactions] == ["q1", "q2", "vilka", "ordning", "par"]
    assert [row["type"] for row in known.interactions] == [
        *("choice", "choice", "choice", "sequencing", "matching")
    ]
    assert {row["result"] for row in known.interactions} == {"correct"}
    for row in known.interactions:
        said = row.get("student_response", row.get("learner_response"))
        assert said == row["correct_responses"]["0"]["pattern"]


@VERSIONS
def test_a_learner_goes_on_where_the_last_visit_ended(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with at_platform(version, browser, tmp_path) as lms:
        with lms.visit(values=mark_of(version, 80)) as first:
            first.choose("q1", "a")
            begun = Known.of(first.leave())
            check_clean(first, lms)
        assert (begun.status, begun.score) == (BEGUN[version], "")
        with lms.visit(begun.stored, {ENTRY[version]: "resume"}) as second:
            assert second.chosen == ["q1=a"]
            second.choose("q1", "b")
            second.choose("q2", "a")
            done = Known.of(second.leave())
            check_clean(second, lms)
    assert (done.status, done.score) == (PASSED[version], "100")
    ids = [row["id"] for row in done.interactions]
    assert ids == (["q1", "q1", "q2"] if version == "scorm12" else ["q1", "q2"])


@VERSIONS
def test_wrong_answers_are_failed(version: Version, browser: Browser, tmp_path: Path) -> None:
    with (
        at_platform(version, browser, tmp_path) as lms,
        lms.visit(values=mark_of(version, 80)) as visit,
    ):
        visit.choose("q1", "a")
        visit.choose("q2", "a")
        known = Known.of(visit.leave())
        check_clean(visit, lms)
    assert (known.status, known.score) == (FAILED[version], "50")
    assert [row["result"] for row in known.interactions] == [
        "wrong" if version == "scorm12" else "incorrect",
        "correct",
    ]


@VERSIONS
def test_the_platforms_own_pass_mark_decides(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with (
        at_platform(version, browser, tmp_path) as lms,
        lms.visit(values=mark_of(version, 50)) as visit,
    ):
        visit.choose("q1", "a")
        visit.choose("q2", "a")
        assert Known.of(visit.leave()).status == PASSED[version]


@VERSIONS
def test_what_was_passed_stays_so_when_the_questions_are_new(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with at_platform(version, browser, tmp_path) as lms:
        with lms.visit(values=mark_of(version, 80)) as first:
            first.choose("q1", "b")
            first.choose("q2", "a")
            stored = first.leave()
        stored["suspend_data"] = stored["suspend_data"].replace('["', '["older', 1)
        with lms.visit(stored, {ENTRY[version]: "resume"}) as second:
            assert second.chosen == []
            second.choose("q1", "a")
            assert Known.of(second.leave()).status == PASSED[version]


@VERSIONS
def test_a_module_opened_for_review_tells_nothing(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with (
        at_platform(version, browser, tmp_path) as lms,
        lms.visit(values={**mark_of(version, 80), MODE[version]: "review"}) as visit,
    ):
        expect(visit.frame.get_by_role("status").first).to_contain_text("granskning")
        visit.choose("q1", "a")
        visit.leave()
        assert [call for call in visit.calls if call[0].endswith("SetValue")] == []
        assert visit.errors == []


@VERSIONS
def test_a_platform_that_does_not_save_is_told_of_and_nothing_breaks(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    commit = "LMSCommit" if version == "scorm12" else "Commit"
    with (
        at_platform(version, browser, tmp_path) as lms,
        lms.visit(values=mark_of(version, 80)) as visit,
    ):
        notice = visit.frame.locator(".module__record")
        visit.page.evaluate("name => refused.add(name)", commit)
        visit.choose("q1", "a")
        expect(notice).to_contain_text("kunde inte spara")
        visit.page.evaluate("refused.clear()")
        visit.choose("q2", "a")
        expect(notice).to_contain_text("sparat")
        assert Known.of(visit.leave()).status == FAILED[version]
        assert visit.faults == []


@VERSIONS
def test_without_a_platform_the_page_works_and_says_that_nothing_is_kept(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with at_platform(version, browser, tmp_path) as lms:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{lms.address}sco/{lms.launch}")
        expect(page.locator(".module__record")).to_contain_text("inget sparas")
        page.check('input[name="q1"][value="b"]')
        page.close()
        assert faults == []


@VERSIONS
def test_the_platform_is_found_behind_frames_and_in_the_window_that_opened(
    version: Version, browser: Browser, tmp_path: Path
) -> None:
    with (
        at_platform(version, browser, tmp_path) as lms,
        lms.visit(values=mark_of(version, 80)) as visit,
    ):
        (lms.folder / "frames.html").write_text(
            f'<!doctype html><iframe src="sco/{lms.launch}"></iframe>', encoding="utf-8"
        )
        visit.leave()
        visit.page.evaluate("name => { window[name] = api; calls.length = 0; }", "API_NEW")
        with visit.page.context.expect_page() as opened:
            visit.page.evaluate("() => { window.open('/frames.html'); }")
        frame = opened.value.frame_locator("iframe")
        frame.locator('input[name="q1"][value="b"]').check()
        initialize = "LMSInitialize" if version == "scorm12" else "Initialize"
        assert visit.calls[0][0] == initialize
