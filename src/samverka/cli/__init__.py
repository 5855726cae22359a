"""The command `samverka`; the only room that prints."""

from samverka.cli.commands import main

__all__ = ["main"]
