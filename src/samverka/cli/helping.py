"""Help in Swedish, where the library has English words and offers no other way to change them."""

from typer._click import Context, HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

HELP = "Visa den här hjälpen."
USAGE = "Skriv: "


class Command(TyperCommand):
    """A command whose help is Swedish all through."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The library's, in Swedish."""
        return _in_swedish(super().get_help_option(ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """As the library, in Swedish."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), USAGE)


class Group(TyperGroup):
    """The same for a group of commands."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The library's, in Swedish."""
        return _in_swedish(super().get_help_option(ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """As the library, in Swedish."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), USAGE)


def _in_swedish(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = HELP
    return option
