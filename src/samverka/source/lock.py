"""One run of a kind at a time in a project."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samverka.errors import SamverkaError

if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(file: Path, held: str = "en annan import pågår i samma projekt") -> Iterator[None]:
    """Raise `SamverkaError`, saying `held`, where another process holds it.

    The operating system lets go of it when the process ends, however it ends; the file stays.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as opened:
        opened.seek(0)
        try:
            _take(opened.fileno())
        except OSError:
            raise SamverkaError(held, "Vänta tills den är klar och kör igen.") from None
        yield
