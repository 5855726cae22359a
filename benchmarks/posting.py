"""An issue that is begun and ready to send: the same for every program that measures sending."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from mail_servers import DOMAIN
from one_posting import NAME, SECRET, WAYS
from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import Composer, From, Schedule
from samverka.mail.sending.journal import Frozen, open_journal
from samverka.mail.subscribers.message_ids import MessageIds
from samverka.mail.subscribers.recipient import Recipient, key_of

_WAY_OUT: Final = f"mailto:brev@{DOMAIN}?subject=Avsluta%20prenumerationen"
_ARTICLE: Final = (
    '<tr><td style="font-family:Arial,sans-serif;font-size:16px;line-height:24px">'
    '<h2 style="margin:0 0 8px">Rubrik {n}</h2><p style="margin:0 0 16px">Det här är ett stycke '
    "om vad som har hänt sedan sist, så långt som ett stycke brukar vara i ett nyhetsbrev: några "
    "meningar om vad som är nytt, vem det gäller och när det börjar.</p>"
    '<p><a href="https://exempel.se/nyheter/{n}/">Läs mer om rubrik {n}</a></p></td></tr>\n'
)
COMPOSER: Final = Composer(
    From("Samverkan", f"brev@{DOMAIN}", f"fraga@{DOMAIN}"), WAYS, MessageIds(SECRET)
)


def make_letter(articles: int) -> Letter:
    """About 600 bytes of HTML an article."""
    rows = "".join(_ARTICLE.format(n=n) for n in range(articles))
    text = "".join(f"Rubrik {n}\n\nDet här är ett stycke.\n\n" for n in range(articles))
    page = (
        '<!doctype html><html lang="sv"><head><title>Nytt</title></head><body>'
        f'<table role="presentation">{rows}</table>'
        f'<p><a href="{_WAY_OUT}">Avsluta prenumerationen</a></p></body></html>'
    )
    source = Source(PurePosixPath(f"newsletters/{NAME}.md"), "0" * 64)
    return Letter(
        NAME, "Nytt från samverkan", "Nytt", page, f"{text}{_WAY_OUT}\n", _WAY_OUT, source
    )


def make_recipients(count: int) -> Sequence[Recipient]:
    """In alphabetical order of their mailboxes."""
    addresses = [f"r{number:06}@{DOMAIN}" for number in range(count)]
    return [Recipient(address, key_of(address, b"salt")) for address in addresses]


def begin(root: Path, letter: Letter, recipients: Sequence[Recipient]) -> Frozen:
    """In the journal of the project at `root`, with everyone waiting."""
    schedule = Schedule(dt.datetime.now(dt.UTC))
    frozen = COMPOSER.freeze(letter, schedule)
    with open_journal(root) as journal:
        journal.begin(frozen, COMPOSER.deliveries(letter.name, recipients, schedule.date))
    return frozen
