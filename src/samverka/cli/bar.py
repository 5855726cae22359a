"""A bar for one who waits at a terminal: how many are done, how fast, how long is left."""

from collections.abc import Callable

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from samverka.cli.printing import err


class _RateColumn(ProgressColumn):
    """The rate over the last half minute, in the words of `say`."""

    def __init__(self, say: Callable[[float], str]) -> None:
        super().__init__()
        self._say = say

    def render(self, task: Task) -> Text:
        return Text(self._say(task.speed or 0))


def bar(say_rate: Callable[[float], str], *, hidden: bool) -> Progress:
    """`say_rate` is given how many are done a second; the bar goes away at the end."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        _RateColumn(say_rate),
        TimeRemainingColumn(),
        TextColumn("kvar"),
        console=err,
        transient=True,
        disable=hidden,
    )
