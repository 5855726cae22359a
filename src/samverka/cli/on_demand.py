"""Commands loaded when they are asked for: each brings libraries that others do not need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from samverka.cli.exits import FINE
from samverka.cli.helping import Command, Group


@dataclass(frozen=True, slots=True)
class Origin:
    """The module below this package, the function in it, and the name of its help text."""

    module: str
    function: str
    help: str


COMMANDS: Final[Mapping[str, Origin]] = MappingProxyType(
    {
        "new": Origin("new", "new", "NEW_HELP"),
        "import": Origin("importing", "import_", "IMPORT_HELP"),
        "build": Origin("building", "build", "BUILD_HELP"),
        "serve": Origin("building", "serve", "SERVE_HELP"),
        "export": Origin("exporting", "export", "EXPORT_HELP"),
        "feeds": Origin("feeds", "feeds", "FEEDS_HELP"),
        "newsletter": Origin("newsletter", "newsletter", "NEWSLETTER_HELP"),
        "digest": Origin("digest", "digest", "DIGEST_HELP"),
        "send": Origin("sending", "send", "SEND_HELP"),
        "subscribers add": Origin("subscribers", "add", "ADD_HELP"),
        "subscribers remove": Origin("subscribers", "remove", "REMOVE_HELP"),
        "subscribers import": Origin("subscriber_lists", "import_", "IMPORT_HELP"),
        "subscribers export": Origin("subscriber_lists", "export", "EXPORT_HELP"),
        "subscribers list": Origin("subscriber_lists", "list_", "LIST_HELP"),
        "subscribers show": Origin("subscriber_rights", "show", "SHOW_HELP"),
        "subscribers erase": Origin("subscriber_rights", "erase", "ERASE_HELP"),
        "subscribers apply-unsubscribes": Origin(
            "returned_mail", "apply_unsubscribes", "UNSUBSCRIBES_HELP"
        ),
        "subscribers apply-bounces": Origin("returned_mail", "apply_bounces", "BOUNCES_HELP"),
    }
)
"""In the order `--help` tells of them; a command of a group has the group's name before its own."""

SUBSCRIBERS_HELP = """Prenumeranter: lägg till, ta bort, importera, visa och radera.

\b
Exempel:
  samverka subscribers list
  samverka subscribers add anna@exempel.se --source "Anmälan på mötet"
"""
GROUPS: Final[Mapping[str, str]] = MappingProxyType({"subscribers": SUBSCRIBERS_HELP})
"""What `--help` says about commands that stand together."""


def run_command(name: str, arguments: Sequence[str]) -> int:
    """Run another command within one, as if it had been typed; its exit code."""
    command = _loaded(name, COMMANDS[name])
    code = command.main(list(arguments), f"samverka {name}", standalone_mode=False)
    return code if isinstance(code, int) else FINE


class OnDemand(Group):
    """Knows the names of the commands, and loads the one that is wanted; `--help` needs all."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002  the library's
        """Every name, a group's once."""
        return list(dict.fromkeys(name.partition(" ")[0] for name in self._offered()))

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:
        """None for a name that is no command's."""
        if origin := self._offered().get(cmd_name):
            return _loaded(cmd_name, origin)
        return _group(cmd_name) if cmd_name in self.list_commands(ctx) else None

    def _offered(self) -> Mapping[str, Origin]:
        """By the name that is typed here."""
        return COMMANDS


class _Group(OnDemand):
    """The commands whose names begin with the group's."""

    def _offered(self) -> Mapping[str, Origin]:
        start = f"{self.name} "
        return {
            name.removeprefix(start): origin
            for name, origin in COMMANDS.items()
            if name.startswith(start)
        }


def _group(name: str) -> _Group:
    return _Group(
        name=name,
        help=GROUPS[name],
        options_metavar="[FLAGGOR]",
        subcommand_metavar="KOMMANDO ...",
        rich_markup_mode=None,
    )


def _loaded(name: str, origin: Origin) -> TyperCommand:
    module = import_module(f"{__package__}.{origin.module}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    said = getattr(module, origin.help)
    register = alone.command(name, cls=Command, help=said, options_metavar="[FLAGGOR]")
    register(getattr(module, origin.function))
    return cast("TyperCommand", get_command(alone))
