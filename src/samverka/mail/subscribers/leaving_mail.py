"""Mails from those who want no more letters: who it is, proved or plain, or else for a human.

A token in the subject is proof: it was made for one reader's letter. Without one, a mail that asks
to leave and nothing else is believed if it comes from a subscriber's address. Anybody can write
somebody else's address there; all that is won is that somebody gets no letters and asks again.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from samverka.findings import Finding, Place, Severity
from samverka.mail.subscribers.asking import asks_to_leave, regrets, speaks_of_leaving
from samverka.mail.subscribers.incoming import (
    Incoming,
    describe,
    field_of,
    read_incoming,
)
from samverka.mail.subscribers.mailboxes import Saved
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.tokens import SECRET, Tokens
from samverka.swedish.dates import format_date

_BY_MACHINES: Final = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply")
_OF_LISTS: Final = ("List-Id", "List-Unsubscribe", "Feedback-ID")
_HINT: Final = (
    "Läs mejlet. Vill personen sluta: samverka subscribers remove ADRESS. "
    "Flytta sedan mejlet ur mappen, så nämns det inte igen."
)
_HINT_OF_SECRET: Final = (
    f"Sätt {SECRET} till samma hemlighet som när breven skickades, och kör igen. "
    "Är den borta: läs mejlen, och ta bort adresserna med samverka subscribers remove ADRESS."
)


class Wish(StrEnum):
    """What a mail turned out to be."""

    LEAVES = "vill sluta"
    HAS_LEFT = "har redan slutat"
    CAME_BACK = "har bett om brev igen sedan dess"
    UNCLEAR = "behöver läsas av dig"
    AUTOMATIC = "automatiska svar och utskick"
    OTHER = "handlar om annat"


@dataclass(frozen=True, slots=True)
class Reading:
    """What mails said: how many of each sort, who leaves and since when, what a human must read."""

    counts: Mapping[Wish, int]
    leavers: Mapping[str, dt.date]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads mails for a register; `today` is the last day that anyone can have left."""

    register: Register
    tokens: Tokens
    today: dt.date

    def read(self, mails: Iterable[Saved]) -> Reading:
        """All of them; the register is not changed."""
        counts: Counter[Wish] = Counter()
        leavers: dict[str, dt.date] = {}
        findings: list[Finding] = []
        anothers: list[Place] = []
        for saved in mails:
            judged = self._judge(read_incoming(saved))
            counts[judged.wish] += 1
            if judged.wish is Wish.LEAVES:
                leavers[judged.key] = max(judged.day, leavers.get(judged.key, judged.day))
            if judged.wish is Wish.UNCLEAR and judged.is_anothers:
                anothers.append(saved.place)
            elif judged.wish is Wish.UNCLEAR:
                findings.append(_to_read(saved.place, judged))
        return Reading(counts, leavers, (*findings, *of_another_secret(anothers)))

    def _judge(self, mail: Incoming | None) -> "_Judged":
        if mail is None:
            return _Judged(Wish.UNCLEAR)
        proved = self.tokens.key_within(mail.subject)
        if is_automatic(mail, has_proof=proved is not None):
            return _Judged(Wish.AUTOMATIC, mail)
        words = re.sub(r"\S*~.*", "", mail.subject)
        if proved is None and not asks_to_leave(words, mail.text):
            is_near = speaks_of_leaving(words, mail.text)
            why = "den säger något mer än att personen vill sluta"
            return _Judged(Wish.UNCLEAR if is_near else Wish.OTHER, mail, why=why)
        if regrets(mail.text):
            return _Judged(Wish.UNCLEAR, mail, why="personen kan ha ångrat sig")
        key = proved or self.tokens.key_within(mail.text) or self._key_of_sender(mail.sender)
        if key is None:
            why = "avsändarens adress finns inte i registret"
            is_anothers = any(map(self.tokens.has_anothers, (mail.subject, mail.text)))
            return _Judged(Wish.UNCLEAR, mail, why=why, is_anothers=is_anothers)
        return self._of(key, mail)

    def _of(self, key: str, mail: Incoming) -> "_Judged":
        day = min(mail.day or self.today, self.today)
        if self.register.is_suppressed(key):
            return _Judged(Wish.HAS_LEFT, mail, key, day)
        if asked := asked_since(self.register, key, day):
            return _Judged(Wish.UNCLEAR, mail, why=asked)
        return _Judged(Wish.LEAVES, mail, key, day)

    def _key_of_sender(self, sender: str) -> str | None:
        try:
            key = self.register.recipient_of(sender).key
        except ValueError:
            return None
        is_known = self.register.subscriber(key) is not None or self.register.is_suppressed(key)
        return key if is_known else None


def take(register: Register, leavers: Mapping[str, dt.date], today: dt.date) -> Reading:
    """Those who left by the web, and when; who asked for letters after that stays."""
    counts: Counter[Wish] = Counter()
    leaving: dict[str, dt.date] = {}
    for key, told in leavers.items():
        day = min(told, today)
        if register.is_suppressed(key):
            counts[Wish.HAS_LEFT] += 1
        elif asked_since(register, key, day):
            counts[Wish.CAME_BACK] += 1
        else:
            counts[Wish.LEAVES] += 1
            leaving[key] = day
    return Reading(counts, leaving)


@dataclass(frozen=True, slots=True)
class _Judged:
    wish: Wish
    mail: Incoming | None = None
    key: str = ""
    day: dt.date = field(default=dt.date.min)
    why: str = ""
    is_anothers: bool = False


def asked_since(register: Register, key: str, day: dt.date) -> str:
    """Why a mail of that day counts no more: its reader asked for letters anew; else empty."""
    subscriber = register.subscriber(key)
    if subscriber is None or subscriber.signup.consent <= day:
        return ""
    return f"personen bad om brev igen {format_date(subscriber.signup.consent)}, efter mejlet"


def is_automatic(mail: Incoming, *, has_proof: bool) -> bool:
    """Whether no human wrote it (RFC 3834); one with proof may come from a mail program's button.

    Lists put their fields also into mails that people write to them.
    """
    message = mail.message
    submitted = field_of(message, "Auto-Submitted").lower().partition(";")[0].strip()
    path = field_of(message, "Return-Path").strip()
    is_report = message.get_content_type() == "multipart/report"
    if is_report or path == "<>" or submitted == "auto-replied":
        return True
    precedence = field_of(message, "Precedence").strip().lower()
    answers = any(field_of(message, name) for name in _BY_MACHINES)
    if answers or precedence == "auto_reply":
        return True
    is_sent_to_many = precedence in {"bulk", "junk", "list"} or any(
        field_of(message, name) for name in _OF_LISTS
    )
    return not has_proof and (is_sent_to_many or submitted not in {"", "no"})


def of_another_secret(places: Sequence[Place]) -> Iterator[Finding]:
    """One for all mails about letters that were signed with another secret: it is one mistake."""
    if places:
        mails = "1 mejl gäller brev" if len(places) == 1 else f"{len(places)} mejl gäller brev"
        said = f"{mails} som är skickade med en annan {SECRET} än den du har nu"
        yield Finding(places[0], "RET05", Severity.WARNING, said, _HINT_OF_SECRET)


def _to_read(place: Place, judged: _Judged) -> Finding:
    said = ": ".join(filter(None, (describe(judged.mail), judged.why)))
    return Finding(place, "RET02", Severity.WARNING, said, _HINT)
