"""Leaving by the web: what changes something, what never does, and what the answer gives away."""

import datetime as dt
import io
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from samverka.errors import SamverkaError
from samverka.mail.database import PATIENCE
from samverka.mail.subscribers import leavers
from samverka.mail.subscribers.leavers import note_leaver, read_leavers
from samverka.mail.subscribers.leaving_app import LONGEST_BODY, LeavingApp, make_application
from samverka.mail.subscribers.tokens import Tokens
from tests.accessibility import VIEWS, View, judge, walk, web_tool
from tests.leaving import ADDRESS, DAY, KEY, SECRET, TOKENS, app, served

TOKEN = TOKENS.of(KEY)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
OTHER = "z" * 22


def left(root: Path) -> dict[str, dt.date]:
    file = root / ".samverka" / leavers.FILE
    return dict(read_leavers(file)) if file.exists() else {}


def test_one_click_takes_the_reader_away_whether_form_encoded_or_multipart(tmp_path: Path) -> None:
    with served(app(tmp_path)) as address:
        first = httpx.post(address, params={"t": TOKEN}, data=ONE_CLICK)
        second = httpx.post(
            address,
            params={"t": TOKENS.of(OTHER)},
            files={name: (None, value) for name, value in ONE_CLICK.items()},
        )
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.request.headers["content-type"].startswith("multipart/form-data")
    assert "Du får inga fler brev" in first.text
    assert left(tmp_path) == {KEY: DAY, OTHER: DAY}


def test_looking_changes_nothing_however_often(tmp_path: Path) -> None:
    with served(app(tmp_path)) as address, httpx.Client() as client:
        answers = [client.request(how, address, params={"t": TOKEN}) for how in ("GET", "HEAD") * 3]
    assert {one.status_code for one in answers} == {200}
    assert "<button" in answers[0].text
    assert answers[1].content == b""
    assert answers[1].headers["content-length"] == str(len(answers[0].content))
    assert not (tmp_path / ".samverka").exists()


def test_pressing_twice_is_as_pressing_once(tmp_path: Path) -> None:
    with served(app(tmp_path)) as address:
        answers = [httpx.post(address, params={"t": TOKEN}, data=ONE_CLICK) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert left(tmp_path) == {KEY: DAY}


def test_leaving_again_after_asking_anew_is_known_by_the_last_day(tmp_path: Path) -> None:
    for day in (dt.date(2026, 1, 5), DAY, dt.date(2026, 3, 1)):
        note_leaver(tmp_path, KEY, day)
    assert left(tmp_path) == {KEY: DAY}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "t=",
        "t",
        f"t={TOKEN[:-1]}",
        f"t={TOKEN}x",
        f"t={TOKEN}&t={TOKEN}",
        f"t={Tokens('annan hemlighet ' * 3).of(KEY)}",
        "t=<script>alert(1)</script>",
        "t=%00%0d%0aSet-Cookie:a=b",
        "&" * 500,
        "t=" + "a" * 5000,
    ],
)
def test_a_wrong_token_is_told_what_to_do_and_nothing_of_it_is_shown(
    tmp_path: Path, query: str
) -> None:
    with served(app(tmp_path)) as address, httpx.Client() as client:
        answers = [
            client.get(f"{address}?{query}"),
            client.post(f"{address}?{query}", data=ONE_CLICK),
        ]
    assert {one.status_code for one in answers} == {400}
    assert len({one.content for one in answers}) == 1
    assert f"mailto:{ADDRESS}" in answers[0].text
    assert "alert" not in answers[0].text
    assert left(tmp_path) == {}


@pytest.mark.parametrize("body", [b"", b"List-Unsubscribe=", b"\xff\x00", b"One-Click", b"{}"])
def test_a_post_that_does_not_say_so_changes_nothing(tmp_path: Path, body: bytes) -> None:
    with served(app(tmp_path)) as address:
        answer = httpx.post(address, params={"t": TOKEN}, content=body)
    assert answer.status_code == 400
    assert left(tmp_path) == {}


