"""A letter handed over to listmonk: one campaign, and nothing in it that runs but the way out."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import httpx
import pytest

from samverka.errors import SamverkaError
from samverka.mail.engines.api import Api, open_api
from samverka.mail.engines.campaign import Fields, campaign_of, tag_of
from samverka.mail.engines.listmonk import find_campaign, hand_over, lists_for, start
from samverka.mail.engines.members import bring_in_step
from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter, Picture
from samverka.mail.subscribers.register import Register, open_register
from samverka.settings import Listmonk, Sender
from tests.listmonk_server import TOKEN, USER, FakeListmonk, fake_listmonk

LEAVING = "mailto:brev@example.org?subject=Avsluta%20prenumerationen"
LETTER = Letter(
    name="2026-11",
    subject="Nytt i november",
    preheader="",
    html=f'<!--[if mso]><table><![endif]--><p>Hej!</p><a href="{LEAVING}">Sluta</a>',
    text=f"Hej!\n\nSluta: {LEAVING}\n",
    leaving=LEAVING,
    source=Source(PurePosixPath("newsletters/2026-11.md"), "0" * 64),
)
SENDER = Sender(name='Barnens "bästa", gäller!', address="brev@example.org")
LOGIN = {"SAMVERKA_LISTMONK_USER": USER, "SAMVERKA_LISTMONK_TOKEN": TOKEN}
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def engine() -> Iterator[FakeListmonk]:
    with fake_listmonk() as engine:
        yield engine


@pytest.fixture
def api(engine: FakeListmonk) -> Iterator[Api]:
    with open_api(Listmonk(url=engine.address, lists=(1, 2)), LOGIN) as api:
        yield api


def printed(template: str, way_out: str) -> str:
    """What Go prints of a template that is nothing but strings and ways out."""
    strings = r'\{\{ Safe ("(?:[^"\\]|\\.)*") \}\}'
    assert re.fullmatch(rf"(?:{strings}|\{{\{{ UnsubscribeURL \}}\}})+", template)
    unescaped = (
        json.loads(re.sub(r"\\x(..)", r"\\u00\1", string))
        for string in re.findall(strings, template)
    )
    return way_out.join(unescaped)


def fields_of(letter: Letter) -> Fields:
    return campaign_of(letter, SENDER, (1, 2), 7)


def test_a_letter_becomes_a_campaign_with_the_engines_own_way_out(
    engine: FakeListmonk, api: Api
) -> None:
    made = hand_over(api, LETTER, SENDER, (1, 2))
    (campaign,) = engine.campaigns
    assert (made.status, made.was_started, made.differs) == ("draft", False, False)
    assert campaign["subject"] == "Nytt i november"
    assert campaign["lists"] == [{"id": 1, "name": "Lista"}, {"id": 2, "name": "Lista"}]
    assert campaign["from_email"] == '"Barnens \\"bästa\\", gäller!" <brev@example.org>'
    assert campaign["headers"] == [{"Reply-To": "brev@example.org"}]
    assert printed(campaign["body"], "WEB") == LETTER.html.replace(LEAVING, "WEB")
    assert printed(campaign["altbody"], "WEB") == LETTER.text.replace(LEAVING, "WEB")
    (template,) = engine.templates
    assert campaign["template_id"] == template["id"]
    assert template["body"] == '{{ template "content" . }}'


HOSTILE = '{{ .Subscriber.Email }} {{ TrackView }} https://x.se@TrackLink \\" `{{` \n <!-- å 😀 -->'


def test_nothing_that_an_editor_writes_runs_as_a_template() -> None:
    html = f'<p>{HOSTILE}</p><a href="{LEAVING}">Sluta</a>{HOSTILE}'
    text = f"{HOSTILE} {LEAVING}"
    fields = fields_of(replace(LETTER, subject="{{ TrackView }}", html=html, text=text))
    assert printed(fields["body"], "WEB") == html.replace(LEAVING, "WEB")
    assert printed(fields["altbody"], "WEB") == text.replace(LEAVING, "WEB")
    assert fields["subject"] == r'{{ "\x7b\x7b TrackView \x7d\x7d" }}'
    assert "TrackLink" not in re.sub(r"\\x40TrackLink", "", fields["body"] + fields["altbody"])


def test_a_subject_stays_on_its_line() -> None:
    fields = fields_of(replace(LETTER, subject="Hej\r\nBcc: alla@example.org\0"))
    assert fields["subject"] == "Hej Bcc: alla@example.org"
    assert fields["name"] == "Hej Bcc: alla@example.org (2026-11)"


def test_pictures_are_led_to_on_the_site() -> None:
    address = "https://example.org/bild.png?a=1&b=2"
    picture = Picture("a1", "bild.png", "image/png", b"", address)
    letter = replace(LETTER, html=LETTER.html + '<img src="cid:a1">', pictures=(picture,))
    body = printed(fields_of(letter)["body"], "WEB")
    assert body.endswith('<img src="https://example.org/bild.png?a=1&amp;b=2">')


def test_a_picture_without_an_address_is_left_out_only_where_it_says_nothing() -> None:
    picture = Picture("a1", "bild.png", "image/png", b"")
    adorned = LETTER.html + '<img src="cid:a1" alt=""><img src="https://x.se/a.png" alt="">'
    fields = fields_of(replace(LETTER, html=adorned, pictures=(picture,)))
    assert printed(fields["body"], "WEB").endswith('Sluta</a><img src="https://x.se/a.png" alt="">')
    telling = adorned.replace(' alt=""', ' alt="a > b"', 1)
    with pytest.raises(SamverkaError, match=r"bild\.png har ingen adress"):
        fields_of(replace(LETTER, html=telling, pictures=(picture,)))


def test_a_letter_without_a_way_out_is_not_handed_over() -> None:
    with pytest.raises(SamverkaError, match="saknar en väg ut"):
        fields_of(replace(LETTER, text="Hej!"))


def test_the_same_issue_is_made_once(engine: FakeListmonk, api: Api) -> None:
    first = hand_over(api, LETTER, SENDER, (1, 2))
    again = hand_over(api, LETTER, SENDER, (1, 2))
    hand_over(api, replace(LETTER, name="2026-12"), SENDER, (1, 2))
    assert first == again
    assert [
        tag_of(name) in c["tags"]
        for name, c in zip(("2026-11", "2026-12"), engine.campaigns, strict=True)
    ] == [True, True]
    assert engine.asked.count("POST /api/campaigns") == 2
    assert engine.asked.count("POST /api/templates") == 1


def test_names_that_look_alike_are_different_issues() -> None:
    assert tag_of("året-2026") != tag_of("öret-2026")


def test_a_draft_is_brought_up_to_date(engine: FakeListmonk, api: Api) -> None:
    hand_over(api, LETTER, SENDER, (1, 2))
    now = hand_over(api, replace(LETTER, subject="Rättat"), SENDER, (1, 2))
    assert [c["subject"] for c in engine.campaigns] == ["Rättat"]
    assert not now.differs


def test_what_has_gone_out_is_not_touched(engine: FakeListmonk, api: Api) -> None:
    start(api, hand_over(api, LETTER, SENDER, (1, 2)))
    now = hand_over(api, replace(LETTER, subject="Rättat"), SENDER, (1, 2))
    assert (now.status, now.was_started, now.differs) == ("running", True, True)
    assert engine.campaigns[0]["subject"] == "Nytt i november"


def test_an_answer_that_is_lost_makes_no_second_campaign(engine: FakeListmonk, api: Api) -> None:
    engine.lose = {"POST /api/campaigns"}
    made = hand_over(api, LETTER, SENDER, (1, 2))
    assert made == find_campaign(api, LETTER.name, None)
    assert len(engine.campaigns) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_on_the_way_is_no_reason_to_ask_twice(
    engine: FakeListmonk, api: Api, status: int
) -> None:
    engine.answers["POST /api/campaigns"] = (status, b"<h1>Bad gateway</h1>")
    with pytest.raises(SamverkaError, match="svarade inte som det ska") as fault:
        hand_over(api, LETTER, SENDER, (1, 2))
    assert "gör inget två gånger" in fault.value.do
    assert engine.asked.count("POST /api/campaigns") == 1
    engine.answers.clear()
    hand_over(api, LETTER, SENDER, (1, 2))
    assert len(engine.campaigns) == 1


def test_a_start_whose_answer_is_lost_is_settled_by_asking(engine: FakeListmonk, api: Api) -> None:
    made = hand_over(api, LETTER, SENDER, (1, 2))
    engine.lose = {"PUT /api/campaigns/1/status"}
    assert start(api, made).was_started
    assert engine.asked.count("PUT /api/campaigns/1/status") == 1


def test_a_start_that_never_came_is_told(engine: FakeListmonk, api: Api) -> None:
    made = hand_over(api, LETTER, SENDER, (1, 2))
    engine.answers["PUT /api/campaigns/1/status"] = (502, b"")
    with pytest.raises(SamverkaError, match="svarade inte"):
        start(api, made)
    assert engine.campaigns[0]["status"] == "draft"


def test_lists_that_the_engine_leaves_out_are_noticed(engine: FakeListmonk, api: Api) -> None:
    engine.permitted = {1}
    with pytest.raises(SamverkaError, match="har ändrat något i kampanj 1"):
        hand_over(api, LETTER, SENDER, (1, 2))


def test_two_campaigns_for_an_issue_stop_the_run(engine: FakeListmonk, api: Api) -> None:
    hand_over(api, LETTER, SENDER, (1, 2))
    engine.campaigns += [{**engine.campaigns[0], "id": 2}, {**engine.campaigns[0], "id": 3}]
    with pytest.raises(SamverkaError, match="flera kampanjer för 2026-11: 1, 2, 3"):
        hand_over(api, LETTER, SENDER, (1, 2))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((400, b'{"message": "Invalid\\r\\n`subject`"}'), "säger nej: Invalid `subject`"),
        ((403, b'{"message": "permission denied"}'), "släpper inte in oss: permission denied"),
        ((302, b""), "annan adress"),
        ((200, b"<html>"), "inte listmonks"),
        ((200, b'{"data": {"results": 1, "total": 0}}'), "inte känner till"),
        ((200, b'{"data": {"results": [], "total": "many"}}'), "inte känner till"),
        ((200, b"[" * 5000), "inte listmonks"),
    ],
)
def test_what_the_engine_says_is_told_in_plain_words(
    engine: FakeListmonk, api: Api, answer: tuple[int, bytes], said: str
) -> None:
    engine.answers["GET /api/campaigns"] = answer
    with pytest.raises(SamverkaError, match=said) as fault:
        find_campaign(api, LETTER.name)
    assert TOKEN not in f"{fault.value.what} {fault.value.do}"
    assert engine.asked == ["GET /api/campaigns"]


def test_an_answer_without_an_end_is_given_up(engine: FakeListmonk, api: Api) -> None:
    engine.answers["GET /api/campaigns"] = (200, b" " * 20_000_001)
    with pytest.raises(SamverkaError, match="större än 20 MB"):
        find_campaign(api, LETTER.name)


def test_a_wrong_token_is_told_without_showing_it(engine: FakeListmonk) -> None:
    wrong = {**LOGIN, "SAMVERKA_LISTMONK_TOKEN": "fel-nyckel"}
    with (
        open_api(Listmonk(url=engine.address, lists=(1,)), wrong) as api,
        pytest.raises(SamverkaError, match="släpper inte in oss") as fault,
    ):
        find_campaign(api, LETTER.name)
    assert "fel-nyckel" not in f"{fault.value.what} {fault.value.do}"


def test_missing_credentials_are_told_together() -> None:
    said = "_USER och SAMVERKA_LISTMONK_TOKEN"
    opened = open_api(Listmonk(url="https://listmonk.example.org", lists=(1,)), {})
    with pytest.raises(SamverkaError, match=said), opened:
        pass


def test_a_closed_port_is_told() -> None:
    with fake_listmonk() as gone:
        address = gone.address
    with (
        open_api(Listmonk(url=address, lists=(1,)), LOGIN) as api,
        pytest.raises(SamverkaError, match="inte att nå listmonk"),
    ):
        find_campaign(api, LETTER.name)


def test_an_engine_that_says_nothing_is_given_up(engine: FakeListmonk) -> None:
    engine.silent = {"GET /api/campaigns"}
    opened = open_api(Listmonk(url=engine.address, lists=(1,)), LOGIN, httpx.Timeout(5, read=0.2))
    with opened as api, pytest.raises(SamverkaError, match="svarade inte"):
        find_campaign(api, LETTER.name)


@pytest.mark.parametrize(
    "url",
    [
        "http://listmonk.example.org",
        "https://user:pass@example.org",
        "https://example.org/?a",
        "http://127.0.0.1.example.org",
        "ftp://example.org",
    ],
)
def test_credentials_are_never_sent_in_the_clear(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Listmonk(url=url, lists=(1,))


def test_a_proxy_is_not_shown_what_is_not_encrypted(
    engine: FakeListmonk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with open_api(Listmonk(url=engine.address, lists=(1,)), LOGIN) as api:
        assert find_campaign(api, LETTER.name) is None


def test_an_audience_has_lists_of_its_own() -> None:
    engine = Listmonk(url="https://l.example.org", lists=(1,), audiences={"Polis": (3,)})
    assert (lists_for(engine, ""), lists_for(engine, "Polis")) == ((1,), (3,))
    with pytest.raises(SamverkaError, match="för Socialtjänst"):
        lists_for(engine, "Socialtjänst")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path) as register:
        yield register


def test_one_who_has_left_here_gets_nothing_there(
    engine: FakeListmonk, api: Api, register: Register
) -> None:
    engine.subscribe("anna@example.org", 1, 2)
    engine.subscribe("Bo@EXAMPLE.org", 1, 9)
    engine.subscribe("cia@example.org", 2)
    engine.subscribe("inte en adress", 1)
    bo, dan = (register.recipient_of(f"{name}@example.org").key for name in ("Bo", "dan"))
    register.suppress([bo, dan], "unsubscribed", TODAY)
    settings = Listmonk(url=engine.address, lists=(1,), audiences={"Polis": (2,)})
    step = bring_in_step(api, register, settings, TODAY)
    assert (step.taken_off, step.suppressed, step.erased) == (1, 0, 0)
    assert (step.reached((1,)), step.reached((1, 2))) == (2, 3)
    states = [(on["id"], on["subscription_status"]) for on in engine.subscribers[1]["lists"]]
    assert states == [(1, "unsubscribed"), (9, "confirmed")]
    assert bring_in_step(api, register, settings, TODAY).taken_off == 0


def test_one_who_has_left_there_gets_nothing_here(
    engine: FakeListmonk, api: Api, register: Register
) -> None:
    engine.subscribe("anna@example.org", 1, status="unsubscribed")
    engine.subscribe("bo@example.org", 1)["status"] = "blocklisted"
    one_of_two = engine.subscribe("cia@example.org", 1, 2)
    one_of_two["lists"][0]["subscription_status"] = "unsubscribed"
    engine.subscribe("dan@example.org", 1, status="unconfirmed")
    settings = Listmonk(url=engine.address, lists=(1, 2))
    assert bring_in_step(api, register, settings, TODAY).suppressed == 2
    names = ("anna", "bo", "cia", "dan")
    keys = [register.recipient_of(f"{name}@example.org").key for name in names]
    assert [register.is_suppressed(key) for key in keys] == [True, True, False, False]


def test_one_who_cannot_be_taken_off_stops_the_sending(
    engine: FakeListmonk, api: Api, register: Register
) -> None:
    engine.subscribe("anna@example.org", 1)
    engine.permitted = set()
    register.suppress([register.recipient_of("anna@example.org").key], "bounced", TODAY)
    with pytest.raises(SamverkaError, match="avslutade inte"):
        bring_in_step(api, register, Listmonk(url=engine.address, lists=(1,)), TODAY)


def test_the_erased_whom_the_engine_still_knows_are_counted(
    engine: FakeListmonk, api: Api, register: Register
) -> None:
    engine.subscribe("anna@example.org", 1)
    register.suppress([register.recipient_of("anna@example.org").key], "erased", TODAY)
    step = bring_in_step(api, register, Listmonk(url=engine.address, lists=(1,)), TODAY)
    assert (step.taken_off, step.erased) == (1, 1)
