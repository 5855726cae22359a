"""The items of a meeting: numbered headings, `§ 3`, bold lines or Word's numbered paragraphs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from samverka.word.tidying.headings import SHORT_LINE
from samverka.word.tidying.runs import without_strong
from samverka.word.tree.inlines import plain_text, trimmed
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Text,
)

NUMBERED = re.compile(
    r"(?P<sign>§{1,2}\s*|(?:punkt|ärende)\s+)?(?P<number>\d{1,3})(?P<dot>[.):]|\s|$)\s*",
    re.IGNORECASE,
)
ONLY_NUMBER = re.compile(
    r"(?:§{1,2}\s*|(?:punkt|ärende)\s+)\d{1,3}[.):]?|\d{1,3}[.)]", re.IGNORECASE
)
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda where it stands among the blocks; `rest` follows its heading."""

    place: int
    number: int | None
    heading: Inlines
    rest: Blocks = ()
    certain: bool = True


def join_numbers(blocks: Blocks) -> Blocks:
    """`§ 1` on a line of its own, with the item's title on the next, is one heading."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(before, Paragraph | Heading) and _is_number_of(before, block):
            words = block.content if isinstance(block, Paragraph | Heading) else ()
            content = (*before.content, Text(" "), *without_strong(words))
            made[-1] = Heading(LINE_LEVEL, content)
        else:
            made.append(block)
    return tuple(made)


def _is_number_of(number: Paragraph | Heading, block: Block) -> bool:
    if not ONLY_NUMBER.fullmatch(plain_text(number.content).strip()):
        return False
    if not isinstance(block, Paragraph | Heading):
        return False
    said = plain_text(block.content).strip()
    is_line = isinstance(block, Heading) or (len(said) <= SHORT_LINE and not said.endswith("."))
    return is_line and not NUMBERED.match(said)


def shape_agenda(blocks: Blocks, is_field: Callable[[str], bool]) -> Blocks:
    """Every item an H2 with its number as written, headings within items an H3."""
    numbered = _in_sequence(_numbered_items(blocks, is_field))
    if len(numbered) < 2:  # noqa: PLR2004  one numbered line is not an agenda
        return _by_level(blocks)
    by_place: dict[int, list[Item]] = {}
    for item in numbered:
        by_place.setdefault(item.place, []).append(item)
    made: list[Block] = []
    for place, block in enumerate(blocks):
        if place in by_place:
            for item in by_place[place]:
                made.extend((Heading(2, item.heading), *item.rest))
        elif isinstance(block, Heading):
            made.append(replace(block, level=3 if made else 2))
        else:
            made.append(block)
    return tuple(made)


def first_item(blocks: Blocks, is_field: Callable[[str], bool]) -> int:
    """Where the agenda begins: what stands before it is the meeting's head."""
    numbered = _in_sequence(_numbered_items(blocks, is_field))
    if len(numbered) > 1:
        return numbered[0].place
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and not is_field(plain_text(block.content)):
            return place
    return len(blocks)


def _numbered_items(blocks: Blocks, is_field: Callable[[str], bool]) -> list[Item]:
    items: list[Item] = []
    for place, block in enumerate(blocks):
        match block:
            case Heading(content=content) if not is_field(plain_text(content)):
                items.extend(_numbered_line(place, content, certain=True))
            case Paragraph(content=content):
                items.extend(_numbered_line(place, content, certain=False))
            case Listing(items=entries, start=start) if start is not None:
                items.extend(_list_items(place, entries, start))
            case _:
                pass
    return items


def _numbered_line(place: int, content: Inlines, *, certain: bool) -> list[Item]:
    said = plain_text(content)
    found = NUMBERED.match(said)
    if found is None or not said[found.end() :].strip() or len(said) > LONGEST:
        return []
    if not certain and (not found["sign"] and found["dot"] not in (".", ")")):
        return []
    if not certain and said.rstrip().endswith((".", ",", ";")):
        return []
    return [Item(place, int(found["number"]), content, certain=certain or bool(found["sign"]))]


def _list_items(place: int, entries: tuple[Blocks, ...], start: int) -> list[Item]:
    items = []
    for offset, entry in enumerate(entries):
        first = entry[0] if entry else None
        if not isinstance(first, Paragraph | Heading) or len(plain_text(first.content)) > LONGEST:
            return []
        number = start + offset
        content = (Text(f"{number}. "), *trimmed(first.content))
        items.append(Item(place, number, content, entry[1:], certain=False))
    return items


def _in_sequence(items: list[Item]) -> list[Item]:
    """The items that count upwards; headings win over list items and plain lines."""
    certain = _counting([item for item in items if item.certain])
    every = _counting(items)
    if len(certain) >= 2 and len(certain) >= len(every) / 2:  # noqa: PLR2004
        return certain
    return every if _are_spread(every) else certain


def _counting(items: list[Item]) -> list[Item]:
    """The longest count, the last of several: an order of the day stands first."""
    best: list[Item] = []
    for place, first in enumerate(items):
        run = [first]
        for item in items[place + 1 :]:
            expected = (run[-1].number or 0) + 1
            if item.number is not None and expected <= item.number <= expected + 1:
                run.append(item)
        if len(run) >= len(best):
            best = run
    return best


def _are_spread(items: list[Item]) -> bool:
    """Not all in one list without a word between them, as in an order of the day."""
    return len({item.place for item in items}) > 1 or any(item.rest for item in items)


def _by_level(blocks: Blocks) -> Blocks:
    levels = sorted({b.level for b in blocks if isinstance(b, Heading)})
    return tuple(
        replace(b, level=min(2 + levels.index(b.level), 6)) if isinstance(b, Heading) else b
        for b in blocks
    )