def test_a_body_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with served(app(tmp_path)) as address:
        content = b"List-Unsubscribe=One-Click&" + b"x" * LONGEST_BODY
        answer = httpx.post(address, params={"t": TOKEN}, content=content)
    assert answer.status_code == 413
    assert left(tmp_path) == {}


def test_other_paths_and_methods_are_not_there(tmp_path: Path) -> None:
    with served(app(tmp_path)) as address, httpx.Client() as client:
        wrong = client.post(f"{address}/../x", params={"t": TOKEN}, data=ONE_CLICK)
        put = client.put(address, params={"t": TOKEN}, data=ONE_CLICK)
        slash = client.get(f"{address}/", params={"t": TOKEN})
    assert wrong.status_code == 404
    assert (put.status_code, put.headers["allow"]) == (405, "GET, HEAD, POST")
    assert slash.status_code == 200
    assert left(tmp_path) == {}


def test_no_answer_may_be_kept_framed_found_or_told_to_others(tmp_path: Path) -> None:
    with served(app(tmp_path)) as address, httpx.Client() as client:
        answers = [
            client.get(address, params={"t": TOKEN}),
            client.get(address),
            client.post(address, params={"t": TOKEN}, data=ONE_CLICK),
        ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert TOKEN not in answer.text
        assert KEY not in answer.text
        assert "http" not in answer.text
        assert "Trygg &lt;uppväxt&gt;" in answer.text


def test_nobody_is_told_that_they_have_left_when_it_could_not_be_kept(tmp_path: Path) -> None:
    (tmp_path / ".samverka").mkdir()
    (tmp_path / ".samverka" / leavers.FILE).write_bytes(b"no database" * 100)
    answer, errors = asked(app(tmp_path))
    assert answer["status"] == "503 Service Unavailable"
    assert answer["headers"]["Retry-After"] == "300"
    assert "Du står kvar på listan" in answer["body"]
    assert "nobody can leave" in errors
    assert KEY not in errors


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    note_leaver(tmp_path, OTHER, DAY)
    (tmp_path / ".samverka" / leavers.FILE).chmod(0o400)
    wal = tmp_path / ".samverka" / f"{leavers.FILE}-wal"
    wal.mkdir()  # as where the disk has no room for it
    answer, _ = asked(app(tmp_path))
    assert answer["status"] == "503 Service Unavailable"
    wal.rmdir()
    assert left(tmp_path) == {OTHER: DAY}


@pytest.mark.slow
def test_a_database_that_is_held_too_long_is_said(tmp_path: Path) -> None:
    note_leaver(tmp_path, OTHER, DAY)
    with closing(sqlite3.connect(tmp_path / ".samverka" / leavers.FILE)) as held:
        held.execute("BEGIN IMMEDIATE")
        answer, _ = asked(app(tmp_path))
    assert PATIENCE < 60
    assert answer["status"] == "503 Service Unavailable"
    assert left(tmp_path) == {OTHER: DAY}


def asked(application: LeavingApp, **more: object) -> tuple[dict[str, Any], str]:
    body = b"List-Unsubscribe=One-Click"
    errors = io.StringIO()
    request: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/avsluta",
        "QUERY_STRING": f"t={TOKEN}",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": errors,
        **more,
    }
    setup_testing_defaults(request)
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[..., None]:
        told.update(status=status, headers=dict(headers))
        return lambda _: None

    content = b"".join(application(request, start))
    return {**told, "body": content.decode()}, errors.getvalue()


