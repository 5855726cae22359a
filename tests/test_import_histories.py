"""Whatever happens between two imports, and in whatever order, neither side loses what it wrote."""

from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.source.document import Document
from samverka.source.frontmatter import Origin, PageMatter
from samverka.source.merging.conflicts import MARKS
from samverka.source.store import Status, open_store, save_import

PAGE, BASE = PurePosixPath("docs/om.md"), PurePosixPath(".imports/docs/om.md")
LETTERS = st.lists(st.sampled_from("abcdef"), max_size=5, unique=True)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("word"), LETTERS),
        st.tuples(st.just("edit"), st.integers(0, 6)),
        st.tuples(st.just("remove"), st.integers(0, 6)),
        st.tuples(st.just("choose"), st.booleans()),
        st.tuples(st.just("delete"), st.none()),
        st.tuples(st.just("import"), st.none()),
    ),
    max_size=14,
)


def lines(root: Path, path: PurePosixPath) -> list[str]:
    if not (root / path).exists():
        return []
    body = (root / path).read_text(encoding="utf-8").split("---\n\n", 1)[1]
    return [line for line in body.splitlines() if line]


def write(root: Path, body: list[str]) -> None:
    head = (root / PAGE).read_text(encoding="utf-8").split("---\n\n", 1)[0]
    (root / PAGE).write_text(f"{head}---\n\n" + "\n\n".join(body) + "\n", encoding="utf-8")


def edit(root: Path, event: str, value: object, number: int) -> None:
    """What an editor does to the page, where there is one."""
    body = lines(root, PAGE)
    match event, value:
        case "edit", int(place):
            write(root, [*body[:place], f"min {number}", *body[place:]])
        case "remove", int(place) if body[place : place + 1] and body[place] not in MARKS:
            write(root, [*body[:place], *body[place + 1 :]])
        case "choose", bool():
            write(root, [line for line in body if line not in MARKS])
        case "delete", _:
            (root / PAGE).unlink()
        case _:
            return


def import_again(root: Path, word: list[str], number: int) -> None:
    origin = Origin(file="om.docx", sha256=f"{number:064x}")
    document = Document(PAGE, PageMatter(title="Om", source=origin), "\n\n".join(word))
    base, mine = lines(root, BASE), lines(root, PAGE)
    was = {path: (root / path).read_bytes() for path in (PAGE, BASE) if (root / path).exists()}
    existed = (root / PAGE).exists()
    with open_store(root, [Path("om.docx")]) as store:
        status = save_import(store, document, {}).value.status
    if status is Status.EDITED:
        assert set(mine) & set(MARKS)
        assert {path: (root / path).read_bytes() for path in was} == was
        return
    assert lines(root, BASE) == word
    now = set(lines(root, PAGE))
    if existed:
        assert set(mine) - set(base) <= now
        assert set(word) - set(base) <= now
        assert now - set(MARKS) <= set(mine) | set(word)
    else:
        assert now == set(word)


@settings(deadline=None)
@given(EVENTS)
def test_no_order_of_events_loses_what_either_side_wrote(
    events: list[tuple[str, list[str] | int | bool | None]],
) -> None:
    with TemporaryDirectory() as folder:
        root, word = Path(folder), ["a", "b", "c"]
        import_again(root, word, 0)
        for number, (event, value) in enumerate((*events, ("import", None)), start=1):
            if event == "word" and isinstance(value, list):
                word = value
            elif event == "import":
                import_again(root, word, number)
            elif (root / PAGE).exists():
                edit(root, event, value, number)
