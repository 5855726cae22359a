"""How a script speaks: lines that come when they are said, and an end in words, never a trace."""

import sys


class Stop(Exception):  # noqa: N818 - an end that was foreseen, not an error in the program
    """The script cannot go on: what is wrong, and what the person can do about it."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what + "\n" + do)


def say(text: str) -> None:
    """Tell the person something at once, also where output is collected in a file."""
    print(text, flush=True)


def use_utf8() -> None:
    """Let å, ä and ö through on a Windows console and in a log from cron."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
