"""The one door to pandoc: a file's bytes in, pandoc's syntax tree out."""

import json
import subprocess
from dataclasses import dataclass
from typing import Any

import pypandoc

from samverka.errors import SamverkaError


class PandocError(SamverkaError):
    """Pandoc could not read the bytes; what it says itself is in English, for nobody here."""


@dataclass(frozen=True, slots=True)
class Pandoc:
    """A pandoc that may neither read other files nor reach the network (`--sandbox`)."""

    path: str
    seconds: int = 60

    def read(self, content: bytes, format_: str) -> dict[str, Any]:
        """Pandoc's JSON tree of `content`, see Text.Pandoc.Definition.

        Raises `PandocError` where pandoc refuses, needs too long, or cannot be started.
        """
        command = [self.path, "--sandbox", "--from", format_, "--to", "json"]
        try:
            done = subprocess.run(  # noqa: S603  a fixed program, no shell, input on stdin
                command, input=content, capture_output=True, timeout=self.seconds, check=False
            )
        except subprocess.TimeoutExpired:
            said = f"läsningen tog mer än {self.seconds} sekunder och avbröts"
            raise PandocError(said, "Dela upp dokumentet och försök igen.") from None
        except OSError as fault:
            raise PandocError(f"pandoc går inte att starta ({fault})", "Installera om.") from None
        if done.returncode != 0:
            raise PandocError(
                "innehållet går inte att läsa", "Öppna filen, spara en ny kopia och försök igen."
            )
        tree: dict[str, Any] = json.loads(done.stdout)
        return tree


def find_pandoc(seconds: int = 60) -> Pandoc:
    """The pandoc that pypandoc brings along."""
    return Pandoc(pypandoc.get_pandoc_path(), seconds)
