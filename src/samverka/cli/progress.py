"""How far a run has come, for one who waits at a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from samverka.cli.bar import bar
from samverka.cli.printing import err, escape
from samverka.word.batch import Outcome

LONGEST_NAME = 30


def _say_rate(files: float) -> str:
    """As 12,5 filer/s."""
    return f"{files:.1f} filer/s".replace(".", ",")


def with_progress(files: Sequence[Path], outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, and meanwhile a bar with the file that is waited for.

    Nothing is shown where nobody looks, nor for one file: what starts its process has no threads.
    """
    hidden = len(files) == 1 or not err.is_terminal
    with bar(_say_rate, hidden=hidden) as progress:
        task = progress.add_task(_shown(files[0]), total=len(files))
        for done, outcome in enumerate(outcomes, 1):
            yield outcome
            waited_for = files[min(done, len(files) - 1)]
            progress.update(task, completed=done, description=_shown(waited_for))


def _shown(file: Path) -> str:
    name = file.name if len(file.name) <= LONGEST_NAME else f"{file.name[: LONGEST_NAME - 1]}…"
    return escape(name)
