"""What an editor is told about the pictures."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from samverka.findings import Severity
from samverka.word.pictures.alt_texts import is_automatic, is_only_name
from samverka.word.pictures.ready import Ready, Trouble
from samverka.word.shaped import Remark
from samverka.word.tree.nodes import Picture

DESCRIBE = "Skriv vad bilden visar mellan hakparenteserna: ![beskrivning](...)."
AGAIN = "Öppna dokumentet i Word, lägg in bilden på nytt, spara och importera igen."
AS_PNG = "Spara den som PNG, lägg in den i Word i stället och importera igen."
LONGEST_ALT = 60

TROUBLES = {
    Trouble.MISSING: ("IMG03", "finns inte i dokumentet och är inte med på sidan", AGAIN),
    Trouble.ACTIVE: ("IMG04", "kan innehålla program och är inte med på sidan", AS_PNG),
    Trouble.BROKEN: ("IMG08", "går inte att läsa och är inte med på sidan", AGAIN),
    Trouble.TOO_LARGE: (
        "IMG09",
        "har för många bildpunkter och är inte med på sidan",
        "Gör bilden mindre (Bildformat > Komprimera bilder) och importera igen.",
    ),
    Trouble.TOO_MANY: (
        "IMG09",
        "är inte med på sidan: dokumentet har för många bilder",
        "Dela upp dokumentet, eller höj gränsen limits: pictures i mkdocs.yml.",
    ),
    Trouble.ELSEWHERE: (
        "IMG10",
        "finns inte i dokumentet utan bara som en länk, och är inte hämtad",
        "Lägg in själva bilden i Word (Infoga > Bilder) och importera igen.",
    ),
}
MILD = (Trouble.ELSEWHERE, Trouble.ACTIVE, Trouble.MISSING)


def on_trouble(picture: Picture, number: int, trouble: Trouble) -> Remark:
    """Why the picture, the document's `number` in order, is not on the page."""
    code, said, hint = TROUBLES[trouble]
    severity = Severity.WARNING if trouble in MILD else Severity.ERROR
    message = f"bild {number} i dokumentet ({_name(picture)}) {said}"
    return Remark(code, message, hint, picture.alt.strip()[:LONGEST_ALT], severity)


def _name(picture: Picture) -> str:
    alt = " ".join(picture.alt.split())
    name = PurePosixPath(picture.target.replace("\\", "/")).name[:LONGEST_ALT]
    if not alt:
        return name
    return f"”{alt}”" if len(alt) <= LONGEST_ALT else f"”{alt[:LONGEST_ALT]}…”"


def on_file(path: PurePosixPath, ready: Ready) -> Iterator[Remark]:
    """What is to be said once of a file."""
    if not ready.shown:
        message = f"bilden {path.name} kan webbläsare inte visa; sidan länkar till den i stället"
        hint = f"{AS_PNG} Eller installera LibreOffice och importera igen."
        yield Remark("IMG02", message, hint, path.name)
    if not ready.whole:
        message = f"bilden {path.name} är skadad, och bara en del av den gick att läsa"
        yield Remark("IMG11", message, f"Se efter hur den ser ut. {AGAIN}", path.name)


def on_description(picture: Picture, path: PurePosixPath) -> Iterator[Remark]:
    """What is to be said of the words that stand for a picture on the page."""
    alt = picture.alt.strip()
    if not alt and not picture.decorative:
        message = f"bilden {path.name} saknar beskrivning för den som inte ser den"
        yield Remark("IMG01", message, DESCRIBE, path.name)
    elif is_only_name(alt):
        message = f"bilden {path.name} har bara ett filnamn eller ett nummer som beskrivning"
        yield Remark("IMG06", message, DESCRIBE, path.name)
    elif is_automatic(alt):
        message = f"beskrivningen av bilden {path.name} är gjord av ett program och kan vara fel"
        yield Remark("IMG07", message, f"Läs den och skriv om den. {DESCRIBE}", path.name)
