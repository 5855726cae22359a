"""Commands loaded when they are asked for: each brings libraries that others do not need."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


@dataclass(frozen=True, slots=True)
class Origin:
    """The module below this package, the function in it, and the name of its help text."""

    module: str
    function: str
    help: str


COMMANDS: Final[Mapping[str, Origin]] = MappingProxyType(
    {
        "import": Origin("importing", "import_", "IMPORT_HELP"),
        "build": Origin("building", "build", "BUILD_HELP"),
        "serve": Origin("building", "serve", "SERVE_HELP"),
        "feeds": Origin("feeds", "feeds", "FEEDS_HELP"),
        "newsletter": Origin("newsletter", "newsletter", "NEWSLETTER_HELP"),
    }
)
"""In the order `--help` tells of them."""


class OnDemand(TyperGroup):
    """Knows the names of the commands, and loads the one that is wanted; `--help` needs all."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002  the library's
        """Every name."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: object,  # noqa: ARG002  the library's
        cmd_name: str,
    ) -> TyperCommand | None:
        """None for a name that is no command's."""
        origin = COMMANDS.get(cmd_name)
        return _loaded(cmd_name, origin) if origin else None


def _loaded(name: str, origin: Origin) -> TyperCommand:
    module = import_module(f"{__package__}.{origin.module}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    said = getattr(module, origin.help)
    alone.command(name, help=said, options_metavar="[FLAGGOR]")(getattr(module, origin.function))
    return cast("TyperCommand", get_command(alone))
