"""The front matter of a page merged key by key, as it is written: comments and quotes stay."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samverka.source.merging.pieces import Piece
from samverka.source.merging.texts import merge_pieces

KEY = re.compile(r"([A-Za-z_][\w-]*):")
ITEM = re.compile(r"\s*- ")
FROM_WORD = "source"
"""Always as the last import says."""


@dataclass(frozen=True, slots=True)
class Field:
    """The lines of a key that clash, on each side; empty where that side has taken it away."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class MergedMatter:
    """`text` has the page's side of every clash; `came` are the keys Word changed."""

    text: str
    clashes: tuple[Field, ...]
    came: tuple[str, ...]


def merge_matter(base: str, mine: str, theirs: str) -> MergedMatter:
    """The YAML between the `---` lines, each text ending with a line break."""
    was, has, new = _fields(base), _fields(mine), _fields(theirs)
    made: dict[str, str] = {}
    clashes: list[Field] = []
    for key in _order(has, new):
        text = _merged_field(key, (was.get(key, ""), has.get(key, ""), new.get(key, "")))
        if text is None:
            clashes.append(Field(has.get(key, ""), new.get(key, "")))
        made[key] = has.get(key, "") if text is None else text
    came = [key for key, text in made.items() if text != has.get(key, "") and key != FROM_WORD]
    return MergedMatter("".join(made.values()), tuple(clashes), tuple(came))


def only_source(mine: str, theirs: str) -> MergedMatter:
    """The page's front matter with Word's origin, and all else that differs as clashes."""
    has, new = _fields(mine), _fields(theirs)
    differ = [key for key in _order(has, new) if has.get(key) != new.get(key) and key != FROM_WORD]
    clashes = tuple(Field(has.get(key, ""), new.get(key, "")) for key in differ)
    made = {**has, FROM_WORD: new.get(FROM_WORD, "")}
    return MergedMatter("".join(made.values()), clashes, ())


def _fields(text: str) -> dict[str, str]:
    """The lines of each key; what stands before the first has none."""
    found: dict[str, str] = {}
    key = ""
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        begins = KEY.match(line)
        key = begins[1] if begins else key
        found[key] = found.get(key, "") + line
    return found


def _order(has: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The page's keys as they stand, and each of Word's after the key it follows there."""
    order = list(has)
    before = None
    for key in new:
        if key not in has:
            order.insert(order.index(before) + 1 if before in order else len(order), key)
        before = key
    return order


def _merged_field(key: str, sides: tuple[str, str, str]) -> str | None:
    """The lines of one key, None where the two sides clash."""
    base, mine, theirs = sides
    if key == FROM_WORD or mine == base:
        return theirs
    if theirs in (base, mine):
        return mine
    if not all(sides):
        return None
    made = "".join(f"{text}\n" for text in _merged_items(sides))
    return made or None


def _merged_items(sides: Sequence[str]) -> Iterator[str]:
    """The key and the items of its list; nothing at all where they clash."""
    stretches = list(merge_pieces(*map(_items, sides)))
    if all(stretch.theirs is None for stretch in stretches):
        yield from (piece.text for stretch in stretches for piece in stretch.pieces)


def _items(field: str) -> list[Piece]:
    pieces: list[Piece] = []
    indent = None
    for line in field.rstrip("\n").split("\n"):
        item = ITEM.match(line)
        indent = len(item[0]) if item and indent is None else indent
        if not pieces or (item and len(item[0]) == indent):
            pieces.append(Piece("", line))
        else:
            pieces[-1] = Piece("", f"{pieces[-1].text}\n{line}")
    return pieces
