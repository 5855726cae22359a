"""What a new source begins as: one file per kind, a whole source with invented content."""

from pathlib import Path
from typing import Final

from samverka.source.kinds import Kind

HERE: Final = Path(__file__).parent
FIGURES: Final = HERE / "indicator.csv"


def pattern_of(kind: Kind) -> str:
    """The text of the source, front matter and all."""
    return (HERE / f"{kind}.md").read_text(encoding="utf-8")
