"""Paths through courses: the section's own page, and one for each course of several modules."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue, by_course, course_name
from samverka.catalogue.entry import Entry
from samverka.findings import Noted
from samverka.learning.reading import module_of
from samverka.pages.entry_list import NOTHING, Teller, listed, title_link
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.sections import SECTIONS, section_page
from samverka.pages.training.prerequisites import prerequisite_links
from samverka.pages.ways import link_to, said
from samverka.pages.wording import Link, as_markdown, joined, label_of, say_minutes
from samverka.source.addresses import Anchors, file_name, way
from samverka.source.frontmatter import TrainingMatter
from samverka.source.kinds import INDEX, Kind
from samverka.swedish.collation import sort_key

PAGE: Final = section_page(Kind.TRAINING)
VARIANTS: Final = {"short": "kort variant", "long": "lång variant"}
SHORT, LONG = VARIANTS


def course_lists(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """What to learn, course by course."""
    catalogue = around.catalogue
    courses = course_pages(catalogue)
    pages = (_course(course, page, around) for course, page in courses.items())
    text = "\n\n".join(_sections(around, courses)) or NOTHING
    is_empty = not catalogue.of_kind(Kind.TRAINING)
    section = GeneratedPage(PAGE, SECTIONS[Kind.TRAINING], text, is_empty=is_empty)
    return Noted((section, *pages))


def course_pages(catalogue: Catalogue) -> dict[str, PurePosixPath]:
    """Where the path through each course of several modules stands, never where a module does."""
    names = Anchors()
    entries = catalogue.of_kind(Kind.TRAINING)
    for entry in entries:
        names.take(entry.page.stem)
    named = (group for group in by_course(entries) if group.heading and len(group.entries) > 1)
    return {
        group.heading: PAGE.parent / names.take(file_name(group.heading) or "kurs") / INDEX
        for group in named
    }


def say_lengths(entries: Iterable[Entry]) -> str:
    """Hela vägen: 1 timme. Den korta: 20 minuter."""
    modules = tuple(entries)
    whole, short = _minutes(_whole(modules)), _minutes(_short(modules))
    has_choice = short and short < whole
    says = f"Hela vägen: {say_minutes(whole)}."
    return f"{says} Den korta: {say_minutes(short)}." if has_choice else says


def _sections(around: Around, courses: dict[str, PurePosixPath]) -> Iterator[str]:
    groups = by_course(around.catalogue.of_kind(Kind.TRAINING))
    for group in groups:
        heading = group.heading or ("Fler utbildningar" if len(groups) > 1 else "")
        page = courses.get(group.heading)
        if heading:
            yield f"## {as_markdown(heading)}"
        if page:
            more = link_to(way(PAGE, page), f"Se vägen genom {group.heading}")
            yield f"{say_lengths(group.entries)} {more}"
        yield _modules(group.entries, PAGE, around)


def _course(course: str, page: PurePosixPath, around: Around) -> GeneratedPage:
    entries = tuple(
        one for one in around.catalogue.of_kind(Kind.TRAINING) if course_name(one) == course
    )
    lengths = say_lengths(entries)
    parts = (*_levels(entries, page, around), _audiences(entries, page, around))
    return GeneratedPage(
        page,
        course,
        "\n\n".join(part for part in parts if part),
        description=f"Vägen genom {course}. {lengths}",
        label="Kurs",
        lead=lengths,
    )


def _levels(entries: tuple[Entry, ...], page: PurePosixPath, around: Around) -> Iterator[str]:
    levels = {_level(one) for one in entries}
    for level, several in groupby(entries, _level):
        if levels != {None}:
            yield f"## Nivå {level}" if level else "## Fler delar"
        yield _modules(tuple(several), page, around)


def _modules(entries: tuple[Entry, ...], page: PurePosixPath, around: Around) -> str:
    """Side by side where a choice stands between a short one and a long one."""
    is_choice = {_variant(one) for one in entries} == {SHORT, LONG} and _is_one_level(entries)
    items = ("\n\n".join(_item(one, page, around)) for one in entries)
    return listed(items, "entries path path--choice" if is_choice else "entries path")


def _item(entry: Entry, page: PurePosixPath, around: Around) -> Iterator[str]:
    yield title_link(entry.title, way(page, entry.page))
    level = _level(entry)
    facts = (
        f"Nivå {level}" if level and page == PAGE else "",
        say_minutes(module_of(entry).minutes),
        VARIANTS.get(_variant(entry) or ""),
    )
    told = joined((as_markdown(joined(facts, " · ")), label_of(entry)), " ")
    yield f"    {told}\n    {{: .entry-facts }}"
    if text := Teller(around.settings).text(entry):
        yield f"    {as_markdown(text)}\n    {{: .entry-text }}"
    if before := prerequisite_links(entry, around.catalogue):
        links = joined(said(_seen_from(page, one, around)) for one in before)
        yield f"    Bra att kunna innan: {links}\n    {{: .entry-facts }}"


def _seen_from(page: PurePosixPath, link: Link, around: Around) -> Link:
    found = (one for one in around.catalogue.entries if one.address == link.address)
    entry = next(found, None) if link.address else None
    return Link(link.text, way(page, entry.page)) if entry else link


def _audiences(entries: tuple[Entry, ...], page: PurePosixPath, around: Around) -> str:
    known = [topic.name for topic in around.settings.audiences]
    named = {name for one in entries for name in one.audience}
    others = sorted(named.difference(known), key=sort_key)
    rows = [_audience(name, entries, page) for name in (*known, *others) if name in named]
    return "## Vad passar dig?\n\n" + "\n".join(rows) if rows else ""


def _audience(name: str, entries: tuple[Entry, ...], page: PurePosixPath) -> str:
    """What is for everyone is for this audience too."""
    own = tuple(one for one in entries if not one.audience or name in one.audience)
    parts = (
        f"{link_to(way(page, one.page), one.title)} ({say_minutes(module_of(one).minutes)})"
        for one in own
    )
    total = f". Tillsammans {say_minutes(_minutes(_whole(own)))}." if len(own) > 1 else ""
    return f"- **{as_markdown(name)}:** {joined(parts)}{total}"


def _whole(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """A short one is passed over on a level that has a long one."""
    for _, level in groupby(entries, _level):
        several = tuple(level)
        has_long = any(_variant(one) == LONG for one in several)
        yield from (one for one in several if not (has_long and _variant(one) == SHORT))


def _short(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    return (one for one in entries if _variant(one) != LONG)


def _minutes(entries: Iterable[Entry]) -> int:
    return sum(module_of(one).minutes for one in entries)


def _is_one_level(entries: tuple[Entry, ...]) -> bool:
    return len({_level(one) for one in entries}) == 1


def _level(entry: Entry) -> int | None:
    return entry.matter.level if isinstance(entry.matter, TrainingMatter) else None


def _variant(entry: Entry) -> str | None:
    return entry.matter.variant if isinstance(entry.matter, TrainingMatter) else None
