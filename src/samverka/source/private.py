"""The folder of what is private to the person at this computer."""

from pathlib import Path
from typing import Final

PRIVATE: Final = ".samverka"


def make_private_folder(root: Path) -> None:
    """Git-ignored, and on systems that know it for its owner only."""
    (root / PRIVATE).mkdir(mode=0o700, exist_ok=True)
