"""The one door to pandoc: bytes in, pandoc's syntax tree or another format's bytes out."""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

import pypandoc

from samverka.errors import SamverkaError

CANNOT_READ: Final = (
    "innehållet går inte att läsa",
    "Öppna filen, spara en ny kopia och försök igen.",
)
NO_CLOCK: Final = {"SOURCE_DATE_EPOCH": "315532800"}
"""1 January 1980, the first day a ZIP file can tell: the same input gives the same bytes."""
_LINE = re.compile(r"\(line (\d+), column \d+\)")


class PandocError(SamverkaError):
    """Pandoc could not read the bytes; what it says itself is in English, for nobody here.

    `line` counts from 1 in what was read; None where pandoc names none.
    """

    def __init__(self, what: str, do: str = "", line: int | None = None) -> None:
        super().__init__(what, do)
        self.line = line


@dataclass(frozen=True, slots=True)
class Conversion:
    """From one of pandoc's formats to another; `options` are pandoc's own."""

    origin: str
    target: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pandoc:
    """A pandoc that may neither read other files nor reach the network (`--sandbox`)."""

    path: str
    seconds: int = 60

    def read(self, content: bytes, format_: str) -> dict[str, Any]:
        """Pandoc's JSON tree of `content`, see Text.Pandoc.Definition; raises as `convert`."""
        tree: dict[str, Any] = json.loads(self.convert(content, Conversion(format_, "json")))
        return tree

    def convert(self, content: bytes, order: Conversion) -> bytes:
        """`content` in another format.

        Raises `PandocError` where pandoc refuses, needs too long, or cannot be started.
        """
        formats = ("--from", order.origin, "--to", order.target, "--output", "-")
        return self._run(("--sandbox", *formats, *order.options), content)

    def file_of_its_own(self, name: str) -> bytes:
        """A file pandoc brings along, as the Word file its styles come from; raises the same."""
        return self._run(("--print-default-data-file", name), b"")

    def _run(self, arguments: tuple[str, ...], content: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603  a fixed program, no shell, input on stdin
                [self.path, *arguments],
                input=content,
                capture_output=True,
                timeout=self.seconds,
                check=False,
                env=os.environ | NO_CLOCK,
            )
        except subprocess.TimeoutExpired:
            said = f"läsningen tog mer än {self.seconds} sekunder och avbröts"
            raise PandocError(said, "Dela upp dokumentet och försök igen.") from None
        except OSError as fault:
            raise PandocError(f"pandoc går inte att starta ({fault})", "Installera om.") from None
        if done.returncode != 0:
            found = _LINE.search(done.stderr.decode("utf-8", "replace"))
            raise PandocError(*CANNOT_READ, line=int(found[1]) if found else None)
        return done.stdout


def find_pandoc(seconds: int = 60) -> Pandoc:
    """The pandoc that pypandoc brings along."""
    return Pandoc(pypandoc.get_pandoc_path(), seconds)


def pandoc_release() -> str:
    """The release of the package that brings pandoc, for those who keep what it made."""
    return version("pypandoc-binary")
