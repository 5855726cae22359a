"""The map of the house: who may look at whom, and which room owns which library."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "samverka"

FLOORS = (
    ("errors", "findings", "schema"),
    ("files", "processes", "spreadsheet", "look"),
    ("swedish", "settings"),
    ("source", "pandoc", "office", "markdown"),
    ("word", "catalogue", "feeds"),
    ("learning",),
    ("pages",),
    ("website", "mail"),
    ("cli",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

ONLY_IN = {
    "babel": {"swedish"},
    "snowballstemmer": {"swedish"},
    "pydantic": {"schema", "settings", "source"},
    "ruamel": {"schema", "source"},
    "pypandoc": {"pandoc"},
    "subprocess": {"pandoc", "office"},
    "markdown": {"markdown"},
    "latex2mathml": {"markdown"},
    "pymdownx": {"markdown"},
    "lxml": {"word", "learning"},
    "PIL": {"word", "pages"},
    "icalendar": {"pages"},
    "altair": {"pages"},
    "vl_convert": {"pages"},
    "feedparser": {"feeds"},
    "httpx": {"feeds", "mail"},
    "nh3": {"feeds"},
    "mkdocs": {"website"},
    "material": {"website"},
    "jinja2": {"website", "mail", "learning"},
    "smtplib": {"mail"},
    "css_inline": {"mail"},
    "markupsafe": {"mail"},
    "pathspec": {"catalogue"},
    "itsdangerous": {"mail"},
    "email_validator": {"mail"},
    "sqlite3": {"mail"},
    "typer": {"cli"},
    "rich": {"cli"},
    "distributed": {"cli"},
    "multiprocessing": {"processes"},
}
FILES = sorted(PACKAGE.rglob("*.py"))
assert FILES, "the package is not where this test looks for it"


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Every import, also those inside functions and under TYPE_CHECKING."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_looks_only_at_lower_floors(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    for name in imports_of(path):
        top, *rest = name.split(".")
        if top == "samverka" and rest[0] != room:
            assert FLOOR_OF[rest[0]] < FLOOR_OF[room], f"{room} must not know {rest[0]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_used_only_in_its_room(path: Path) -> None:
    for name in imports_of(path):
        owners = ONLY_IN.get(name.split(".")[0])
        assert owners is None or room_of(path) in owners, f"{name} belongs to {owners}"


def test_every_room_on_the_map_exists_and_every_room_is_on_the_map() -> None:
    rooms = {room_of(path) for path in FILES} - {"__init__", "__main__"}
    assert rooms == set(FLOOR_OF)


def test_no_room_is_a_drawer() -> None:
    names = {path.stem for path in FILES}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def test_only_the_door_prints() -> None:
    for path in FILES:
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
        ]
        assert not calls, f"{path.name} prints"


WORD_STAGES = (
    *("counting", "tree", "opening", "shaped", "tidying", "docx", "shaping", "pictures"),
    *("markdown", "receipt"),
)
"""The folders of the Word room, and the one file between them, in the order of the work."""

COUNTING = [path for path in FILES if path.parent.name == "counting"]
IMPORT_STAGES = WORD_STAGES[1:-1]


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.parent.parent.name == "word"], ids=lambda p: p.stem
)
def test_a_stage_of_the_word_import_knows_only_those_before_it(path: Path) -> None:
    stage = WORD_STAGES.index(path.parent.name)
    for name in imports_of(path):
        inner = name.removeprefix("samverka.word.").split(".")[0]
        if name.startswith("samverka.word.") and inner != path.parent.name:
            assert WORD_STAGES.index(inner) < stage, f"{path.parent.name} must not know {inner}"


@pytest.mark.parametrize("path", COUNTING, ids=lambda path: path.stem)
def test_the_words_are_counted_without_the_code_of_the_import(path: Path) -> None:
    own = ("samverka.errors.", "samverka.word.counting.")
    for name in imports_of(path):
        assert not name.startswith("samverka.") or name.startswith(own), f"{name} is the import's"


def test_no_stage_of_the_import_asks_the_counting() -> None:
    stages = [path for path in FILES if path.parent.name in IMPORT_STAGES]
    assert stages
    for path in stages:
        assert not [name for name in imports_of(path) if ".word.counting" in name], path.name


PAGE_STAGES = (
    *("wording", "picture_sizes", "header", "generated", "kept", "ways"),
    *("sections", "entry_list", "meetings", "indicators", "reviews", "wayfinding", "training"),
    *("statement", "headers", "feeds", "copies", "machine", "publishing"),
)
"""The folders and files of the pages' room: what all share, what is made of it, then the whole."""

MAIL_STAGES = (
    *("database", "issue", "choosing", "letter", "outbox", "subscribers", "sending", "engines"),
)
"""The folders and the file of the mail room, in the order of the work."""

LEARNING_STAGES = (
    *("module", "minutes", "questions", "reading", "faults", "hidden"),
    *("player", "packages", "shelf"),
)
"""The folders and files of the learning room: a module is read, then packed, then asked for."""

PACKAGE_STAGES = (
    *("package", "media", "text", "launch", "manifest", "metadata", "qti_items"),
    *("offline", "scorm12", "scorm2004", "cmi5", "qti", "checks", "validating"),
)
"""Of its packages: what all forms are made of, the forms, then those who look for faults."""

STAGES = {
    "pages": PAGE_STAGES,
    "mail": MAIL_STAGES,
    "learning": LEARNING_STAGES,
    "learning/packages": PACKAGE_STAGES,
}


def stage_of(parts: Sequence[str]) -> str:
    """The folder or file right below the room."""
    return parts[0].removesuffix(".py")


def files_in(folder: str) -> list[Path]:
    return [path for path in FILES if path.is_relative_to(PACKAGE / folder)]


@pytest.mark.parametrize(
    ("folder", "path"),
    [(folder, path) for folder in STAGES for path in files_in(folder)],
    ids=lambda given: str(given if isinstance(given, str) else given.relative_to(PACKAGE)),
)
def test_a_stage_knows_only_those_before_it(folder: str, path: Path) -> None:
    stages, room = STAGES[folder], f"samverka.{folder.replace('/', '.')}."
    own = stage_of(path.relative_to(PACKAGE / folder).parts)
    for name in imports_of(path):
        if name.startswith(room):
            other = stage_of(name.removeprefix(room).split("."))
            is_before = own == other or stages.index(other) < stages.index(own)
            assert is_before, f"{own} must not know {other}"


@pytest.mark.parametrize("folder", STAGES)
def test_every_file_of_a_room_with_stages_has_its_own(folder: str) -> None:
    found = {stage_of(path.relative_to(PACKAGE / folder).parts) for path in files_in(folder)}
    assert found - {"__init__"} == set(STAGES[folder])
