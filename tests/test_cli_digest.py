"""`samverka digest` as its user, and a scheduled job, meet it."""

import os
import re
import subprocess
import sys
from email.utils import format_datetime
from pathlib import Path

import pytest

from samverka.mail.choosing.told import tell
from samverka.mail.sending.journal import Delivery, Frozen, open_journal
from samverka.mail.subscribers.leavers import note_leaver
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Signup
from samverka.source.lock import locked
from samverka.swedish.local_time import noon
from samverka.website.clock import today
from tests.digests import SETTINGS, TODAY, Desk
from tests.feed_server import item, partner_site, rss
from tests.smtp_server import mail_server

NOON = str(int(noon(TODAY).timestamp()))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def run(
    root: Path, *arguments: str, command: str = "digest", **environment: str
) -> subprocess.CompletedProcess[str]:
    settings = {"NO_COLOR": "1", "COLUMNS": "120", "SOURCE_DATE_EPOCH": NOON}
    return subprocess.run(
        [sys.executable, "-m", "samverka", command, *arguments],
        cwd=root,
        env={**os.environ, **settings, "SAMVERKA_SECRET": "x" * 40, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def text_of(root: Path, name: str = "sammanfattning-2026-11-22") -> Path:
    return root / "outbox" / name / "brev.md"


def subscribe(root: Path, *addresses: str) -> None:
    with open_register(root) as register:
        register.add([Signup(one, frozenset(), TODAY, "Anmälan") for one in addresses], TODAY)


def test_what_is_in_the_letter_is_told_in_a_table_with_the_next_command(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.page("om/b.md", "Andra sidan")
    desk.page("utbildning/steg.md", "Steget")
    done = run(desk.root)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["Utbildning", "1"] in lines
    assert ["Sidor", "2"] in lines
    assert "Den första gäller 31 dagar, från och med 22 oktober 2026." in done.stdout
    assert "samverka send outbox/sammanfattning-2026-11-22 --test" in done.stdout
    assert "Skriv i outbox/sammanfattning-2026-11-22/brev.md" in done.stdout
    assert text_of(desk.root).with_name("draft.eml").is_file()


def test_where_nothing_is_new_no_mail_is_made(desk: Desk) -> None:
    done = run(desk.root)
    assert done.returncode == 0
    assert "Inget nytt att berätta. Inget brev är gjort." in done.stdout
    assert not (desk.root / "outbox").exists()
    assert not (desk.root / ".samverka/journal.sqlite").exists()


def test_a_text_with_nothing_left_to_tell_becomes_no_letter(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    run(desk.root)
    text = text_of(desk.root)
    letter = text.with_name("letter.html").read_bytes()
    whole = text.read_text(encoding="utf-8")
    text.write_text(whole[: whole.index("\n## ")] + "\n", encoding="utf-8")
    done = run(desk.root)
    assert done.returncode == 2
    assert "brev.md har inget kvar att berätta, så det blir inget brev." in done.stderr
    assert text.with_name("letter.html").read_bytes() == letter


def test_an_edited_text_is_not_written_over_and_new_keeps_it_beside(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    run(desk.root)
    mine = text_of(desk.root).read_text(encoding="utf-8").replace("Sidan", "Min rubrik")
    text_of(desk.root).write_text(mine, encoding="utf-8")
    again = run(desk.root)
    assert again.returncode == 0
    assert "är ändrad och skrivs inte över" in again.stdout
    assert text_of(desk.root).read_text(encoding="utf-8") == mine
    assert "Min rubrik" in text_of(desk.root).with_name("letter.txt").read_text(encoding="utf-8")
    assert run(desk.root, "--since", "2026-11-20").returncode == 2
    fresh = run(desk.root, "--new")
    assert "Din text finns kvar i outbox/sammanfattning-2026-11-22/brev-1.bak." in fresh.stdout
    assert text_of(desk.root).with_name("brev-1.bak").read_text(encoding="utf-8") == mine
    assert "Min rubrik" not in text_of(desk.root).read_text(encoding="utf-8")


def test_an_untouched_text_is_made_anew_with_what_has_come_since(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", date="2026-10-01")
    run(desk.root, "--since", "2026-10-01")
    desk.page("om/b.md", "Senare sida")
    done = run(desk.root)
    assert ["Sidor", "2"] in [line.split() for line in done.stdout.splitlines()]
    assert [path.name for path in (desk.root / "outbox").iterdir()] == ["sammanfattning-2026-11-22"]


def test_a_letter_that_holds_no_longer_is_told(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    run(desk.root)
    desk.page("om/a.md", "Sidan", draft="true")
    done = run(desk.root)
    assert done.returncode == 0
    assert "Brevet i outbox/sammanfattning-2026-11-22 gäller inte längre." in done.stdout


def test_an_audience_is_told_what_waits_for_all(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", audience="[Skola]")
    desk.page("om/b.md", "För alla")
    done = run(desk.root, "--audience", "skola")
    assert "en nyhet för fler än den här målgruppen: samverka digest" in done.stdout
    assert text_of(desk.root, "sammanfattning-2026-11-22-skola").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--audience", "Skolan"], "Menade du Skola?"),
        (["--since", "22 november"], "--since"),
        (["--since", "2026-11-23"], "ligger efter"),
        (["--until", "2027-01-01"], "har inte varit ännu"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_to_do(
    desk: Desk, arguments: list[str], said: str
) -> None:
    done = run(desk.root, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_run_at_the_same_time_is_refused(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    with locked(desk.root / ".samverka/digest.lock"):
        done = run(desk.root)
    assert done.returncode == 2
    assert "görs redan" in done.stderr
    assert not (desk.root / "outbox").exists()


def test_a_page_that_cannot_be_read_is_told(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.write("docs/om/trasig.md", "---\ntitel: Trasig\n---\n")
    done = run(desk.root)
    assert "De här sidorna kan inte komma med:" in done.stdout
    assert "docs/om/trasig.md" in done.stdout


def test_names_of_pages_and_partners_give_no_orders_to_the_terminal(desk: Desk) -> None:
    desk.page("om/a.md", '"[red]\\e[2J"', audience="[Skola]")
    done = run(desk.root, "--audience", "Skola")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def scheduled(root: Path, feeds: str, mail: str) -> None:
    """A project whose partner and mail server are on this computer."""
    settings = SETTINGS.replace("https://alvesta.example/rss", feeds)
    settings = "\n".join(line for line in settings.splitlines() if "Lessebo" not in line)
    (root / "mkdocs.yml").write_text(f"{settings}\n{mail}", encoding="utf-8")


def digests(port: int, most: int) -> str:
    return (
        f"        server: {{host: 127.0.0.1, port: {port}, security: none, a_minute: 60000}}\n"
        f"        digests: {{send: true, max_recipients: {most}}}\n"
    )


def news_of_today() -> str:
    return rss(item("Ny lekplats i parken", day=format_datetime(noon(today()))))


def now() -> str:
    """The feeds are read by the real clock."""
    return str(int(noon(today()).timestamp()))


def test_a_job_fetches_the_news_and_only_prepares_where_nothing_else_is_chosen(desk: Desk) -> None:
    with partner_site() as site:
        scheduled(desk.root, site.put("/", news_of_today()), "")
        first = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
        (folder,) = (desk.root / "outbox").iterdir()
        text = (folder / "brev.md").read_bytes()
        second = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr
    assert "Ny lekplats i parken" in text.decode()
    assert (folder / "brev.md").read_bytes() == text
    assert not (desk.root / ".samverka/journal.sqlite").exists()


def test_a_job_sends_once_to_all_and_says_the_next_time_that_nothing_is_new(desk: Desk) -> None:
    with partner_site() as site, mail_server() as (taken, port):
        scheduled(desk.root, site.put("/", news_of_today()), digests(port, 2))
        subscribe(desk.root, "anna@example.org", "bo@example.org")
        first = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
        second = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr
    assert taken.readers == ["anna@example.org", "bo@example.org"]
    assert "Inget nytt att berätta" in second.stdout


def test_a_job_sends_to_no_more_than_it_may(desk: Desk) -> None:
    with partner_site() as site, mail_server() as (taken, port):
        scheduled(desk.root, site.put("/", news_of_today()), digests(port, 1))
        subscribe(desk.root, "anna@example.org", "bo@example.org")
        done = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
    assert done.returncode == 1
    assert "Brevet går till 2 personer, och schemat får skicka till högst 1." in done.stdout
    assert "--to all" in done.stdout
    assert taken.letters == []


def test_a_job_sends_no_text_that_somebody_is_working_on(desk: Desk) -> None:
    with partner_site() as site, mail_server() as (taken, port):
        scheduled(desk.root, site.put("/", news_of_today()), digests(port, 9))
        run(desk.root, SOURCE_DATE_EPOCH=now())
        desk.page("om/a.md", "Sidan", date=today())
        run(desk.root, SOURCE_DATE_EPOCH=now())
        (folder,) = (desk.root / "outbox").iterdir()
        text = (folder / "brev.md").read_text(encoding="utf-8")
        (folder / "brev.md").write_text(text.replace("Sidan", "Halvskr"), encoding="utf-8")
        subscribe(desk.root, "anna@example.org")
        done = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
    assert done.returncode == 1
    assert "är ändrad för hand" in done.stdout
    assert taken.letters == []


def test_a_feed_that_fails_does_not_stop_the_job(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", date=today())
    with partner_site() as site:
        scheduled(desk.root, f"{site.put('/', '')}borta", "")
        done = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
    assert done.returncode == 1
    assert ["Sidor", "1"] in [line.split() for line in done.stdout.splitlines()]


def test_a_job_tells_of_a_sending_that_was_broken_off(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    prepared = desk.prepare()
    letter = desk.letter()
    begun = noon(TODAY)
    issue = Frozen(letter.name, "Nytt", "alla", "", b"", "", "brev@exempel.se", begun)
    waiting = Delivery("k" * 22, "anna@example.org", "<1@exempel.se>", "")
    with open_journal(desk.root) as journal:
        journal.begin(issue, [waiting], lambda base: tell(base, letter.items, "", letter.name))
    desk.write("mkdocs.yml", re.sub(r"(?ms)^      feeds:.*?(?=^      mail:)", "", SETTINGS))
    done = run(desk.root, "--scheduled")
    assert done.returncode == 1
    assert f"Utskicket {prepared.name} blev inte klart: 1 brev återstår." in done.stdout
    assert f"samverka send outbox/{prepared.name} --status" in done.stdout


def test_a_digest_is_not_sent_when_a_page_in_it_is_hidden(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", audience="[Skola]")
    with mail_server() as (taken, port):
        desk.write("mkdocs.yml", f"{SETTINGS}\n{digests(port, 9)}")
        subscribe(desk.root, "anna@example.org")
        assert run(desk.root, "--audience", "Skola").returncode == 0
        desk.page("om/a.md", "Sidan", audience="[Skola]", visibility="staff")
        (folder,) = (desk.root / "outbox").iterdir()
        refused = run(desk.root, folder.name, "--to", "Skola", "--yes", command="send")
    assert refused.returncode == 2
    assert "https://exempel.se/om/a/ finns inte på webbplatsen längre" in refused.stderr
    assert 'samverka digest --audience "Skola"' in refused.stderr
    assert taken.letters == []


def test_a_job_counts_nobody_who_has_left_on_the_web(desk: Desk) -> None:
    with partner_site() as site, mail_server() as (taken, port):
        scheduled(desk.root, site.put("/", news_of_today()), digests(port, 1))
        subscribe(desk.root, "anna@example.org", "bo@example.org")
        with open_register(desk.root) as register:
            note_leaver(desk.root, register.recipient_of("bo@example.org").key, TODAY)
        done = run(desk.root, "--scheduled", SOURCE_DATE_EPOCH=now())
    assert done.returncode == 0, done.stdout
    assert taken.readers == ["anna@example.org"]
