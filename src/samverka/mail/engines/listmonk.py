"""A letter handed over to listmonk: a campaign, made once and started once.

An issue's campaign is known by a tag. It is looked for before it is made and after an answer that
was lost, so that a command that is run again goes on where the one before was cut off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.engines.answers import every, list_in, number_in, strange
from samverka.mail.engines.api import Api, LostAnswerError
from samverka.mail.engines.campaign import BARE_TEMPLATE, Fields, campaign_of, tag_of
from samverka.mail.letter.letter import Letter
from samverka.schema import Data
from samverka.settings import Listmonk, Sender

DRAFT: Final = "draft"
STARTED: Final = frozenset({"running", "finished"})
TEMPLATE_NAME: Final = "Samverka"
_COMPARED: Final = ("subject", "from_email", "content_type", "body", "altbody", "template_id")


@dataclass(frozen=True, slots=True)
class Campaign:
    """What listmonk knows: `status` is its own word, `was_started` true from its first letter on.

    `differs` is true where listmonk has something else than what we would send now.
    """

    number: int
    status: str
    was_started: bool
    differs: bool


def lists_for(engine: Listmonk, audience: str) -> tuple[int, ...]:
    """The lists that get what is for `audience`; raise `SamverkaError` where none is named."""
    if not audience:
        return engine.lists
    lists = engine.audiences.get(audience, ())
    if not lists:
        raise SamverkaError(
            f"Det står inte vilken lista i listmonk som är för {audience}.",
            f"Skriv den i mkdocs.yml, under mail: listmonk: audiences, som {audience}: [3]",
        )
    return lists


def find_campaign(api: Api, name: str, wanted: Fields | None = None) -> Campaign | None:
    """The campaign of the issue `name`, held against `wanted`; None where there is none."""
    tag = tag_of(name)
    asked = {"tag": tag, "tags": tag}  # read as `tag`, documented as `tags`
    found = [one for one in every(api, "/api/campaigns", asked) if tag in list_in(one, "tags")]
    if len(found) > 1:
        numbers = ", ".join(str(number_in(one, "id")) for one in found)
        raise SamverkaError(
            f"listmonk har flera kampanjer för {name}: {numbers}.",
            "Ta bort alla utom en i listmonk, och kör igen.",
        )
    return _campaign(found[0], wanted) if found else None


def hand_over(api: Api, letter: Letter, sender: Sender, lists: tuple[int, ...]) -> Campaign:
    """The issue's campaign, made as a draft where there was none.

    A draft of an earlier letter is brought up to date; a campaign that has left that state is not
    touched. Raise `SamverkaError` where listmonk does not take it.
    """
    fields = campaign_of(letter, sender, lists, _bare_template(api))
    found = find_campaign(api, letter.name, fields)
    if found is None:
        return _made(api, letter.name, fields)
    if found.status == DRAFT and found.differs:
        answer = api.ask("PUT", f"/api/campaigns/{found.number}", content=fields)
        return _checked(_campaign(answer, fields))
    return found


def start(api: Api, campaign: Campaign) -> Campaign:
    """Let listmonk send a draft; where the answer is lost, ask what came of it."""
    path = f"/api/campaigns/{campaign.number}"
    try:
        api.ask("PUT", f"{path}/status", content={"status": "running"})
    except LostAnswerError:
        now = _campaign(api.ask("GET", path), None)
        if not now.was_started:
            raise
        return now
    return _campaign(api.ask("GET", path), None)


def _made(api: Api, name: str, fields: Fields) -> Campaign:
    try:
        return _checked(_campaign(api.ask("POST", "/api/campaigns", content=fields), fields))
    except LostAnswerError:
        found = find_campaign(api, name, fields)
        if found is None:
            raise
        return _checked(found)


def _checked(campaign: Campaign) -> Campaign:
    """Listmonk leaves out, without a word, lists that the user may not send to."""
    if campaign.differs:
        raise SamverkaError(
            f"listmonk har ändrat något i kampanj {campaign.number}. Inget har skickats.",
            "Kontrollera att listorna i mkdocs.yml finns i listmonk, och att API-användaren får "
            "skicka till dem. Kör sedan igen.",
        )
    return campaign


def _bare_template(api: Api) -> int:
    """A template that adds nothing to a letter; made where there is none."""
    for one in api.ask("GET", "/api/templates") or ():
        if one.get("type") == "campaign" and _is_bare(one.get("body")):
            return number_in(one, "id")
    wanted = {"name": TEMPLATE_NAME, "type": "campaign", "body": BARE_TEMPLATE}
    answer = api.ask("POST", "/api/templates", content=wanted)
    return number_in(answer[0] if isinstance(answer, list) else answer, "id")


def _is_bare(body: object) -> bool:
    return isinstance(body, str) and "".join(body.split()) == "".join(BARE_TEMPLATE.split())


def _campaign(answer: Data, wanted: Fields | None) -> Campaign:
    status = answer.get("status") if isinstance(answer, Mapping) else None
    if not isinstance(status, str):
        raise strange()
    was_started = status in STARTED or bool(answer.get("started_at"))
    differs = wanted is not None and _differs(answer, wanted)
    return Campaign(number_in(answer, "id"), status, was_started, differs)


def _differs(answer: Mapping[str, Data], wanted: Fields) -> bool:
    lists = {number_in(one, "id") for one in list_in(answer, "lists")}
    return lists != set(wanted["lists"]) or any(
        answer.get(name) != wanted[name] for name in _COMPARED
    )
