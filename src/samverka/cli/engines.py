"""`samverka send --engine listmonk`: the letter handed over to a program for larger sendings."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samverka.cli.desk import Desk, Order, confirm
from samverka.cli.exits import FINE, LOOK
from samverka.cli.post import mail_of
from samverka.cli.printing import err, escape, out
from samverka.cli.readers import ALL
from samverka.errors import SamverkaError
from samverka.mail.choosing.newsletter import mailed_keys
from samverka.mail.engines import handing
from samverka.mail.engines.api import open_api
from samverka.mail.engines.handing import Handed
from samverka.mail.engines.listmonk import DRAFT, Campaign
from samverka.mail.engines.members import InStep
from samverka.mail.letter.letter import Letter
from samverka.settings import Listmonk, Settings
from samverka.swedish.local_time import ZONE

STATES = {
    "draft": "ett utkast",
    "running": "på väg ut",
    "scheduled": "schemalagd",
    "paused": "pausad",
    "finished": "skickad",
    "cancelled": "avbruten",
}


class Engine(StrEnum):
    """What sends the letters: this program, or listmonk."""

    SMTP = "smtp"
    LISTMONK = "listmonk"


@dataclass(frozen=True, slots=True)
class Ways:
    """`start`: let listmonk send it; `take_back`: let it be sent from here again."""

    start: bool = False
    take_back: bool = False


def ways_of(engine: Engine, *, start: bool, take_back: bool) -> Ways | None:
    """None where this program sends; raise `SamverkaError` where the flags do not go together."""
    if engine is Engine.LISTMONK and not (start and take_back):
        return Ways(start, take_back)
    if start and take_back:
        raise SamverkaError("--start och --take-back går inte ihop.", "Använd en av dem.")
    if start or take_back:
        raise SamverkaError(
            f"{'--start' if start else '--take-back'} används med --engine listmonk.",
            "Utan --engine skickas brevet härifrån.",
        )
    return None


def send_by_listmonk(desk: Desk, order: Order, ways: Ways, environment: Mapping[str, str]) -> int:
    """The exit code; raise `SamverkaError` where listmonk does not take the letter."""
    engine = listmonk_of(desk.settings)
    today = desk.now.astimezone(ZONE).date()
    with open_api(engine, environment) as api:
        sender = mail_of(desk.settings).sender
        counter = handing.Desk(api, desk.journal, desk.register, engine, sender, today)
        if ways.take_back:
            handing.take_home(counter, desk.name)
            out.print(f"Brevet kan skickas härifrån: {desk.command} --to {ALL}")
            return FINE
        letter = _for_its_readers(desk.letter(), order)
        if not letter.audience:
            mailed = mailed_keys(desk.project(), letter.source.path)
            counter = dataclasses.replace(counter, mailed=mailed)
        with err.status("Lämnar över till listmonk"):
            handed = handing.lay_down(counter, letter)
        _tell(letter, handed, engine)
        if not ways.start or handed.campaign.status != DRAFT:
            return _next(desk, letter, handed.campaign)
        _refuse_empty(handed)
        confirm(handed.reached, yes=order.yes)
        started = handing.set_off(counter, letter, handed.campaign)
        out.print(f"Startad. Kampanjen är {_state(started)}. Följ den i listmonk.")
        return FINE


def listmonk_of(settings: Settings) -> Listmonk:
    """Raise `SamverkaError` where mkdocs.yml does not say where listmonk is."""
    engine = mail_of(settings).listmonk
    if engine is None:
        raise SamverkaError(
            "mkdocs.yml säger inte var listmonk finns.",
            "Lägg till listmonk under mail, med url och lists. "
            "Så gör du: handboken, sidan Större utskick med listmonk.",
        )
    return engine


def _for_its_readers(letter: Letter, order: Order) -> Letter:
    """One campaign an issue: it goes to those the letter is made for, and to no part of them."""
    made_for = letter.audience or ALL
    if order.to.casefold() != made_for.casefold():
        raise SamverkaError(
            f"Genom listmonk går brevet till {letter.audience or 'alla'}, inte till andra.",
            f'Skriv --to "{made_for}".',
        )
    if order.starts or order.expires:
        raise SamverkaError(
            "--at och --expires gäller inte genom listmonk.", "Schemalägg kampanjen i listmonk."
        )
    return letter


def _tell(letter: Letter, handed: Handed, engine: Listmonk) -> None:
    campaign = handed.campaign
    out.print(f"{escape(letter.subject)}\nKampanj {campaign.number} är {_state(campaign)}.")
    out.print(f"Den når högst {handed.reached} mottagare.")
    for line in _steps(handed.step):
        out.print(line)
    if campaign.differs:
        out.print("[yellow]listmonk har en annan text än brevet i outbox.[/] Den är inte ändrad.")
    out.print(f"Titta på den: {escape(engine.url)}/admin/campaigns/{campaign.number}")


def _steps(step: InStep) -> list[str]:
    said = (
        (step.taken_off, "har slutat hos oss och är nu borttagna från listorna i listmonk."),
        (step.suppressed, "har slutat i listmonk och är nu spärrade i registret."),
        (step.erased, "har bett om att raderas men finns kvar i listmonk. Radera dem där också."),
    )
    return [f"{count} {words}" for count, words in said if count]


def _next(desk: Desk, letter: Letter, campaign: Campaign) -> int:
    if campaign.status == DRAFT:
        to = f'"{escape(letter.audience)}"' if letter.audience else ALL
        out.print("\nInget är skickat. Skicka ett prov från listmonk. Starta sedan:")
        out.print(f"  {desk.command} --to {to} --engine {Engine.LISTMONK} --start")
    return LOOK if campaign.differs else FINE


def _refuse_empty(handed: Handed) -> None:
    if not handed.reached:
        raise SamverkaError(
            "Det finns ingen på listorna i listmonk. Inget skickades.",
            "Importera prenumeranterna i listmonk, och kontrollera lists i mkdocs.yml.",
        )


def _state(campaign: Campaign) -> str:
    return STATES.get(campaign.status, escape(campaign.status))
