"""Letters that came back: which addresses are gone, and which only had a bad day.

What counts as gone are the codes of RFC 3463 and IANA's list of them that speak of this one mailbox
and will not change by themselves: it does not exist (5.1.1), cannot be written so (5.1.3), has
moved (5.1.6), is at a domain that takes no mail (5.1.10), is closed (5.2.1). Codes that may be an
outage, a mistake of somebody's DNS or a full mailbox count when they came back for three issues.
Those about the letter, the sender or the server (5.3 size, 5.5, 5.6, 5.7 policy and spam, and those
of 5.1 that name the sender) never do, nor does anything temporary (4).

Nobody is taken off the list by a report that anyone can write: the letter within has to carry a
Message-ID, or a way out, that we signed for that reader, and the report has to name that address.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from samverka.findings import Finding, Place, Severity
from samverka.mail.subscribers.delivery_status import Attempt, Returned, read_returned
from samverka.mail.subscribers.incoming import Incoming, describe, read_incoming
from samverka.mail.subscribers.leaving_mail import asked_since, of_another_secret
from samverka.mail.subscribers.mailboxes import Saved
from samverka.mail.subscribers.message_ids import TEST, Delivery, MessageIds
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.tokens import Tokens

ISSUES: Final = 3
"""So many issues must fail before an address is gone whose code does not say so."""

_GONE: Final = frozenset({"5.1.1", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
_PERHAPS: Final = re.compile(r"5\.(?:0\.\d+|1\.[024]|2\.[024]|4\.\d+)|")
"""The empty one too: a failure that does not say why."""

_BLAME: Final = re.compile(
    r"spam|block|black|reputation|policy|polic|dmarc|dkim|\bspf\b|reject list|\brbl\b|dnsbl|"
    r"\brate\b|too quickly|too many|greylist|virus|malware",
    re.IGNORECASE,
)
"""Words of servers that use the code of a missing mailbox for other things."""

_ARRIVED: Final = frozenset({"delivered", "relayed", "expanded"})
_HINT: Final = (
    "Läs mejlet. Finns adressen inte längre: samverka subscribers remove ADRESS. "
    "Flytta sedan mejlet ur mappen, så nämns det inte igen."
)
_HINT_OF_REFUSAL: Final = (
    "Adresserna är kvar. Visa texten för den som sköter er mejlserver. "
    "Mer står i handboken, på sidan Mejlservern."
)


class Fate(StrEnum):
    """What became of a letter."""

    GONE = "adressen finns inte"
    WAS_GONE = "adressen är redan borttagen"
    PERHAPS = "kom inte fram, oklart varför"
    REFUSED = "brevet eller servern nekades"
    TEMPORARY = "försenat eller tillfälligt fel"
    ARRIVED = "kom fram"
    UNCLEAR = "behöver läsas av dig"
    TEST = "prov som kom tillbaka"
    OTHER = "annat mejl"


@dataclass(frozen=True, slots=True)
class Bounces:
    """How many of each sort, the keys that are gone and since when, and what to look at."""

    counts: Mapping[Fate, int]
    gone: Mapping[str, dt.date]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Proofs:
    """What tells our own letters from others."""

    message_ids: MessageIds
    tokens: Tokens

    def delivery(self, returned: Returned) -> Delivery | None:
        """The letter that came back; its issue is empty where only its way out is ours."""
        read = (self.message_ids.read(text) for text in returned.message_ids)
        keys = (self.tokens.key_within(text) for text in returned.ways_out)
        by_token = (Delivery("", key) for key in keys if key)
        return next(filter(None, read), None) or next(by_token, None)

    def are_anothers(self, returned: Returned) -> bool:
        """Whether the letter looks like ours, but was signed with another secret."""
        by_id = any(map(self.message_ids.is_anothers, returned.message_ids))
        return by_id or any(map(self.tokens.has_anothers, returned.ways_out))


def fate_of(attempt: Attempt) -> Fate:
    """By its action and status; what a server's words blame on the letter is not the address's."""
    status = attempt.status
    if attempt.action in _ARRIVED or status.startswith("2"):
        return Fate.ARRIVED
    if attempt.action == "delayed" or status.startswith("4"):
        return Fate.TEMPORARY
    if attempt.action != "failed":
        return Fate.UNCLEAR
    if _BLAME.search(attempt.said):
        return Fate.REFUSED
    if status in _GONE:
        return Fate.GONE
    return Fate.PERHAPS if _PERHAPS.fullmatch(status) else Fate.REFUSED


_NOBODY: Final = Delivery("", "")


@dataclass(frozen=True, slots=True)
class _Judged:
    """`why` is what a human is told; `attempt` what the report said of the reader."""

    fate: Fate
    delivery: Delivery = _NOBODY
    day: dt.date = dt.date.min
    why: str = ""
    attempt: Attempt | None = None
    is_anothers: bool = False


@dataclass(frozen=True, slots=True)
class BounceReader:
    """Reads mails for a register; `today` is the last day that anything can have come back."""

    register: Register
    proofs: Proofs
    today: dt.date

    def read(self, mails: Iterable[Saved]) -> Bounces:
        """All of them; the register is not changed."""
        sums = _Sums()
        for saved in mails:
            mail = read_incoming(saved)
            judged = self._judge(mail) if mail else _Judged(Fate.UNCLEAR)
            sums.add(judged, saved.place)
            if judged.fate is Fate.UNCLEAR and judged.is_anothers:
                sums.anothers.append(saved.place)
            elif judged.fate is Fate.UNCLEAR:
                said = ": ".join(filter(None, (describe(mail), judged.why)))
                found = Finding(saved.place, "RET03", Severity.WARNING, said, _HINT)
                sums.findings.append(found)
        findings = (*sums.findings, *sums.refusals(), *of_another_secret(sums.anothers))
        return Bounces(sums.counts, {**sums.lasting(self.today), **sums.gone}, findings)

    def _judge(self, mail: Incoming) -> _Judged:
        returned = read_returned(mail)
        if returned is None:
            return _Judged(Fate.OTHER)
        delivery = self.proofs.delivery(returned)
        if delivery is None:
            is_anothers = self.proofs.are_anothers(returned)
            why = "det går inte att se vilket av våra brev det är"
            return _Judged(_hardest(returned), why=why, is_anothers=is_anothers)
        if delivery.issue == TEST:
            return _Judged(Fate.TEST)
        ours = [one for one in returned.attempts if self._names(one, delivery.key)]
        if not ours:
            why = "det gäller en annan adress än den vi skrev till, kanske en vidarebefordran"
            return _Judged(_hardest(returned), why=why)
        day = min(mail.day or self.today, self.today)
        return self._of_ours(_Judged(fate_of(ours[0]), delivery, day, attempt=ours[0]))

    def _of_ours(self, judged: _Judged) -> _Judged:
        if judged.fate not in {Fate.GONE, Fate.PERHAPS}:
            return replace(judged, why="rapporten säger inte vad som hände")
        if self.register.is_suppressed(judged.delivery.key):
            return replace(judged, fate=Fate.WAS_GONE)
        if asked := asked_since(self.register, judged.delivery.key, judged.day):
            return replace(judged, fate=Fate.UNCLEAR, why=asked)
        return judged

    def _names(self, attempt: Attempt, key: str) -> bool:
        return any(self._key_of(address) == key for address in attempt.recipients)

    def _key_of(self, address: str) -> str:
        try:
            return self.register.recipient_of(address).key
        except ValueError:
            return ""


def _hardest(returned: Returned) -> Fate:
    """Where we cannot act on a report: a human reads it if it may say that an address is gone."""
    fates = {fate_of(attempt) for attempt in returned.attempts} or {Fate.UNCLEAR}
    may_be_gone = fates & {Fate.GONE, Fate.PERHAPS, Fate.REFUSED, Fate.UNCLEAR}
    return Fate.UNCLEAR if may_be_gone else max(fates)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the reports have said so far."""

    counts: Counter[Fate] = field(default_factory=Counter)
    gone: dict[str, dt.date] = field(default_factory=dict)
    failed: dict[str, set[str]] = field(default_factory=dict)
    refused: dict[tuple[str, str], list[tuple[Place, str]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    anothers: list[Place] = field(default_factory=list)

    def add(self, judged: _Judged, place: Place) -> None:
        self.counts[judged.fate] += 1
        delivery, attempt = judged.delivery, judged.attempt
        if judged.fate is Fate.GONE:
            self.gone[delivery.key] = judged.day
        elif judged.fate is Fate.PERHAPS:
            self.failed.setdefault(delivery.key, set()).add(delivery.issue)
        elif judged.fate is Fate.REFUSED and attempt:
            same = self.refused.setdefault((delivery.issue, attempt.status), [])
            same.append((place, attempt.said))

    def lasting(self, today: dt.date) -> dict[str, dt.date]:
        """Those whose letters came back, without a good reason, for issue after issue."""
        return {key: today for key, issues in self.failed.items() if len(issues) >= ISSUES}

    def refusals(self) -> Iterator[Finding]:
        """One for all that were refused alike: it is one thing to mend."""
        for (issue, status), same in sorted(self.refused.items()):
            place, said = same[0]
            letters = "1 brev" if len(same) == 1 else f"{len(same)} brev"
            what = f"{letters} nekades ({status or 'ingen kod'}), till exempel: {said[:200]}"
            where = f"utskicket {issue}: " if issue else ""
            yield Finding(place, "RET04", Severity.WARNING, where + what, _HINT_OF_REFUSAL)
