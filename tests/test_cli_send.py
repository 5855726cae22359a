"""`samverka send` as its user meets it."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path, PurePosixPath

import pytest

from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.folder import write_letter
from samverka.mail.outbox.manifest import sha256_of
from samverka.mail.sending.journal import State, open_journal
from samverka.mail.subscribers.leavers import note_leaver
from samverka.mail.subscribers.message_ids import TEST, Delivery, MessageIds
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Reason, Signup
from samverka.settings import Sender
from samverka.source.lock import locked
from samverka.swedish.local_time import noon
from tests.smtp_server import TAKE_AND_DROP, Script, Taken, mail_server

SETTINGS = """\
site_name: E
site_url: https://samverkan.example/
plugins:
  - samverka:
      title: Trygg uppväxt
      audiences: [Skola, Vård]
      mail:
        sender: {{name: Samverkan, address: brev@example.org}}
        server: {{host: 127.0.0.1, port: {port}, security: none, a_minute: 60000}}
"""
WAY_OUT = "mailto:brev@example.org?subject=Avsluta%20prenumerationen"
NAME = "2026-11"
DAY = dt.date(2026, 11, 1)


@dataclass
class Project:
    root: Path
    taken: Taken

    def run(
        self, *arguments: str, typed: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "samverka", *arguments],
            cwd=self.root,
            env={**os.environ, "NO_COLOR": "1", "SAMVERKA_SECRET": "x" * 40, **environment},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def key(self, address: str) -> str:
        with open_register(self.root) as register:
            return register.recipient_of(address).key

    def send(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return self.run("send", f"outbox/{NAME}", *arguments, typed=typed)

    def subscribe(self, *addresses: str, audiences: frozenset[str] = frozenset()) -> None:
        with open_register(self.root) as register:
            register.add([Signup(one, audiences, DAY, "Anmälan") for one in addresses], DAY)

    def write(self, text: str, **more: object) -> None:
        source = self.root / "newsletters" / f"{NAME}.md"
        source.parent.mkdir(exist_ok=True)
        source.write_text(
            f"---\ntitle: Nytt i november\nissue: 2026-11\ndate: {DAY}\n---\n\n{text}\n",
            encoding="utf-8",
        )
        letter = Letter(
            *(NAME, "Nytt i november", "Det viktigaste"),
            f'<html lang="sv"><body><p>{text}</p><a href="{WAY_OUT}">Sluta</a></body></html>',
            f"{text}\n\nSluta: {WAY_OUT}\n",
            WAY_OUT,
            Source(PurePosixPath(f"newsletters/{NAME}.md"), sha256_of(source.read_bytes())),
            **more,  # type: ignore[arg-type]
        )
        sender = Sender(name="Samverkan", address="brev@example.org")
        write_letter(self.root, letter, Background(sender))

    def addresses(self, *states: State) -> list[str]:
        with open_journal(self.root) as journal:
            return sorted(one.address for one in journal.deliveries(NAME, *states))

    def keys(self, *states: State) -> list[str]:
        with open_journal(self.root) as journal:
            return [one.key for one in journal.deliveries(NAME, *states)]


@contextmanager
def project(root: Path, script: Script = Script()) -> Iterator[Project]:  # noqa: B008  frozen
    with mail_server(script) as (taken, port):
        (root / "mkdocs.yml").write_text(SETTINGS.format(port=port), encoding="utf-8")
        made = Project(root, taken)
        made.write("Hej")
        made.subscribe("anna@example.org", "bo@example.org", "cia@example.org")
        yield made


def test_a_letter_is_sent_when_the_number_of_readers_is_typed(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        done = here.send("--to", "all", typed="3\n")
        assert done.returncode == 0, done.stderr
        assert here.taken.readers == ["anna@example.org", "bo@example.org", "cia@example.org"]
        assert "Skickade" in done.stdout
        page = (tmp_path / "outbox" / NAME / "resultat.html").read_text(encoding="utf-8")
        assert "anna@example.org" not in page
        assert "Nytt i november" in page


@pytest.mark.parametrize(("typed", "code"), [("2\n", 2), ("ja\n", 2), ("", 130)])
def test_nothing_is_sent_on_another_number(tmp_path: Path, typed: str, code: int) -> None:
    with project(tmp_path) as here:
        assert here.send("--to", "all", typed=typed).returncode == code
        assert here.taken.letters == []
        assert here.send("--to", "all", "--yes").returncode == 0


def test_sending_again_reaches_only_those_who_came_since(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        here.send("--to", "all", "--yes")
        again = here.send("--to", "all", "--yes")
        assert again.returncode == 0
        assert "Alla har redan fått brevet" in again.stdout
        here.subscribe("dan@example.org")
        here.write("Hej igen")
        later = here.send("--to", "all", typed="1\n")
        assert later.returncode == 0
        assert "1 har kommit till sedan dess" in later.stdout
        assert "ett annat än det som började skickas" in later.stdout
        assert [reader for reader, _ in here.taken.letters][3:] == ["dan@example.org"]
        assert b"Hej igen" not in here.taken.letters[3][1]


def test_a_test_goes_to_one_address_and_is_not_remembered(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        assert here.send("--test", "Anna@Example.org").returncode == 0
        (message,) = here.taken.messages()
        assert message["Subject"] == "[Test] Nytt i november"
        named = MessageIds("x" * 40).read(message["Message-ID"])
        assert named == Delivery(TEST, here.key("anna@example.org"))
        assert here.send("--to", "all", "--yes").returncode == 0
        assert len(here.taken.letters) == 4


def test_a_dry_run_asks_no_server_and_writes_a_letter_to_look_at(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        with open_register(tmp_path) as register:
            register.suppress([register.recipient_of("bo@example.org").key], "unsubscribed", DAY)
        done = here.send("--to", "all", "--dry-run")
        assert done.returncode == 0, done.stderr
        assert "2 mottagare" in done.stdout
        assert "1 har slutat" in done.stdout
        assert here.taken.connections == 0
        example = message_from_bytes((tmp_path / "outbox" / NAME / "exempel.eml").read_bytes())
        assert example["To"] == "<exempel@example.org>"


def test_an_audience_and_a_list_are_sent_to(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        here.subscribe("skolan@example.org", audiences=frozenset({"Skola"}))
        here.subscribe("varden@example.org", audiences=frozenset({"Vård"}))
        assert "Menade du Skola?" in here.send("--to", "Skolan", "--yes").stderr
        assert here.send("--to", "Skola", "--yes").returncode == 0
        assert "skolan@example.org" in here.taken.readers
        assert "varden@example.org" not in here.taken.readers
        (tmp_path / "lista.csv").write_text("e-post\nute@example.org\nfel\n", encoding="utf-8")
        refused = here.send("--to", "lista.csv", "--yes")
        assert refused.returncode == 2
        assert "lista.csv:3" in refused.stdout
        (tmp_path / "lista.csv").write_text("e-post\nute@example.org\n", encoding="utf-8")
        assert here.send("--to", "lista.csv", "--yes").returncode == 0
        assert "ute@example.org" in here.taken.readers


def test_a_sending_that_began_goes_on_only_when_asked_to(tmp_path: Path) -> None:
    script = Script(letter=lambda to: "554 5.7.1 spam" if to else None)
    with project(tmp_path, script) as here:
        stopped = here.send("--to", "all", "--yes")
        assert stopped.returncode == 2
        assert "554 5.7.1 spam" in stopped.stderr
        assert "--resume" in stopped.stderr
        again = here.send("--to", "all", "--yes")
        assert again.returncode == 2
        assert "3 väntar" in again.stderr
        here.taken.script = Script()
        with open_register(tmp_path) as register:
            register.suppress(
                [register.recipient_of("bo@example.org").key], Reason.UNSUBSCRIBED, DAY
            )
        resumed = here.send("--resume", "--yes")
        assert resumed.returncode == 0, resumed.stderr
        assert here.taken.readers == ["anna@example.org", "cia@example.org"]
        assert here.keys(State.LEFT) == [here.key("bo@example.org")]


def test_a_human_says_what_became_of_those_in_doubt(tmp_path: Path) -> None:
    script = Script(letter=lambda to: TAKE_AND_DROP if to == "bo@example.org" else None)
    with project(tmp_path, script) as here:
        done = here.send("--to", "all", "--yes")
        assert done.returncode == 1
        assert "bo@example.org" in done.stdout
        assert "--in-doubt sent" in done.stdout
        assert here.send("--resume", "--yes").returncode == 1
        assert here.send("--resume", "--in-doubt", "sent", "--yes").returncode == 0
        assert here.send("--status").returncode == 0
        assert here.taken.readers == ["anna@example.org", "bo@example.org", "cia@example.org"]


def test_after_its_last_moment_nothing_is_sent(tmp_path: Path) -> None:
    with project(tmp_path, Script(letter=lambda _: "554 5.7.1 spam")) as here:
        here.send("--to", "all", "--yes")
        here.taken.script = Script()
        past = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
        with open_journal(tmp_path) as journal:
            journal.set_times(NAME, None, past)
        late = here.send("--resume", "--yes")
        assert late.returncode == 2
        assert "3 har inte fått brevet" in late.stderr
        assert here.taken.letters == []
        assert here.send("--resume", "--expires", "2000-01-01 08:00").returncode == 2
        assert here.send("--resume", "--expires", "2999-01-01 08:00", "--yes").returncode == 0
        assert len(here.taken.letters) == 3


def test_only_one_sends_at_a_time(tmp_path: Path) -> None:
    with project(tmp_path) as here, locked(tmp_path / ".samverka" / "sending.lock"):
        done = here.send("--to", "all", "--yes")
        assert done.returncode == 2
        assert "pågår redan" in done.stderr
        assert here.taken.letters == []


def test_a_closed_port_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(SETTINGS.format(port=1), encoding="utf-8")
        done = here.send("--to", "all", "--yes")
        assert done.returncode == 2
        assert "Ingen mejlserver svarar på 127.0.0.1, port 1." in done.stderr
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        assert here.send("--resume", "--yes").returncode == 0
        assert len(here.taken.letters) == 3


def test_a_letter_changed_by_hand_is_not_sent(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        (tmp_path / "outbox" / NAME / "letter.html").write_text("<p>Nytt</p>", encoding="utf-8")
        done = here.send("--to", "all", "--yes")
        assert done.returncode == 2
        assert "letter.html" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "all", "--at", "i morgon"], "är ingen tid"),
        (["--to", "all", "--at", "2020-01-01 08:00"], "har redan varit"),
        (["--to", "all", "--resume", "--status"], "går inte ihop"),
        (["--to", "all", "--in-doubt", "again"], "tillsammans med --resume"),
        (["--test", "ingen adress"], "ingen adress"),
        (["--resume"], "har inte börjat skickas"),
        ([], "Det saknas vilka"),
    ],
)
def test_wrong_use_is_told_in_plain_words(tmp_path: Path, arguments: list[str], said: str) -> None:
    with project(tmp_path) as here:
        done = here.send(*arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert here.taken.connections == 0


def test_a_secret_that_is_missing_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        done = here.run("send", f"outbox/{NAME}", "--to", "all", "--yes", SAMVERKA_SECRET="")
        assert done.returncode == 2
        assert "SAMVERKA_SECRET" in done.stderr
        assert here.send("--resume", "--yes").returncode == 2


def test_a_digest_is_not_sent_to_others_than_it_was_made_for(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        (tmp_path / "outbox").rename(tmp_path / "gammalt")
        here.write("Hej", audience="Skola")
        done = here.send("--to", "all", "--yes")
        assert done.returncode == 2
        assert "Brevet är gjort för Skola" in done.stderr


def test_who_has_left_on_the_web_gets_nothing(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        note_leaver(tmp_path, here.key("bo@example.org"), DAY)
        dry = here.send("--to", "all", "--dry-run")
        assert "1 har slutat prenumerera på webben" in dry.stdout
        assert "2 mottagare" in dry.stdout
        with open_register(tmp_path) as register:
            assert len(register.recipients()) == 3
        sent = here.send("--to", "all", typed="2\n")
        assert sent.returncode == 0, sent.stderr
        assert "1 har slutat prenumerera på webben" in sent.stdout
        assert here.taken.readers == ["anna@example.org", "cia@example.org"]
        assert "på webben" not in here.send("--to", "all", "--yes").stdout


def test_who_leaves_on_the_web_while_a_sending_rests_gets_nothing(tmp_path: Path) -> None:
    with project(tmp_path, Script(letter=lambda _: "554 5.7.1 spam")) as here:
        here.send("--to", "all", "--yes")
        here.taken.script = Script()
        note_leaver(tmp_path, here.key("bo@example.org"), DAY)
        assert here.send("--resume", "--yes").returncode == 0
        assert here.taken.readers == ["anna@example.org", "cia@example.org"]


@pytest.mark.parametrize("hidden", ["draft: true", "visibility: staff"])
def test_a_letter_is_not_sent_when_a_page_it_leads_to_is_hidden(
    tmp_path: Path, hidden: str
) -> None:
    with project(tmp_path) as here:
        page = tmp_path / "docs" / "plan.md"
        page.parent.mkdir()
        page.write_text("---\ntitle: Plan\n---\n\nText.\n", encoding="utf-8")
        here.write('Se <a href="https://samverkan.example/plan/#mål">planen</a>')
        assert here.send("--to", "all", "--dry-run").returncode == 0
        page.write_text(f"---\ntitle: Plan\n{hidden}\n---\n\nText.\n", encoding="utf-8")
        for way in (["--to", "all", "--yes"], ["--to", "all", "--dry-run"]):
            refused = here.send(*way)
            assert refused.returncode == 2
            assert "samverkan.example/plan/" in refused.stderr
            assert f"samverka newsletter {NAME}" in refused.stderr
        assert here.taken.letters == []


def test_a_page_that_was_hidden_midway_is_a_question_to_a_human(tmp_path: Path) -> None:
    script = Script(letter=lambda _: "554 5.7.1 spam")
    with project(tmp_path, script) as here:
        page = tmp_path / "docs" / "plan.md"
        page.parent.mkdir()
        page.write_text("---\ntitle: Plan\n---\n\nText.\n", encoding="utf-8")
        here.write('Se <a href="https://samverkan.example/plan/">planen</a>')
        assert here.send("--to", "all", "--yes").returncode == 2
        page.write_text("---\ntitle: Plan\ndraft: true\n---\n\nText.\n", encoding="utf-8")
        unasked = here.send("--resume", "--yes")
        assert unasked.returncode == 2
        assert "samverkan.example/plan/" in unasked.stderr
        assert "utan --yes" in unasked.stderr
        assert here.taken.letters == []
        here.taken.script = Script()
        asked = here.send("--resume", typed="3\n")
        assert asked.returncode == 0
        assert len(here.taken.letters) == 3


def test_a_letter_whose_own_page_is_left_out_of_the_site_is_not_sent(tmp_path: Path) -> None:
    with project(tmp_path) as here:
        settings = tmp_path / "mkdocs.yml"
        more = "exclude_docs: nyhetsbrev/\n"
        settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
        refused = here.send("--to", "all", "--yes")
        assert refused.returncode == 2
        assert f"newsletters/{NAME}.md är inte publicerad längre" in refused.stderr
        assert here.taken.letters == []


def test_a_newsletter_that_all_have_got_is_no_news_in_a_digest(tmp_path: Path) -> None:
    now = {"SOURCE_DATE_EPOCH": str(int(noon(DAY + dt.timedelta(days=7)).timestamp()))}
    with project(tmp_path) as here:
        here.send("--to", "Skola", "--yes")
        listed = here.run("digest", **now).stdout
        assert ["Nyhetsbrev", "1"] in [line.split() for line in listed.splitlines()]
        here.subscribe("varden@example.org", audiences=frozenset({"Vård"}))
        here.send("--to", "all", "--yes")
        done = here.run("digest", **now)
        assert "Inte med, eftersom alla redan har fått det som brev: Nytt i november" in done.stdout
        assert "Inget nytt att berätta" in done.stdout


def test_a_sending_goes_on_with_its_own_secret_only(tmp_path: Path) -> None:
    with project(tmp_path, Script(letter=lambda _: "554 5.7.1 spam")) as here:
        here.send("--to", "all", "--yes")
        here.taken.script = Script()
        resume = ("send", f"outbox/{NAME}", "--resume", "--yes")
        refused = here.run(*resume, SAMVERKA_SECRET="y" * 40)
        assert (refused.returncode, here.taken.letters) == (2, [])
        assert "SAMVERKA_SECRET är en annan" in refused.stderr
        assert here.run(*resume).returncode == 0
