"""The page that tells how a sending went; it holds numbers, and no address of any reader."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from samverka.files import write_bytes
from samverka.mail.sending.journal import State
from samverka.mail.sending.standing import Standing
from samverka.mail.subscribers.subscriber import Reason
from samverka.swedish.dates import format_date
from samverka.swedish.local_time import ZONE

PAGE: Final = "resultat.html"
TEMPLATES: Final = Path(__file__).parent / "templates"
_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_REASONS: Final = (
    (Reason.UNSUBSCRIBED, "Har slutat prenumerera sedan dess"),
    (Reason.BOUNCED, "Brevet kom tillbaka, och adressen är borttagen"),
    (Reason.ERASED, "Har bett att bli raderad sedan dess"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of all readers: `name` is a class of the page's, `share` a percentage."""

    name: str
    label: str
    count: int
    share: float


def parts_of(standing: Standing) -> tuple[Part, ...]:
    """In the order they are told; all readers are in exactly one of them."""
    counts = standing.counts
    told = (
        ("sent", "Skickade", counts[State.SENT]),
        ("failed", "Gick inte fram", counts[State.FAILED]),
        ("doubt", "Osäkra", standing.in_doubt),
        ("waiting", "Väntar", counts[State.WAITING]),
        ("left", "Hade slutat prenumerera", counts[State.LEFT]),
    )
    whole = max(1, standing.total)
    return tuple(Part(name, label, count, 100 * count / whole) for name, label, count in told)


def say_moment(moment: dt.datetime) -> str:
    """By Swedish clocks: 1 december 2026 kl. 08.00."""
    local = moment.astimezone(ZONE)
    return f"{format_date(local.date())} kl.\u00a0{local:%H.%M}"


def render_summary(standing: Standing) -> str:
    """A whole page that loads nothing from elsewhere and needs no scripts."""
    return _ENVIRONMENT.get_template(PAGE).render(
        standing=standing,
        parts=parts_of(standing),
        after=tuple(_after(standing)),
        say=say_moment,
        command=f"samverka send outbox/{standing.issue.name}",
    )


def write_summary(root: Path, standing: Standing) -> Path:
    """Into the issue's folder of the outbox."""
    path = root / "outbox" / standing.issue.name / PAGE
    write_bytes(path, render_summary(standing).encode())
    return path


def _after(standing: Standing) -> Iterator[tuple[str, int]]:
    for reason, label in _REASONS:
        if count := standing.after.get(reason, 0):
            yield label, count
