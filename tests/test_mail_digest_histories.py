"""Random histories of pages and feeds: every reader is told of everything, and of nothing twice."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.catalogue.building import build_catalogue
from samverka.feeds.items import FeedItem
from samverka.feeds.memory import Memory, load_memory, make_memory_folder, memory_paths, save_memory
from samverka.feeds.remembering import remember
from samverka.mail.choosing.digest import Digest, Wanted, choose_digest
from samverka.mail.choosing.keys import parse_key
from samverka.mail.choosing.told import Telling, Told
from samverka.pages.header import Around
from samverka.settings import Feed, Settings
from samverka.source.document import Document
from samverka.source.frontmatter import PageMatter
from tests.digests import TODAY

FEEDS: Final = tuple(
    Feed(name=name, url=f"https://{name}.example/") for name in ("alvesta", "lessebo")
)
AUDIENCES: Final = ("", "Skola", "Polis")
READERS: Final = (
    frozenset[str](),
    frozenset({"Skola"}),
    frozenset({"Polis"}),
    frozenset({"Skola", "Polis"}),
)
"""What each has chosen; one who has chosen nothing gets every letter."""

LONGEST: Final = 4
"""Items that a feed shows."""


@dataclass(frozen=True)
class Page:
    """`number` is what stays of it."""

    number: int
    path: str
    title: str
    date: dt.date
    audience: tuple[str, ...]
    updated: dt.date | None = None
    moved_from: tuple[str, ...] = ()
    draft: bool = False
    was_renamed: bool = False

    @property
    def document(self) -> Document:
        matter = PageMatter(
            title=self.title,
            date=self.date,
            updated=self.updated,
            audience=self.audience,
            moved_from=self.moved_from,
            draft=self.draft,
            description=f"s{self.number} {max(filter(None, (self.date, self.updated)))}",
        )
        return Document(PurePosixPath("docs", f"{self.path}.md"), matter, "Text.")


def gets(reader: frozenset[str], audience: str) -> bool:
    return not reader or not audience or audience in reader


@dataclass
class World:
    """`summary` of each item says what it really is, so that the tellings can be counted."""

    root: Path
    today: dt.date = TODAY
    pages: dict[int, Page] = field(default_factory=dict)
    shown: tuple[list[FeedItem], list[FeedItem]] = field(default_factory=lambda: ([], []))
    partner_news: set[str] = field(default_factory=set)
    both: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)
    counts: Counter[tuple[frozenset[str], str]] = field(default_factory=Counter)
    waiting: list[Digest] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        make_memory_folder(self.root)
        for at in (0, 1):
            self.publish(at)
        self.send(self.choose(""))

    # What happens on the site.

    def add(self, number: int) -> None:
        self.made += 1
        title = "Samma rubrik" if number % 3 == 0 else f"Sida {self.made}"
        audience = ((), (), ("Skola",), ("Polis",), ("Skola", "Polis"))[number % 5]
        day = self.today - dt.timedelta(days=number % 4)
        self.pages[self.made] = Page(self.made, f"om/s{self.made}", title, day, audience)

    def _turn(self, number: int, change: Callable[[Page], Page]) -> None:
        if self.pages:
            key = sorted(self.pages)[number % len(self.pages)]
            self.pages[key] = change(self.pages[key])

    def update(self, number: int) -> None:
        self._turn(number, lambda page: replace(page, updated=self.today))

    def retitle(self, number: int) -> None:
        self.made += 1

        def retitled(page: Page) -> Page:
            return page if page.was_renamed else replace(page, title=f"Ny rubrik {self.made}")

        self._turn(number, retitled)

    def move(self, number: int) -> None:
        self.made += 1

        def moved(page: Page) -> Page:
            old = (*page.moved_from, f"{page.path}/")
            return replace(page, path=f"nytt/s{self.made}", moved_from=old)

        self._turn(number, moved)

    def rename(self, number: int) -> None:
        """Without a word of where it was; then only its title, where it is its own, is left."""
        self.made += 1

        def renamed(page: Page) -> Page:
            if not page.title.startswith("Sida"):
                return page
            return replace(page, path=f"om/r{self.made}", was_renamed=True)

        self._turn(number, renamed)

    def hide(self, number: int) -> None:
        self._turn(number, lambda page: replace(page, draft=not page.draft))

    # What happens at the partners.

    def publish(self, number: int) -> None:
        self.made += 1
        feed = self.shown[number % 2]
        day = None if number % 3 == 0 and feed else self.today
        slug = f"n{self.made}"
        item = FeedItem(slug, f"Nyhet nummer {slug} här", f"https://a.example/{slug}", day, slug)
        self.partner_news.add(slug)
        feed.insert(0, item)
        self.fetch()

    def _reissue(self, number: int, change: Callable[[FeedItem], FeedItem]) -> None:
        feed = self.shown[number % 2]
        at = number % len(feed)
        changed = change(feed[at])
        if feed[at].summary in self.both and changed.title != feed[at].title:
            return
        feed[at] = changed
        self.fetch()

    def new_id(self, number: int) -> None:
        self.made += 1
        self._reissue(number, lambda item: replace(item, id=f"ny{self.made}"))

    def new_link(self, number: int) -> None:
        self.made += 1
        link = f"https://a.example/ny{self.made}"
        self._reissue(number, lambda item: replace(item, link=link))

    def new_title(self, number: int) -> None:
        self.made += 1
        self._reissue(number, lambda item: replace(item, title=f"Rubrik {self.made} i dag"))

    def new_day(self, number: int) -> None:
        self._reissue(number, lambda item: replace(item, published=item.published and self.today))

    def publish_both(self, number: int) -> None:
        """Both partners tell it, each in its own place."""
        self.publish(2)
        item = self.shown[0][0]
        self.both.add(item.summary)
        link = f"https://b.example/{self.made}"
        self.shown[1].insert(number % 2, replace(item, id=f"b{self.made}", link=link))
        self.fetch()

    def fetch(self) -> None:
        now = dt.datetime.combine(self.today, dt.time(8), dt.UTC)
        now += dt.timedelta(seconds=self.made)
        for path, feed in zip(memory_paths(FEEDS), self.shown, strict=True):
            del feed[LONGEST:]
            known = load_memory(self.root, path) or Memory("", now)
            items = remember(known.items, feed, now)
            save_memory(self.root, path, replace(known, items=items))

    # What the editor does.

    def wait(self, number: int) -> None:
        self.today += dt.timedelta(days=number)

    def choose(self, audience: str) -> Digest:
        settings = Settings(title="T", feeds=FEEDS)
        documents = (page.document for page in self.pages.values())
        catalogue = build_catalogue(documents, settings).value
        around = Around(catalogue, settings, self.root, self.today, "https://exempel.se/")
        return choose_digest(around, Told(self.tellings), Wanted(audience)).value

    def prepare(self, number: int) -> None:
        """Looked at, and perhaps sent later."""
        self.waiting.append(self.choose(AUDIENCES[number % 3]))

    def send_prepared(self, number: int) -> None:
        if self.waiting:
            self.send(self.waiting.pop(number % len(self.waiting)))

    def send_new(self, number: int) -> None:
        self.send(self.choose(AUDIENCES[number % 3]))

    def send(self, digest: Digest) -> None:
        """Refused where some of it was told since."""
        told = Told(self.tellings)
        keys = [key for item in digest.items for key in item.keys]
        if not digest.items or told.has(keys, digest.audience):
            return
        self.made += 1
        for key in map(parse_key, (digest.start, *keys)):
            self.tellings.append(Telling(key, digest.audience, f"brev {self.made}"))
        for reader in READERS:
            if gets(reader, digest.audience):
                self.counts.update((reader, item.summary) for item in digest.items)


ON_THE_SITE: Final = (
    *(World.add, World.update, World.retitle, World.move, World.rename, World.hide),
)
AT_THE_PARTNERS: Final = (
    *(World.publish, World.publish_both, World.new_id, World.new_link, World.new_title),
    World.new_day,
)
BY_THE_EDITOR: Final = (World.wait, World.prepare, World.send_prepared, World.send_new)
STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from((*ON_THE_SITE, *AT_THE_PARTNERS, *BY_THE_EDITOR)), st.integers(0, 11)
    ),
    max_size=30,
)


def expected(world: World) -> dict[str, tuple[str, ...]]:
    """What every reader should know of in the end, with whom it is for."""
    pages = {one.document.matter.description: one.audience for one in world.pages.values()}
    return {**pages, **dict.fromkeys(world.partner_news, ())}


def play(steps: list[tuple[Callable[[World, int], None], int]], root: Path) -> World:
    world = World(root)
    for step, number in steps:
        step(world, number)
    world.pages = {key: replace(page, draft=False) for key, page in world.pages.items()}
    for audience in AUDIENCES:
        world.send(world.choose(audience))
    return world


@pytest.mark.slow
@settings(max_examples=400)
@given(STEPS)
def test_each_reader_is_told_of_everything_once(
    steps: list[tuple[Callable[[World, int], None], int]],
) -> None:
    with TemporaryDirectory() as folder:
        world = play(steps, Path(folder))
    assert max(world.counts.values(), default=0) <= 1
    for item, audience in expected(world).items():
        for reader in READERS:
            is_for = len(audience) != 1 or gets(reader, audience[0])
            assert world.counts[reader, item] == 1 or not is_for, (item, audience, reader)
