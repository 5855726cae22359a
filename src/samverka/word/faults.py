"""What kept a file from being imported, in the words of the one who reads the report."""

import errno
import traceback
from pathlib import Path

from samverka.errors import SamverkaError
from samverka.settings import Limits

FAULTS = (
    SamverkaError,
    OSError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
"""What a file nobody thought of may raise, also in our own code: the others go on."""

NEW_COPY = (
    "Öppna filen i Word, spara en ny kopia och försök igen. Hjälper det inte, "
    "skicka filen till den som sköter webbplatsen."
)
SPLIT = (
    "Dela upp dokumentet och försök igen. Den som sköter webbplatsen kan höja gränsen "
    "{} i mkdocs.yml."
)
SYSTEM = {
    errno.ENOENT: ("filen finns inte längre", "Kontrollera att den ligger kvar och kör igen."),
    errno.EACCES: ("du har inte rätt att läsa eller skriva", "Be om rätt till filen och mappen."),
    errno.EPERM: ("du har inte rätt att läsa eller skriva", "Be om rätt till filen och mappen."),
    errno.EISDIR: ("det är en mapp, ingen fil", "Ta bort eller byt namn på mappen."),
    errno.ENOSPC: ("disken är full", "Frigör plats på disken och kör igen."),
    errno.ENAMETOOLONG: ("namnet är för långt", "Ge filen ett kortare namn och kör igen."),
}


def told(fault: BaseException) -> SamverkaError:
    """The fault as a sentence and what to do; one of ours names its place in the code."""
    match fault:
        case SamverkaError():
            return fault
        case OSError():
            said, do = SYSTEM.get(fault.errno or 0, (f"filen går inte att läsa ({fault})", ""))
            return SamverkaError(said, do or "Kontrollera disken eller nätverket och kör igen.")
        case _:
            said = f"filen är byggd på ett sätt som Samverka inte klarar ({_where(fault)})"
            return SamverkaError(said, NEW_COPY)


def too_slow(limits: Limits) -> SamverkaError:
    """For a file that was stopped at the limit of time."""
    unit = "sekund" if limits.seconds == 1 else "sekunder"
    said = f"filen tog mer än {limits.seconds} {unit} att läsa och avbröts"
    return SamverkaError(said, SPLIT.format("limits.seconds"))


def too_big(limits: Limits) -> SamverkaError:
    """For a file whose reading took all the memory it may."""
    said = f"filen kräver mer minne än den får använda, {limits.memory_mb} MB"
    return SamverkaError(said, SPLIT.format("limits.memory_mb"))


def died(limits: Limits) -> SamverkaError:
    """For a file that took its process down."""
    said = f"läsningen av filen kraschade, kanske för att den krävde över {limits.memory_mb} MB"
    return SamverkaError(said, NEW_COPY)


def closed_folder() -> SamverkaError:
    """For a folder whose files cannot be listed."""
    return SamverkaError("mappen går inte att läsa", "Be om rätt till mappen och kör igen.")


def _where(fault: BaseException) -> str:
    """The kind of fault and its place in our code, for the one who mends it."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}, {Path(last.filename).name}:{last.lineno}"
