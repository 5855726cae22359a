"""What was costly to make is kept until its ingredients change; safe to delete at any time."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from samverka.files import write_bytes
from samverka.source.private import PRIVATE, make_private_folder

FOLDER: Final = Path(PRIVATE, "cache")


@dataclass(frozen=True, slots=True)
class Kept:
    """One sort of thing, in a folder of its own below `.samverka/cache/`, found by `name_of`.

    A folder that cannot be written or read costs only time. Threads may share one.
    """

    root: Path
    sort: str
    used: set[str] = field(default_factory=set)

    def get(self, name: str) -> bytes | None:
        """What was kept under the name."""
        self.used.add(name)
        try:
            return self.place(name).read_bytes()
        except OSError:
            return None

    def put(self, name: str, content: bytes) -> bytes:
        """Keep it, and hand it on."""
        self.used.add(name)
        with suppress(OSError):
            make_private_folder(self.root)
            write_bytes(self.place(name), content)
        return content

    def forget_others(self) -> None:
        """Only what this run has asked for stays."""
        with suppress(OSError):
            for path in (self.root / FOLDER / self.sort).iterdir():
                if path.name not in self.used:
                    path.unlink()

    def place(self, name: str) -> Path:
        """The file, whether it is there or not."""
        return self.root / FOLDER / self.sort / name


def name_of(*ingredients: bytes | str) -> str:
    """Differs where any ingredient does, or where one ends and the next begins."""
    summed = hashlib.sha256()
    for one in ingredients:
        content = one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        summed.update(len(content).to_bytes(8, "big") + content)
    return summed.hexdigest()