@given(
    st.fixed_dictionaries(
        {
            "REQUEST_METHOD": st.sampled_from(["GET", "POST"]) | st.text(max_size=8),
            "PATH_INFO": st.sampled_from(["/avsluta", "/"]) | st.text(max_size=20),
            "QUERY_STRING": st.text(alphabet=st.characters(max_codepoint=255), max_size=60),
            "CONTENT_LENGTH": st.text(max_size=12),
            "wsgi.input": st.builds(io.BytesIO, st.binary(max_size=60)),
        }
    )
)
def test_whatever_is_asked_there_is_an_answer(request: dict[str, object]) -> None:
    answer, _ = asked(app(Path("/nowhere")), **request)
    assert answer["status"][:3] in {"400", "404", "405"}


def test_many_who_leave_at_once_have_all_left(tmp_path: Path) -> None:
    keys = [f"{number:022}" for number in range(60)]
    with served(app(tmp_path)) as address, ThreadPoolExecutor(12) as pool:

        def leave(key: str) -> int:
            answer = httpx.post(address, params={"t": TOKENS.of(key)}, data=ONE_CLICK, timeout=60)
            return answer.status_code

        assert set(pool.map(leave, keys)) == {200}
    assert sorted(left(tmp_path)) == keys
    assert [file.name for file in (tmp_path / ".samverka").iterdir()] == [leavers.FILE]


def test_the_app_is_made_of_the_settings_and_the_environment(tmp_path: Path) -> None:
    settings = (
        "site_name: E\nplugins:\n  - samverka:\n      title: Trygg\n      mail:\n"
        "        sender: {name: Trygg, address: brev@exempel.se}\n"
        "        unsubscribe_url: https://www.exempel.se/avsluta\n"
    )
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    environment = {"SAMVERKA_ROOT": str(tmp_path), "SAMVERKA_SECRET": SECRET}
    with served(make_application(environment)) as address:
        answer = httpx.post(address, params={"t": TOKEN}, data=ONE_CLICK)
    assert answer.status_code == 200
    assert list(left(tmp_path)) == [KEY]


def test_an_app_without_an_address_or_a_secret_does_not_start(tmp_path: Path) -> None:
    settings = "site_name: E\nplugins:\n  - samverka:\n      title: Trygg\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(SamverkaError, match="vilken adress"):
        make_application({"SAMVERKA_ROOT": str(tmp_path), "SAMVERKA_SECRET": SECRET})


def test_another_database_is_not_taken_for_one_of_leavers(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE VIEW leaver AS SELECT 'x' AS key, '2026-01-01' AS day")
    before = other.read_bytes()
    with pytest.raises(SamverkaError, match="är inte databasen"):
        read_leavers(other)
    assert other.read_bytes() == before


def test_a_copy_with_its_log_is_read_whole(tmp_path: Path) -> None:
    note_leaver(tmp_path, OTHER, DAY)
    file = tmp_path / ".samverka" / leavers.FILE
    with closing(sqlite3.connect(file)):
        reader = sqlite3.connect(file)
        reader.execute("SELECT * FROM leaver").fetchall()
        note_leaver(tmp_path, KEY, DAY)
        assert file.with_name(f"{leavers.FILE}-wal").stat().st_size > 0
        assert left(tmp_path) == {KEY: DAY, OTHER: DAY}
        reader.close()


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_pages_are_accessible_and_the_button_works(
    browser: Browser, tmp_path: Path, view: View
) -> None:
    axe = web_tool("axe-core/axe.min.js")
    if axe is None:
        pytest.skip("axe-core is not installed")
    with served(app(tmp_path)) as address:
        page = view.open(browser)
        for query in (f"?t={TOKEN}", ""):
            page.goto(address + query)
            verdict = judge(page, axe.read_text(encoding="utf-8"), query)
            assert (verdict.violations, verdict.incomplete) == ((), ())
            assert walk(page) == []
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide
        page.context.close()
        strict = browser.new_page(java_script_enabled=False)
        strict.goto(f"{address}?t={TOKEN}")
        strict.get_by_role("button", name="Sluta prenumerera").click()
        strict.get_by_role("heading", name="Du får inga fler brev").wait_for()
        strict.close()
    assert left(tmp_path) == {KEY: DAY}
