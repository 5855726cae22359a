"""The private databases: whole changes only, clear words, and nothing left of what was deleted."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.mail.database import open_database, using, wipe, writing
from samverka.mail.subscribers.register import FILE, open_register

TABLE = "CREATE TABLE word (text TEXT)"
NO_PATIENCE = "PRAGMA busy_timeout = 0"
ADD = """
import datetime as dt, sys
from pathlib import Path
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Signup
name, count = sys.argv[1], int(sys.argv[2])
day = dt.date(2026, 3, 1)
with open_register(Path.cwd()) as register:
    for number in range(count):
        names = (f"{name}{number}a@e.se", f"{name}{number}b@e.se")
        register.add([Signup(one, frozenset({"A"}), day, "Test") for one in names], day)
"""
FILL = """
import datetime as dt, resource, sys
from pathlib import Path
from samverka.errors import SamverkaError
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Signup
day = dt.date(2026, 3, 1)
with open_register(Path.cwd()) as register:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        register.add((Signup(f"n{i}@e.se", frozenset(), day, "T" * 200) for i in range(5000)), day)
    except SamverkaError as problem:
        print(problem.what, problem.do)
"""
DIE = """
import datetime as dt, os
from pathlib import Path
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Signup
day = dt.date(2026, 3, 1)
def signups():
    for number in range(20_000):
        yield Signup(f"n{number}@e.se", frozenset(), day, "T" * 200)
    os._exit(9)
with open_register(Path.cwd()) as register:
    register.add(signups(), day)
