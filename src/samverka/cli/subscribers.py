"""The commands `samverka subscribers add` and `remove`."""

from pathlib import Path
from typing import Annotated

import typer

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import escape, out
from samverka.errors import SamverkaError
from samverka.mail.subscribers.lists import APART, Column
from samverka.mail.subscribers.recipient import Recipient
from samverka.mail.subscribers.register import Register, open_register
from samverka.mail.subscribers.signing_up import Terms, parse_signup
from samverka.mail.subscribers.subscriber import Outcome, Reason, Signup, Suppression
from samverka.settings import Settings, read_settings
from samverka.swedish.collation import sort_key
from samverka.swedish.dates import format_date
from samverka.swedish.listing import listed
from samverka.website.clock import today

ADD_HELP = """Lägg till en prenumerant.

Den som inte väljer målgrupp får allt. Skriv alltid var personen sa ja.
Den som har slutat läggs bara till med --again, när personen själv har bett om det igen.
Då gäller det nya valet i stället för det gamla.

\b
Exempel:
  samverka subscribers add anna@exempel.se --source "Anmälan på mötet 2026-03-01"
  samverka subscribers add anna@exempel.se --audience Polis --source "Mejl"
  samverka subscribers add anna@exempel.se --again --source "Ringde 2026-04-02"
"""
REMOVE_HELP = """Ta bort den som inte vill ha fler brev.

Adressen tas bort ur registret och kommer inte tillbaka med en import. Kvar finns ett fingeravtryck
av den, orsaken och dagen. Kom ett brev inte fram står adressen i journalen tills du kör erase.

\b
Exempel:
  samverka subscribers remove anna@exempel.se
"""
REASONS = {
    Reason.UNSUBSCRIBED: "har slutat prenumerera",
    Reason.BOUNCED: "breven kom tillbaka",
    Reason.ERASED: "raderad på egen begäran",
}
Address = Annotated[str, typer.Argument(metavar="ADRESS", help="Mejladressen.", show_default=False)]


def add(
    address: Address,
    source: Annotated[str, typer.Option(metavar="TEXT", help="Var personen sa ja.")] = "",
    audience: Annotated[
        list[str] | None, typer.Option(metavar="NAMN", help="Målgrupp. Flera går bra.")
    ] = None,
    consent: Annotated[
        str, typer.Option(metavar="DAG", help="Dagen då personen sa ja. Annars: i dag.")
    ] = "",
    again: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--again", help="Personen har själv bett om brev igen.")
    ] = False,
) -> None:
    """Run `samverka subscribers add`."""
    root, day = Path.cwd(), today()
    written = {
        Column.ADDRESS: address,
        Column.AUDIENCES: APART.join(audience or ()),
        Column.CONSENT: consent or day.isoformat(),
        Column.SOURCE: source,
    }
    signup = parse_signup(written, terms_of(read_settings(root)))
    with open_register(root) as register:
        if again:
            register.add_again(signup, day)
            out.print(escape(f"Inlagd igen. Får {said_choice(signup)}."))
            return
        (outcome,) = register.add([signup], day)
        raise typer.Exit(_told(outcome, signup, register))


def project() -> Path:
    """This folder; raise `SamverkaError` where it is no project, so that none is begun in it."""
    root = Path.cwd()
    read_settings(root)
    return root


def terms_of(settings: Settings, consent: str = "", source: str = "") -> Terms:
    """What holds where nothing else is said; raise `SamverkaError` where it cannot."""
    terms = Terms(today(), tuple(audience.name for audience in settings.audiences))
    try:
        day = terms.day_in(consent) if consent else None
        return Terms(terms.today, terms.known, day, terms.source_in(source) if source else "")
    except ValueError as reason:
        raise SamverkaError(f"{reason}", "Skriv dagen som 2026-03-01.") from None


def _told(outcome: Outcome, signup: Signup, register: Register) -> int:
    recipient = register.recipient_of(signup.address)
    if outcome is Outcome.SUPPRESSED:
        out.print(said_suppression(register.suppressed()[recipient.key]))
        out.print("Har personen själv bett om brev igen? Kör samma kommando med --again.")
        return LOOK
    kept = register.subscriber(recipient.key)
    choice = said_choice(kept.signup) if kept else ""
    words = {
        Outcome.NEW: f"Tillagd. Får {choice}.",
        Outcome.WIDENED: f"Fanns redan, med färre målgrupper. Får nu {choice}.",
        Outcome.UNCHANGED: f"Fanns redan. Inget är ändrat. Får {choice}.",
    }
    out.print(escape(words[outcome]))
    return FINE


def remove(
    addresses: Annotated[list[str], typer.Argument(metavar="ADRESS...", help="Mejladresser.")],
) -> None:
    """Run `samverka subscribers remove`."""
    with open_register(project()) as register:
        recipients = [recipient_named(address, register) for address in addresses]
        unknown = [one for one in recipients if not register.has_address(one.address)]
        register.suppress([one.key for one in recipients], Reason.UNSUBSCRIBED, today())
    out.print(f"Borttagna: {len(recipients) - len(unknown)}. Ingen import lägger till dem igen.")
    for one in unknown:
        out.print(f"{escape(one.address)} fanns inte i registret. Nu är adressen spärrad.")
    raise typer.Exit(LOOK if unknown else FINE)


def recipient_named(address: str, register: Register) -> Recipient:
    """Raise `SamverkaError` where it is no address."""
    try:
        return register.recipient_of(address)
    except ValueError as reason:
        raise SamverkaError(f"{reason}", "Skriv som namn@exempel.se.") from None


def said_choice(signup: Signup) -> str:
    """What one gets, in words."""
    return listed(sorted(signup.audiences, key=sort_key)) or "allt"


def said_suppression(suppression: Suppression) -> str:
    """Since when and why, not the address."""
    return (
        f"Adressen är spärrad sedan {format_date(suppression.day)}: {REASONS[suppression.reason]}."
    )
