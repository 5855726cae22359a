"""A page that was edited, merged with a new import of its Word file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from samverka.findings import Finding, Place, Severity
from samverka.source.document import parse_document, split_front_matter
from samverka.source.merging.conflicts import both_versions, conflicts_in
from samverka.source.merging.matter import Field, MergedMatter, merge_matter, only_source
from samverka.source.merging.pieces import Piece, join_pieces, lines_of, split_pieces
from samverka.source.merging.texts import Stretch, merge_pieces

LONGEST_QUOTE = 60
LOOK = "Läs igenom sidan, så att din text och texten ur Word passar ihop."


@dataclass(frozen=True, slots=True)
class Versions:
    """The text of one page: as last imported, as it is now, and as Word has it now."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """`findings` say what came from Word and where there is something to choose."""

    text: str
    findings: tuple[Finding, ...]


def merge_page(path: PurePosixPath, versions: Versions) -> Merged:
    """Nothing new on either side is left out; the origin is always that of the last import."""
    parts = [split_front_matter(text) for text in (versions.base, versions.mine, versions.theirs)]
    matter = _matter(path, [part.matter or "" for part in parts])
    body = merge_pieces(*(split_pieces(part.body) for part in parts))
    stretches = [*_with_fields(list(body), matter.clashes)]
    head = f"---\n{matter.text}---\n\n"
    text = head + join_pieces(piece for stretch in stretches for piece in _pieces(stretch))
    notes = _notes(matter, stretches, head.count("\n"))
    return Merged(text, (*conflicts_in(path, text), *(note(path) for note in notes)))


def _matter(path: PurePosixPath, sides: Sequence[str]) -> MergedMatter:
    """Where the merged keys would be no front matter, the page's own with the new origin."""
    base, mine, theirs = sides
    merged = merge_matter(base, mine, theirs)
    usable = parse_document(path, f"---\n{merged.text}---\n").value is not None
    return merged if usable else only_source(mine, theirs)


def _with_fields(stretches: list[Stretch], clashes: Sequence[Field]) -> Iterator[Stretch]:
    """Front matter to choose in stands below the title, where a page has one."""
    first = stretches[0] if stretches else Stretch(())
    if first.theirs is None and first.pieces and first.pieces[0].text.startswith("# "):
        yield replace(first, pieces=first.pieces[:1])
        stretches[0] = Stretch(first.pieces[1:])
    for field in clashes:
        yield Stretch(_shown(field.mine), theirs=_shown(field.theirs))
    yield from stretches


def _shown(field: str) -> tuple[Piece, ...]:
    return (Piece("\n", f"```yaml\n{field}```"),) if field else ()


def _pieces(stretch: Stretch) -> Iterator[Piece]:
    if stretch.theirs is None:
        yield from stretch.pieces
    else:
        yield from both_versions(stretch.pieces, stretch.theirs)


@dataclass(frozen=True, slots=True)
class _Note:
    """One thing that came from Word; `line` is None where nothing is left to point at."""

    message: str
    line: int | None = None

    def __call__(self, path: PurePosixPath) -> Finding:
        place = Place(str(path), self.line)
        return Finding(place, "MERGE02", Severity.NOTE, self.message, LOOK)


def _notes(matter: MergedMatter, stretches: Iterable[Stretch], above: int) -> Iterator[_Note]:
    for key in matter.came:
        yield _Note(f"uppgiften {key} är hämtad ur Word")
    placed = [(piece, stretch) for stretch in stretches for piece in (*_pieces(stretch), None)]
    lines = lines_of(piece for piece, _ in placed if piece is not None)
    told: set[int] = set()
    for piece, stretch in placed:
        line = next(lines)[0] + above if piece else None
        if id(stretch) not in told and (stretch.came or stretch.went):
            told.add(id(stretch))
            yield _note(stretch, line)


def _note(stretch: Stretch, line: int | None) -> _Note:
    said = "ändrat i Word" if stretch.came else "borttaget, som i Word"
    quoted = (stretch.pieces or stretch.went)[0].text.split("\n", 1)[0]
    if len(quoted) > LONGEST_QUOTE:
        quoted = f"{quoted[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    return _Note(f"{said}: ”{quoted}”", line)
