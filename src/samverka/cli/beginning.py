"""A sending begins, or goes on where it stopped."""

import dataclasses
from collections.abc import Sequence

from samverka.cli.desk import Answer, Desk, Order, confirm
from samverka.cli.post import Post
from samverka.cli.printing import escape, out, print_findings
from samverka.cli.readers import Readers, find_readers
from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.mail.choosing.newsletter import mailed_keys
from samverka.mail.choosing.told import ALL, tell
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import Schedule, fingerprint
from samverka.mail.sending.journal import IN_DOUBT, Change, Frozen, State
from samverka.mail.sending.settling import settle
from samverka.mail.sending.telling import tell_once
from samverka.mail.subscribers.recipient import Recipient
from samverka.mail.subscribers.tokens import SECRET


def begin(desk: Desk, post: Post, order: Order) -> Frozen | None:
    """The issue with all who are to get it, on the disk; None where everyone has it already.

    Raise `SamverkaError` where it was begun and is not finished.
    """
    letter = desk.letter()
    readers = readers_of(desk, letter, order)
    begun = desk.journal.issue(desk.name)
    if begun is not None:
        return _with_more(desk, post, order, (begun, letter, readers))
    if not readers.recipients:
        raise SamverkaError(
            "Det finns ingen att skicka till.",
            "Se vilka som prenumererar: samverka subscribers list",
        )
    schedule = Schedule(desk.now, order.starts, order.expires, readers.said)
    issue = post.composer.freeze(letter, schedule)
    out.print(f"{escape(letter.subject)}\nTill {escape(readers.said)}.")
    confirm(len(readers.recipients), yes=order.yes)
    deliveries = post.composer.deliveries(desk.name, readers.recipients, schedule.date)
    mailed = _mailed(desk, letter, readers)
    desk.journal.begin(issue, deliveries, lambda base: tell_once(base, letter, mailed))
    return issue


def go_on(desk: Desk, post: Post, order: Order) -> Frozen:
    """The issue as it was frozen, with the answers about those in doubt."""
    issue = desk.begun()
    _refuse_another_secret(desk, post)
    _say_if_changed(desk, issue, yes=order.yes)
    if order.in_doubt is not None:
        _answer(desk, post, order.in_doubt)
    if order.expires is not None:
        desk.journal.set_times(desk.name, order.starts, order.expires)
        issue = dataclasses.replace(issue, starts=order.starts, expires=order.expires)
    counts = desk.journal.counts(desk.name)
    waiting = counts[State.WAITING] + (counts[State.INTENDED] if post.witness else 0)
    is_over = issue.expires is not None and issue.expires <= desk.now
    if waiting and not is_over:
        out.print(f"{escape(issue.subject)}\n{counts[State.SENT]} är skickade.")
        confirm(waiting, yes=order.yes)
    return issue


def readers_of(desk: Desk, letter: Letter, order: Order) -> Readers:
    """Raise `SamverkaError` where a list has faults; they are printed, all of them."""
    readers = find_readers(order.to, letter, desk.settings, desk.register)
    print_findings(readers.findings)
    if any(one.severity is Severity.ERROR for one in readers.findings):
        raise SamverkaError("Listan har fel. Inget skickades.", "Rätta raderna och kör igen.")
    return readers


def _with_more(
    desk: Desk, post: Post, order: Order, found: tuple[Frozen, Letter, Readers]
) -> Frozen | None:
    """An issue that was begun takes in those who came later, once all others have it."""
    issue, letter, readers = found
    standing = desk.standing(issue)
    if standing.remaining:
        raise SamverkaError(
            f"Utskicket är redan påbörjat: {standing.counts[State.SENT]} är skickade, "
            f"{standing.counts[State.WAITING]} väntar och {standing.in_doubt} är osäkra.",
            f"Fortsätt där det slutade: {desk.command} --resume",
        )
    _refuse_another_secret(desk, post)
    new = _new(readers.recipients, desk.journal.keys(desk.name))
    if not new:
        out.print("Alla har redan fått brevet. Inget skickades.")
        return None
    out.print(f"Brevet är redan skickat. {len(new)} har kommit till sedan dess och får samma brev.")
    _say_if_changed(desk, issue, yes=order.yes)
    confirm(len(new), yes=order.yes)
    schedule = Schedule(desk.now, order.starts, order.expires)
    desk.journal.set_times(desk.name, order.starts, order.expires)
    deliveries = post.composer.deliveries(desk.name, new, schedule.date)
    mailed = _mailed(desk, letter, readers)
    desk.journal.add(desk.name, deliveries, lambda base: tell(base, mailed, ALL, desk.name))
    return dataclasses.replace(issue, starts=order.starts, expires=order.expires)


def _mailed(desk: Desk, letter: Letter, readers: Readers) -> tuple[str, ...]:
    """A newsletter that goes to all is no news to any of them in a digest."""
    return mailed_keys(desk.project(), letter.source.path) if readers.are_all else ()


def _new(recipients: Sequence[Recipient], known: frozenset[str]) -> tuple[Recipient, ...]:
    return tuple(one for one in recipients if one.key not in known)


def _refuse_another_secret(desk: Desk, post: Post) -> None:
    """What comes back, and who wants to leave, is known by one secret for the whole issue."""
    first = next(desk.journal.deliveries(desk.name, *State), None)
    if first is not None and post.composer.message_ids.is_anothers(first.message_id):
        raise SamverkaError(
            f"{SECRET} är en annan än när utskicket började. Inget skickades.",
            "Sätt samma hemlighet som då, och kör igen.",
        )


def _say_if_changed(desk: Desk, issue: Frozen, *, yes: bool) -> None:
    """What keeps a letter from being begun is a question to a human once it has gone to some."""
    try:
        is_same = fingerprint(desk.letter()) == issue.fingerprint
    except SamverkaError as problem:
        if yes:
            do = "Ska de som återstår ändå få brevet? Kör samma kommando utan --yes."
            raise SamverkaError(problem.what, do) from problem
        out.print(escape(problem.what))
        is_same = False
    if not is_same:
        out.print(
            "[yellow]Brevet i outbox är ett annat än det som började skickas.[/] "
            "De som återstår får samma brev som de andra."
        )


def _answer(desk: Desk, post: Post, answer: Answer) -> None:
    """Those whom even the log cannot tell of are as the human says."""
    doubtful = tuple(desk.journal.deliveries(desk.name, *IN_DOUBT))
    desk.journal.note(desk.name, settle(desk.journal, doubtful, post.witness), desk.now)
    state = State.SENT if answer is Answer.SENT else State.WAITING
    held = desk.journal.deliveries(desk.name, State.HELD)
    changes = [Change(one.key, state) for one in held]
    desk.journal.note(desk.name, changes, desk.now)
    said = "räknas som skickade" if answer is Answer.SENT else "skickas igen"
    out.print(f"Osäkra brev som nu {said}: {len(changes)}.")
