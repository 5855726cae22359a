"""Before a letter is sent: a test to oneself, and a run that sends nothing."""

import math

from samverka.cli.beginning import readers_of
from samverka.cli.desk import Desk, Order
from samverka.cli.exits import FINE
from samverka.cli.leaving import tell_leavers
from samverka.cli.post import Post
from samverka.cli.printing import err, escape, out
from samverka.errors import SamverkaError
from samverka.files import write_bytes
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import EXAMPLE, Schedule, as_test
from samverka.mail.sending.replies import Fate, Reply
from samverka.mail.sending.smtp import connect
from samverka.mail.sending.summary import say_moment
from samverka.mail.subscribers.message_ids import TEST
from samverka.mail.subscribers.recipient import Recipient

EXAMPLE_FILE = "exempel.eml"


def send_test(desk: Desk, post: Post, address: str) -> int:
    """One letter, marked as a test, and nothing remembered of it."""
    try:
        recipient = desk.register.recipient_of(address)
    except ValueError as reason:
        raise SamverkaError(f"{address}: {reason}", "Skriv som --test namn@exempel.se.") from None
    content = _composed(post, as_test(desk.letter()), Schedule(desk.now), recipient)
    with err.status("Skickar provet"):
        reply = _handed_over(post, recipient, content)
    if reply.fate is not Fate.ACCEPTED:
        raise SamverkaError(
            f"Provet gick inte att skicka: {reply.code or ''} {reply.words}",
            "Kontrollera adressen, eller fråga den som sköter mejlservern.",
        )
    out.print(f"Provet är skickat till {escape(recipient.address)}.")
    out.print("Läs det på datorn och i mobilen. Nästa steg är en torrkörning:")
    out.print(f"  {desk.command} --to all --dry-run")
    return FINE


def try_dry(desk: Desk, post: Post, order: Order) -> int:
    """Say what would happen, and write one letter to look at; no server is asked."""
    letter = desk.letter()
    leavers = tell_leavers(desk.root, desk.register)
    readers = readers_of(desk, letter, order)
    wanted = [one for one in readers.recipients if one.key not in leavers]
    known = desk.journal.keys(desk.name)
    new = [one for one in wanted if one.key not in known]
    schedule = Schedule(desk.now, order.starts, order.expires, readers.said)
    example = desk.folder / EXAMPLE_FILE
    write_bytes(example, _composed(post, letter, schedule, EXAMPLE))
    out.print(f"{escape(letter.subject)}\nTill {escape(readers.said)}: {len(new)} mottagare.")
    if already := len(wanted) - len(new):
        out.print(f"{already} är redan med i utskicket och får inget nytt brev.")
    if gone := len(leavers.keys() | desk.register.suppressed().keys()):
        out.print(f"{gone} har slutat eller är spärrade och får inget.")
    a_minute = post.server.a_minute
    out.print(f"Högst {a_minute} brev i minuten: {say_minutes(len(new) / a_minute)}.")
    if order.starts is not None:
        out.print(f"Börjar {say_moment(order.starts)}.")
    if order.expires is not None:
        out.print(f"Inget skickas efter {say_moment(order.expires)}.")
    out.print(f"Så här ser ett brev ut: {escape(example.relative_to(desk.root).as_posix())}")
    out.print("\nInget är skickat. Skicka på riktigt: samma kommando utan --dry-run.")
    return FINE


def say_minutes(minutes: float) -> str:
    """How long it takes: about 5 minutes, about 2 hours."""
    if minutes <= 1:
        return "ungefär en minut"
    if minutes <= 90:  # noqa: PLR2004
        return f"ungefär {math.ceil(minutes)} minuter"
    return f"ungefär {math.ceil(minutes / 60)} timmar"


def _composed(post: Post, letter: Letter, schedule: Schedule, recipient: Recipient) -> bytes:
    frozen = post.composer.freeze(letter, schedule)
    (delivery,) = post.composer.deliveries(TEST, (recipient,), schedule.date)
    return post.composer.template(frozen).letter_to(recipient, delivery.message_id, delivery.date)


def _handed_over(post: Post, recipient: Recipient, content: bytes) -> Reply:
    connection = connect(post.door)
    try:
        sender = post.composer.sender.address
        reply = connection.offer(sender, recipient.address, len(content))
        return connection.hand_over(content) if reply.fate is Fate.ACCEPTED else reply
    finally:
        connection.leave()
