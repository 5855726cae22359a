"""A draft, or a page for staff, leaves no trace in any mail or in what lies in the outbox."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from samverka.cli.exits import FAILED
from samverka.swedish.local_time import noon
from samverka.website.clock import today
from tests.feed_server import item, partner_site, rss
from tests.hidden_word import EVERYWHERE, HIDDEN, PICTURE, SHOWN, TEXT, WORD
from tests.listmonk_server import TOKEN, USER, FakeListmonk, fake_listmonk
from tests.small_site import OURS, Site, page
from tests.smtp_server import Taken, mail_server
from tests.test_leaks import TOPICS, tells

MAIL = """\
      feeds: [{{name: Parten, url: "{feed}"}}]
      mail:
        sender: {{name: Trygg uppväxt, address: brev@exempel.se}}
        server: {{host: 127.0.0.1, port: {port}, security: none, a_minute: 60000}}
        digests: {{send: true, max_recipients: 9}}
        listmonk: {{url: "{listmonk}", lists: [1]}}
"""
LEADING_THERE = f"""\
## Synlig artikel

[Läs](../docs/om/{WORD}.md) [igen](/om/{WORD}/) [hel](https://exempel.se/om/{WORD}/)
![Bild](../docs/om/{WORD}/bild.png) <a href="../docs/om/{WORD}.md">rått</a> [h][]
[Möte](../docs/moten/styrgrupp/2021-06-04.md) [Brev](2020-09.md) <!-- {WORD} -->

[h]: ../docs/om/{WORD}.md "{WORD}"
"""
NOT_FOR_READERS = {"preview.html"}
"""Names the links that lead to hidden pages, for the editor who is to mend them."""


@dataclass(frozen=True)
class Post:
    root: Path
    taken: Taken
    listmonk: FakeListmonk

    def run(self, *arguments: str, refused: bool = False) -> None:
        """As it is typed; there is something to look over, so the code may be 1."""
        secrets = {"SAMVERKA_SECRET": "x" * 40, "SAMVERKA_LISTMONK_USER": USER}
        clock = {"SOURCE_DATE_EPOCH": str(int(noon(today()).timestamp())), "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "samverka", *arguments],
            cwd=self.root,
            env={**os.environ, **secrets, **clock, "SAMVERKA_LISTMONK_TOKEN": TOKEN},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode == FAILED) is refused, done.stdout + done.stderr


def written(site: Site) -> None:
    """The site of `test_leaks`, everything in it changed today, and two letters to send.

    Every other hidden page is a draft, the others are for staff.
    """
    hidden = cycle(({"draft": "true"}, {"visibility": "staff"}))
    for path, matter in HIDDEN.items():
        fields = {**EVERYWHERE, "updated": today(), **next(hidden), **matter}
        site.write(path, page(f"{WORD} titel", TEXT, **fields))
        site.write(path.replace(".md", "/bild.png"), PICTURE)
    site.write(f"docs/om/{WORD}-fel.md", f"---\ntitle: {WORD}\ndraft: ture\n---\n\n{TEXT}")
    site.write("docs/om/index.md", page("Om"))
    for path, text in SHOWN.items():
        site.write(path, text.replace("\n---\n\n", f"\nupdated: {today()}\n---\n\n", 1))
    for name in ("2021-01", "2021-02"):
        events = "[{title: Synlig träff, date: 2029-10-17}]"
        text = page("Synligt brev", LEADING_THERE, issue=f'"{name}"', events=events)
        site.write(f"newsletters/{name}.md", text)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with partner_site() as partner, mail_server() as (taken, port), fake_listmonk() as listmonk:
        feed = partner.put("/", rss(item("Synlig nyhet", day=f"{today():%d %b %Y}")))
        more = MAIL.format(feed=feed, port=port, listmonk=listmonk.address)
        site = Site(tmp_path).set_up("site_url: https://exempel.se/\n", OURS + TOPICS + more)
        written(site)
        listmonk.subscribe("anna@example.org", 1)
        here = Post(tmp_path, taken, listmonk)
        for address, audience in (("anna@example.org", ()), ("bo@example.org", ("Polis",))):
            chosen = [word for name in audience for word in ("--audience", name)]
            here.run("subscribers", "add", address, *chosen, "--source", "Anmälan")
        yield here


def make_and_send(post: Post) -> None:
    """Every command that makes or sends mail; Polis has its digest before the others."""
    letter = "outbox/2021-01"
    post.run("newsletter", "2020-09", refused=True)
    post.run("newsletter", "2021-01")
    post.run("newsletter", "2021-02")
    post.run("send", letter, "--test", "eva@example.org")
    post.run("send", letter, "--to", "all", "--dry-run")
    post.run("send", letter, "--to", "all", "--yes")
    post.run("send", letter, "--status")
    post.run("send", "outbox/2021-02", "--to", "all", "--engine", "listmonk")
    post.run("digest", "--audience", "Polis")
    (digest,) = (post.root / "outbox").glob("*-polis")
    assert "Synligt möte" in (digest / "brev.md").read_text("utf-8")
    post.run("send", f"outbox/{digest.name}", "--to", "Polis", "--yes")
    post.run("digest", "--scheduled")


@pytest.mark.slow
def test_no_mail_and_nothing_in_the_outbox_tells_of_a_hidden_page(post: Post) -> None:
    make_and_send(post)
    subjects = [str(mail["Subject"]) for mail in post.taken.messages()]
    assert len(subjects) == 7
    assert sum("Nytt" in subject for subject in subjects) == 4
    assert not [reader for reader, mail in post.taken.letters if tells(mail)]
    assert len(post.listmonk.campaigns) == 1
    assert not tells(json.dumps(post.listmonk.campaigns, ensure_ascii=False).encode())

    files = [path for path in (post.root / "outbox").rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"letter.html", "draft.eml", "resultat.html", "exempel.eml", "items.json"} <= names
    told = [path for path in files if path.name not in NOT_FOR_READERS and tells(path.read_bytes())]
    assert told == []
    assert not [path for path in files if WORD in str(path).lower()]
