"""An issue handed over to listmonk, and what our own journal knows of it, whatever breaks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from samverka.errors import SamverkaError
from samverka.mail.choosing.told import read_told
from samverka.mail.engines.api import open_api
from samverka.mail.engines.handing import Desk, lay_down, set_off, take_home
from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.handed_over import engine_of
from samverka.mail.sending.journal import Frozen, Journal, open_journal
from samverka.mail.subscribers.register import open_register
from samverka.settings import Listmonk, Sender
from tests.listmonk_server import TOKEN, USER, FakeListmonk, fake_listmonk

LEAVING = "mailto:brev@example.org?subject=Avsluta%20prenumerationen"
ITEM = "sida 2026-11-01 aaaaaaaaaaaaaaaaaaaaaaaa"
DIGEST = Letter(
    name="nytt-2026-11-22",
    subject="Nytt",
    preheader="",
    html=f'<a href="{LEAVING}">Sluta</a>',
    text=LEAVING,
    leaving=LEAVING,
    source=Source(PurePosixPath("outbox/nytt-2026-11-22/brev.md"), "0" * 64),
    items=(ITEM,),
)
FROZEN = Frozen(
    *(DIGEST.name, "Nytt", "alla", "", b"", "", "brev@example.org"),
    begun=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
)
TODAY = dt.date(2026, 11, 22)
START = "PUT /api/campaigns/1/status"


@pytest.fixture
def engine() -> Iterator[FakeListmonk]:
    with fake_listmonk() as engine:
        yield engine


@pytest.fixture
def desk(engine: FakeListmonk, tmp_path: Path) -> Iterator[Desk]:
    settings = Listmonk(url=engine.address, lists=(1,), audiences={"Polis": (2,)})
    login = {"SAMVERKA_LISTMONK_USER": USER, "SAMVERKA_LISTMONK_TOKEN": TOKEN}
    sender = Sender(name="Samverkan", address="brev@example.org")
    with (
        open_api(settings, login) as api,
        open_journal(tmp_path) as journal,
        open_register(tmp_path) as register,
    ):
        yield Desk(api, journal, register, settings, sender, TODAY)


def told(journal: Journal) -> list[str]:
    return sorted(read_told(journal.database).issues)


def test_a_digest_is_told_when_its_campaign_starts(engine: FakeListmonk, desk: Desk) -> None:
    engine.subscribe("anna@example.org", 1, 2)
    handed = lay_down(desk, DIGEST)
    assert (handed.campaign.status, handed.reached, told(desk.journal)) == ("draft", 1, [])
    assert set_off(desk, DIGEST, handed.campaign).was_started
    assert told(desk.journal) == [DIGEST.name]
    assert engine.asked.count(START) == 1


def test_what_was_started_in_the_engine_itself_is_told_at_the_next_run(
    engine: FakeListmonk, desk: Desk
) -> None:
    lay_down(desk, DIGEST)
    engine.campaigns[0] |= {"status": "finished", "started_at": "2026-11-22T08:00:00Z"}
    assert lay_down(desk, DIGEST).campaign.was_started
    assert told(desk.journal) == [DIGEST.name]


def test_a_start_that_is_refused_tells_nothing(engine: FakeListmonk, desk: Desk) -> None:
    handed = lay_down(desk, DIGEST)
    engine.answers[START] = (400, b'{"message": "no subscribers"}')
    with pytest.raises(SamverkaError, match="no subscribers"):
        set_off(desk, DIGEST, handed.campaign)
    assert told(desk.journal) == []
    engine.campaigns.clear()
    take_home(desk, DIGEST.name)
    assert engine_of(desk.journal.database, DIGEST.name) == ""


def test_a_start_nobody_answered_counts_as_told(engine: FakeListmonk, desk: Desk) -> None:
    handed = lay_down(desk, DIGEST)
    engine.answers[START] = (502, b"")
    with pytest.raises(SamverkaError, match="svarade inte"):
        set_off(desk, DIGEST, handed.campaign)
    assert told(desk.journal) == [DIGEST.name]
    engine.answers.clear()
    assert set_off(desk, DIGEST, lay_down(desk, DIGEST).campaign).was_started


def test_what_another_digest_has_told_is_not_handed_over(engine: FakeListmonk, desk: Desk) -> None:
    set_off(desk, DIGEST, lay_down(desk, DIGEST).campaign)
    with pytest.raises(SamverkaError, match="redan berättat, i nytt-2026-11-22"):
        lay_down(desk, replace(DIGEST, name="nytt-2026-11-29"))
    assert len(engine.campaigns) == 1


def test_an_issue_is_never_sent_both_ways(engine: FakeListmonk, desk: Desk) -> None:
    lay_down(desk, DIGEST)
    with pytest.raises(SamverkaError, match="överlämnat till listmonk"):
        desk.journal.begin(FROZEN, ())
    assert desk.journal.issue(DIGEST.name) is None
    desk.journal.begin(replace(FROZEN, name="2026-12"), ())
    with pytest.raises(SamverkaError, match="börjat skickas härifrån"):
        lay_down(desk, replace(DIGEST, name="2026-12", items=()))
    assert len(engine.campaigns) == 1


def test_an_issue_comes_home_only_when_the_engine_has_lost_it(
    engine: FakeListmonk, desk: Desk
) -> None:
    lay_down(desk, DIGEST)
    with pytest.raises(SamverkaError, match="har kvar kampanj 1"):
        take_home(desk, DIGEST.name)
    engine.campaigns.clear()
    take_home(desk, DIGEST.name)
    desk.journal.begin(FROZEN, ())


def test_what_has_begun_to_go_out_never_comes_home(engine: FakeListmonk, desk: Desk) -> None:
    set_off(desk, DIGEST, lay_down(desk, DIGEST).campaign)
    engine.campaigns.clear()
    with pytest.raises(SamverkaError, match="började skickas 2026-11-22"):
        take_home(desk, DIGEST.name)


def test_an_engine_that_cannot_be_asked_leaves_the_issue_free(
    engine: FakeListmonk, desk: Desk
) -> None:
    engine.answers["GET /api/campaigns"] = (403, b"")
    with pytest.raises(SamverkaError, match="släpper inte in"):
        lay_down(desk, DIGEST)
    desk.journal.begin(FROZEN, ())


def test_an_audience_gets_its_own_lists(engine: FakeListmonk, desk: Desk) -> None:
    engine.subscribe("anna@example.org", 1)
    engine.subscribe("bo@example.org", 2)
    assert lay_down(desk, replace(DIGEST, audience="Polis")).reached == 1
    assert [one["id"] for one in engine.campaigns[0]["lists"]] == [2]
