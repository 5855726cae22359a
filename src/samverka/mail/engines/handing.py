"""An issue on its way to listmonk, with what our own journal and register must know of it.

The order holds whatever breaks: before listmonk hears of the issue the journal says that it is not
sent from here, and before listmonk is told to start the journal says that it was told.
"""

import datetime as dt
import sqlite3
from dataclasses import dataclass
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.choosing.told import conflicts, digest_command, tell, untell
from samverka.mail.database import writing
from samverka.mail.engines.api import Api, LostAnswerError
from samverka.mail.engines.listmonk import Campaign, find_campaign, hand_over, lists_for, start
from samverka.mail.engines.members import InStep, bring_in_step
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.handed_over import note_engine, note_start, take_back
from samverka.mail.sending.journal import Journal
from samverka.mail.subscribers.register import Register
from samverka.settings import Listmonk, Sender

ENGINE: Final = "listmonk"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a hand-over needs; `today` is noted as the day of what happens, `mailed` as told."""

    api: Api
    journal: Journal
    register: Register
    engine: Listmonk
    sender: Sender
    today: dt.date
    mailed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handed:
    """`reached` is how many the campaign goes to, at most."""

    campaign: Campaign
    step: InStep
    reached: int


def lay_down(desk: Desk, letter: Letter) -> Handed:
    """The letter's campaign in listmonk, with nobody on its lists who has left.

    Raise `SamverkaError` where the issue was begun from here, or tells what another has told.
    """
    lists = lists_for(desk.engine, letter.audience)
    find_campaign(desk.api, letter.name)  # only a listmonk that answers is noted
    with writing(desk.journal.database):
        _refuse_begun(desk.journal, letter)
        note_engine(desk.journal.database, letter.name, ENGINE)
    step = bring_in_step(desk.api, desk.register, desk.engine, desk.today)
    campaign = hand_over(desk.api, letter, desk.sender, lists)
    if campaign.was_started:
        _note_started(desk, letter)
    return Handed(campaign, step, step.reached(lists))


def set_off(desk: Desk, letter: Letter, campaign: Campaign) -> Campaign:
    """Start a draft that `lay_down` gave; raise `SamverkaError` where listmonk does not."""
    _note_started(desk, letter)
    try:
        return start(desk.api, campaign)
    except LostAnswerError:
        raise  # it may have started
    except SamverkaError:
        with writing(desk.journal.database):
            note_start(desk.journal.database, letter.name, None)
            untell(desk.journal.database, letter.name)
        raise


def take_home(desk: Desk, name: str) -> None:
    """Let the issue be sent from here; raise `SamverkaError` where listmonk still has it."""
    found = find_campaign(desk.api, name)
    if found is not None:
        raise SamverkaError(
            f"listmonk har kvar kampanj {found.number} för {name}.",
            "Ta bort den i listmonk och kör igen.",
        )
    with writing(desk.journal.database):
        take_back(desk.journal.database, name)


def _refuse_begun(journal: Journal, letter: Letter) -> None:
    if journal.issue(letter.name) is not None:
        raise SamverkaError(
            f"{letter.name} har börjat skickas härifrån. Genom listmonk skulle några få det två "
            "gånger.",
            "Skicka resten härifrån, utan --engine.",
        )
    others = _others_that_told(journal.database, letter)
    if others:
        raise SamverkaError(
            f"Något i {letter.name} är redan berättat, i {', '.join(others)}.",
            f"Gör om sammanfattningen: {digest_command(letter.audience)} --new",
        )


def _others_that_told(database: sqlite3.Connection, letter: Letter) -> list[str]:
    told = conflicts(database, letter.items, letter.audience)
    return [name for name in told if name != letter.name]


def _note_started(desk: Desk, letter: Letter) -> None:
    database = desk.journal.database
    with writing(database):
        note_start(database, letter.name, desk.today)
        tell(database, (*letter.items, *desk.mailed), letter.audience, letter.name)
