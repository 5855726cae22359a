"""Mail as people save it: mbox, Maildir, a folder of .eml or one of them; never written to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final

from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted, Place, Severity

MOST_BYTES: Final = 2**18
"""What is read of one mail: all that tells who left, or what came back, stands at its beginning."""

_LONGEST_LINE: Final = 2**16
_FIELD: Final = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Outlook's own files begin ([MS-CFB], section 2.2)."""
_HOW_TO_SAVE: Final = (
    "I nya Outlook och Outlook på webben: öppna mejlet, välj Fler åtgärder (tre punkter) och "
    "Spara som eller Ladda ned som EML. I klassiska Outlook: dra mejlen till en mapp i nya Outlook "
    "eller Thunderbird och spara dem därifrån."
)


@dataclass(frozen=True, slots=True)
class Saved:
    """One mail as it lies on the disk, at most `MOST_BYTES` of it."""

    place: Place
    content: bytes


def find_mail_files(path: Path) -> Noted[tuple[Path, ...]]:
    """The files at `path`, by name; raise `SamverkaError` where none of them can be mail."""
    if not path.exists():
        raise SamverkaError(f"{path} finns inte.", "Kontrollera namnet och kör igen.")
    if path.is_file():
        return Noted((path,))
    files = _maildir_files(path) if (path / "cur").is_dir() else _loose_files(path)
    closed = [file for file in files if file.suffix.lower() == ".msg"]
    readable = tuple(file for file in files if file.suffix.lower() != ".msg")
    if not files or (closed and not readable):
        what = "bara .msg-filer, som inte går att läsa" if closed else "inga mejl (.eml eller mbox)"
        raise SamverkaError(f"{path} har {what}.", _HOW_TO_SAVE)
    return Noted(readable, tuple(_closed(file) for file in closed))


def _maildir_files(path: Path) -> tuple[Path, ...]:
    """Those that were delivered; what lies in tmp/ is not all there yet."""
    return tuple(
        file
        for folder in ("new", "cur")
        for file in sorted((path / folder).glob("*"))
        if file.is_file() and not file.name.startswith(".")
    )


def _loose_files(path: Path) -> tuple[Path, ...]:
    wanted = {".eml", ".mbox", ".msg"}
    return tuple(
        file for file in sorted(path.iterdir()) if file.suffix.lower() in wanted and file.is_file()
    )


def _closed(file: Path) -> Finding:
    said = "Outlooks egen sort (.msg) går inte att läsa; mejlet är inte med"
    return Finding(Place(str(file)), "RET01", Severity.ERROR, said, _HOW_TO_SAVE)


def read_mails(files: Iterable[Path]) -> Iterator[Saved]:
    """One at a time, so that a mailbox of any size takes little memory.

    Raise `SamverkaError` at a file that is no mail.
    """
    for file in files:
        try:
            opened = _find_again(file).open("rb")
        except FileNotFoundError:
            continue  # deleted meanwhile: another program's Maildir is in use
        with opened:
            yield from _mails_in(opened, file)


def _find_again(file: Path) -> Path:
    """A Maildir's file changes its name when the mail is read; what is before `:` stays."""
    if file.parent.name not in {"new", "cur"} or file.exists():
        return file
    name = file.name.partition(":")[0]
    moved = file.parent.parent / "cur"
    return next((one for one in moved.iterdir() if one.name.partition(":")[0] == name), file)


def _mails_in(opened: BufferedReader, file: Path) -> Iterator[Saved]:
    first = opened.peek(len(_OLE))
    if first.startswith(_OLE):
        raise SamverkaError(f"{file} är Outlooks egen sort och går inte att läsa.", _HOW_TO_SAVE)
    if first.startswith(b"From "):
        yield from _mails_of_mbox(opened, file)
    elif content := opened.read(MOST_BYTES):
        if not _begins_as_mail(content):
            raise SamverkaError(f"{file} är inget mejl och ingen brevlåda.", _HOW_TO_SAVE)
        yield Saved(Place(str(file)), content)


def _begins_as_mail(content: bytes) -> bool:
    """The first line is a field of a header (RFC 5322, section 2.2)."""
    return _FIELD.match(content.removeprefix(b"\xef\xbb\xbf")) is not None


def _mails_of_mbox(opened: BufferedReader, file: Path) -> Iterator[Saved]:
    """A line that begins with From, after an empty one, begins a mail (RFC 4155, appendix A)."""
    lines: list[bytes] = []
    size = start = 0
    number, was_empty, was_whole = 0, True, True
    while line := opened.readline(_LONGEST_LINE):
        number += was_whole
        if was_whole and was_empty and line.startswith(b"From "):
            if lines:
                yield Saved(Place(str(file), start), b"".join(lines))
            lines, size, start = [], 0, number
        elif size < MOST_BYTES:
            lines.append(line)
            size += len(line)
        was_empty = was_whole and not line.strip(b"\r\n")
        was_whole = line.endswith(b"\n")
    if lines:
        yield Saved(Place(str(file), start), b"".join(lines))
