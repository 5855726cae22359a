"""Reading and writing files whole: text that is UTF-8, and nothing ever half written."""

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
