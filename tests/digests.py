"""A small project whose news are told in digests, and a journal that remembers what was told."""

import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from samverka.feeds.items import FeedItem
from samverka.feeds.links import canonical_link
from samverka.feeds.memory import Memory, load_memory, make_memory_folder, memory_paths, save_memory
from samverka.feeds.remembering import remember
from samverka.mail.choosing.digest import Digest, Wanted, choose_digest
from samverka.mail.choosing.project import Project, read_project
from samverka.mail.choosing.told import Told, conflicts, read_told, tell
from samverka.mail.database import open_database, writing
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.digests import (
    Prepared,
    find_prepared,
    free_name,
    make_letter,
    prepare,
)
from samverka.mail.sending.journal import NAME, VERSIONS

TODAY = dt.date(2026, 11, 22)
SITE = "https://exempel.se/"
FEEDS = ("Alvesta", "Lessebo")
SETTINGS = f"""\
site_name: Trygg uppväxt
site_url: {SITE}
plugins:
  - samverka:
      title: Trygg uppväxt
      vision: Varje barn får en trygg uppväxt
      forums: {{styrgrupp: {{name: Styrgruppen}}}}
      audiences: [Skola, Polis]
      feeds:
        - {{name: {FEEDS[0]}, url: "https://alvesta.example/rss"}}
        - {{name: {FEEDS[1]}, url: "https://lessebo.example/rss"}}
      mail:
        sender: {{name: Trygg uppväxt, address: brev@exempel.se}}
"""


def news(title: str, days_ago: int | None = 0, /, **other: str) -> FeedItem:
    """An item that says of itself what `other` does not."""
    slug = "-".join(title.split())
    return FeedItem(
        id=other.get("id", slug),
        title=title,
        link=canonical_link(other.get("link", f"https://www.alvesta.example/{slug}")),
        published=None if days_ago is None else TODAY - dt.timedelta(days=days_ago),
        summary=other.get("summary", ""),
    )


class Desk:
    """A project below `root`, on a day that the test moves."""

    def __init__(self, root: Path, settings: str = SETTINGS) -> None:
        self.root = root
        self.today = TODAY
        self.write("mkdocs.yml", settings)
        self.write("docs/index.md", "---\ntitle: Start\n---\n\nHej.\n")

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def page(self, path: str, title: str, /, **matter: object) -> None:
        """Dated today, where `matter` does not say else."""
        said = {"date": self.today, **matter}
        lines = "".join(f"{key}: {value}\n" for key, value in said.items() if value is not None)
        self.write(f"docs/{path}", f"---\ntitle: {title}\n{lines}---\n\nText.\n")

    def fetch(self, *items: FeedItem, feed: str = FEEDS[0]) -> None:
        """The feed says these now."""
        feeds = self.project.around.settings.feeds
        paths = dict(zip(FEEDS, memory_paths(feeds), strict=True))
        now = dt.datetime.combine(self.today, dt.time(8), dt.UTC)
        make_memory_folder(self.root)
        known = load_memory(self.root, paths[feed]) or Memory("", now)
        known = replace(known, checked=now, items=remember(known.items, items, now))
        save_memory(self.root, paths[feed], known)

    @property
    def project(self) -> Project:
        return read_project(self.root, self.today, {}).value

    @property
    def told(self) -> Told:
        with closing(open_database(self.root, NAME, VERSIONS)) as database:
            return read_told(database)

    def digest(self, audience: str = "", **days: dt.date) -> Digest:
        return choose_digest(self.project.around, self.told, Wanted(audience, **days)).value

    def titles(self, audience: str = "", **days: dt.date) -> list[str]:
        return [item.title for item in self.digest(audience, **days).items]

    def prepare(self, audience: str = "") -> Prepared:
        digest = self.digest(audience)
        return prepare(self.root, digest, free_name(self.root, digest, self.told))

    def prepared(self, audience: str = "") -> Prepared:
        found = find_prepared(self.root, audience, self.told)
        assert found is not None
        return found

    def letter(self, audience: str = "") -> Letter:
        return make_letter(self.project, self.prepared(audience), self.told).value.letter

    def send(self, letter: Letter) -> tuple[str, ...]:
        """As a sending begins: told, or the issues that have told some of it already."""
        return self.tell(letter.items, letter.audience, letter.name)

    def tell(self, items: Sequence[str], audience: str, issue: str) -> tuple[str, ...]:
        with closing(open_database(self.root, NAME, VERSIONS)) as database, writing(database):
            found = conflicts(database, items, audience)
            if not found:
                tell(database, items, audience, issue)
            return found

    def send_new(self, audience: str = "") -> list[str]:
        """A digest made and sent at once; the titles in it."""
        titles = self.titles(audience)
        self.prepare(audience)
        assert self.send(self.letter(audience)) == ()
        return titles