"""


def python(folder: Path, code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_programs_that_write_at_once_lose_nothing_and_agree_on_the_salt(tmp_path: Path) -> None:
    running = [python(tmp_path, ADD, name, "20") for name in ("x", "y", "z")]
    said = [one.communicate()[1] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    with open_register(tmp_path) as register:
        found = register.subscribers()
        keys = [register.recipient_of(one.signup.address).key for one in found]
    assert [one.key for one in found] == keys
    assert len(found) == 120


def test_who_waits_too_long_is_told_that_another_writes(tmp_path: Path) -> None:
    with (
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as one,
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as two,
        writing(one),
    ):
        two.execute(NO_PATIENCE)
        with (
            pytest.raises(SamverkaError, match="ett annat kommando använder den"),
            writing(two),
        ):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on files")
def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    _, fault = (first := python(tmp_path, ADD, "x", "1")).communicate()
    assert first.returncode == 0, fault
    said, fault = (full := python(tmp_path, FILL)).communicate()
    assert full.returncode == 0, fault
    assert "full" in said
    assert "Inget har ändrats" in said
    with open_register(tmp_path) as register:
        assert {one.address for one in register.recipients()} == {"x0a@e.se", "x0b@e.se"}


def test_an_import_that_dies_on_the_way_has_added_nobody(tmp_path: Path) -> None:
    _, fault = (dead := python(tmp_path, DIE)).communicate()
    assert (dead.returncode, fault) == (9, "")
    log = tmp_path / ".samverka" / f"{FILE}-wal"
    assert log.stat().st_size > 1_000_000
    with open_register(tmp_path) as register:
        assert register.recipients() == ()


def test_no_more_pages_is_a_full_disk(tmp_path: Path) -> None:
    with closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as database:
        database.execute("PRAGMA max_page_count = 4")
        with pytest.raises(SamverkaError, match="disken är full"), writing(database):
            database.execute("INSERT INTO word VALUES (zeroblob(100000))")
        assert database.execute("SELECT count(*) FROM word").fetchone() == (0,)


@pytest.mark.parametrize("content", [b"Det var en gang en fil.\n" * 99, b"SQLite format 3\0" * 99])
def test_a_broken_file_is_told_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / ".samverka" / FILE
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(SamverkaError, match="filen är skadad") as caught, open_register(tmp_path):
        pass
    assert "säkerhetskopia" in caught.value.do
    assert file.read_bytes() == content


def test_damage_found_while_reading_is_told(tmp_path: Path) -> None:
    with closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as database, writing(database):
        database.executemany("INSERT INTO word VALUES (?)", [("x" * 900,)] * 200)
    file = tmp_path / ".samverka/a.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with (
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as database,
        pytest.raises(SamverkaError, match="filen är skadad"),
        using(database),
    ):
        database.execute("SELECT text FROM word").fetchall()


def test_a_later_version_is_refused_and_an_earlier_one_brought_up_to_date(tmp_path: Path) -> None:
    more = "ALTER TABLE word ADD COLUMN number INTEGER; INSERT INTO word VALUES ('två', 2)"
    open_database(tmp_path, "a.sqlite", (TABLE,)).close()
    with closing(open_database(tmp_path, "a.sqlite", (TABLE, more))) as database:
        assert database.execute("SELECT * FROM word").fetchall() == [("två", 2)]
    with pytest.raises(SamverkaError, match="senare version"):
        open_database(tmp_path, "a.sqlite", (TABLE,))


@pytest.mark.parametrize("version", [0, 1, 2])
@pytest.mark.parametrize("order", ["CREATE TABLE word (number)", "CREATE TABLE other (text)"])
def test_a_database_of_others_is_refused_and_not_changed(
    tmp_path: Path, order: str, version: int
) -> None:
    file = tmp_path / ".samverka" / "a.sqlite"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as other:
        other.executescript(f"{order}; PRAGMA user_version = {version}")
    with pytest.raises(SamverkaError, match=r"a\.sqlite är en annan databas"):
        open_database(tmp_path, "a.sqlite", (TABLE, "CREATE TABLE more (text)"))
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT sql FROM sqlite_schema").fetchall() == [(order,)]


def test_a_folder_where_the_database_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / ".samverka" / "a.sqlite").mkdir(parents=True)
    with pytest.raises(SamverkaError, match=r"a\.sqlite: du får inte öppna den"):
        open_database(tmp_path, "a.sqlite", (TABLE,))


def test_of_several_databases_the_damaged_one_is_named(tmp_path: Path) -> None:
    with closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as database, writing(database):
        database.executemany("INSERT INTO word VALUES (?)", [("x" * 900,)] * 200)
    file = tmp_path / ".samverka/a.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with (
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as damaged,
        closing(open_database(tmp_path, "b.sqlite", (TABLE,))) as other,
        pytest.raises(SamverkaError, match=r"a\.sqlite: filen är skadad"),
        using(damaged),
        using(other),
    ):
        damaged.execute("SELECT text FROM word").fetchall()


def test_our_own_mistakes_are_not_called_a_full_disk(tmp_path: Path) -> None:
    with (
        closing(open_database(tmp_path, "a.sqlite", ("CREATE TABLE one (key TEXT UNIQUE)",))) as db,
        pytest.raises(sqlite3.IntegrityError),
        writing(db),
    ):
        db.executemany("INSERT INTO one VALUES (?)", [("a",), ("a",)])


def test_nothing_of_what_was_wiped_is_left_though_another_has_it_open(tmp_path: Path) -> None:
    with (
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as one,
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as two,
    ):
        with writing(one):
            one.executemany("INSERT INTO word VALUES (?)", [(f"krokofant{i}",) for i in range(999)])
        assert two.execute("SELECT count(*) FROM word").fetchone() == (999,)
        with writing(two):
            two.execute("DELETE FROM word WHERE text <> 'krokofant5'")
            two.execute("UPDATE word SET text = ''")
        wipe(two)
        files = [path.read_bytes() for path in (tmp_path / ".samverka").iterdir()]
        assert len(files) > 1
    assert not [content for content in files if b"krokofant" in content]


def test_who_wipes_while_another_reads_is_told_to_do_it_again(tmp_path: Path) -> None:
    with (
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as one,
        closing(open_database(tmp_path, "a.sqlite", (TABLE,))) as two,
    ):
        two.execute(NO_PATIENCE)
        one.execute("BEGIN")
        one.execute("SELECT * FROM word").fetchall()
        with pytest.raises(SamverkaError, match="Det gick inte att städa"):
            wipe(two)
        one.execute("COMMIT")
        wipe(two)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_database_is_its_owners_only(tmp_path: Path) -> None:
    with closing(open_database(tmp_path, "a.sqlite", (TABLE,))):
        modes = {
            path.name: path.stat().st_mode & 0o777 for path in (tmp_path / ".samverka").iterdir()
        }
    assert modes == dict.fromkeys(("a.sqlite", "a.sqlite-wal", "a.sqlite-shm"), 0o600)
