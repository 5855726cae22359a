"""Reading and writing files whole: UTF-8, nothing half written, and names that can be shown."""

from pathlib import Path

from samverka.errors import SamverkaError


def read_text(path: Path, name: str = "") -> str:
    """The text with line feeds only; raise `SamverkaError` where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SamverkaError(
            f"{name or path} är inte sparad som UTF-8",
            "Öppna filen i Anteckningar, välj Spara som och kodningen UTF-8, och kör igen.",
        ) from None


def write_bytes(path: Path, content: bytes) -> None:
    """Written beside its place and moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.ny")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def printable(text: str) -> str:
    r"""What cannot be shown, or would steer the terminal, as its escape: \x1b, \udce5."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
        for sign in text
    )


def on_one_line(text: str) -> str:
    """Words with single spaces between, without signs that steer a program or begin a line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
