"""Who a letter is sent to: all, an audience, or a list of one's own."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from samverka.errors import SamverkaError
from samverka.findings import Finding, Severity
from samverka.mail.letter.letter import Letter
from samverka.mail.subscribers.lists import read_list
from samverka.mail.subscribers.recipient import Recipient
from samverka.mail.subscribers.register import Register
from samverka.settings import Settings

ALL: Final = "all"
LIST: Final = ".csv"


@dataclass(frozen=True, slots=True)
class Readers:
    """`said` is who they are, in words; `findings` what is wrong with a list."""

    said: str
    recipients: tuple[Recipient, ...]
    findings: tuple[Finding, ...] = ()
    are_all: bool = False


def find_readers(to: str, letter: Letter, settings: Settings, register: Register) -> Readers:
    """Raise `SamverkaError` where `to` is nobody, or where the letter is for others."""
    if to.lower().endswith(LIST):
        return _listed(Path(to), letter, register)
    audience = "" if to == ALL else _known(to, settings)
    if (letter.items or letter.audience) and audience != letter.audience:
        made_for = letter.audience or ALL
        raise SamverkaError(
            f"Brevet är gjort för {letter.audience or 'alla'}.", f'Skriv --to "{made_for}".'
        )
    said = f"målgruppen {audience}" if audience else "alla prenumeranter"
    return Readers(said, register.recipients(audience), are_all=not audience)


def _known(to: str, settings: Settings) -> str:
    names = {one.name.casefold(): one.name for one in settings.audiences}
    if to.casefold() in names:
        return names[to.casefold()]
    near = get_close_matches(to.casefold(), names, 1)
    choices = f"Menade du {names[near[0]]}? " if near else ""
    raise SamverkaError(
        f"Det finns ingen målgrupp som heter {to}." if to else "Det saknas vilka brevet ska till.",
        f"{choices}Skriv --to all, --to och en målgrupp i mkdocs.yml, eller --to lista.csv.",
    )


def _listed(path: Path, letter: Letter, register: Register) -> Readers:
    if letter.items:
        raise SamverkaError(
            "En sammanfattning skickas till alla eller till en målgrupp, inte till en lista. "
            "Annars går det inte att veta vem som har fått veta vad.",
            f'Skriv --to "{letter.audience or ALL}". Vill du bara prova: --test din@adress',
        )
    listed = read_list(path, register)
    faults = [one for one in listed.findings if one.severity is Severity.ERROR]
    said = f"listan {path.name}"
    return Readers(said, () if faults else listed.value, listed.findings)
