"""A letter laid in the outbox to be looked at, and read back to be sent, unless it was changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from samverka.errors import SamverkaError
from samverka.files import printable, write_bytes
from samverka.findings import Noted
from samverka.mail.choosing.told import digest_command
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.draft import render_draft
from samverka.mail.outbox.manifest import (
    LARGEST,
    MANIFEST,
    PENDING,
    Manifest,
    letter_files,
    read_manifest,
    sha256_of,
)
from samverka.mail.outbox.preview import render_preview
from samverka.mail.outbox.remarks import remark_on
from samverka.source.kinds import NEWSLETTERS

OUTBOX: Final = "outbox"
DRAFT: Final = "draft.eml"
PREVIEW: Final = "preview.html"


def write_letter(root: Path, letter: Letter, background: Background) -> Noted[Path]:
    """Write the letter's folder below outbox/, and give it with everything to look over.

    A file of ours that is as we left it is replaced; other files there are not touched. Raise
    `SamverkaError` where one of ours was changed by others, or was there before us.
    """
    findings = (*background.noticed, *remark_on(letter))
    readable = letter_files(letter)
    files = {
        **readable,
        DRAFT: render_draft(letter, background.sender),
        PREVIEW: render_preview(letter, background, findings).encode(),
    }
    manifest = Manifest.of(letter, files)
    if not manifest.is_safe:
        raise SamverkaError(
            f"Brevet {printable(letter.name)} går inte att spara: ett namn eller en adress i det "
            "har tecken som inte kan stå i ett filnamn eller brevhuvud.",
            f"Byt namn på {printable(str(letter.source.path))} och på bilderna: a-z, 0-9 och -.",
        )
    folder = root / OUTBOX / letter.name
    _replace(folder, files, manifest)
    return Noted(folder, findings)


def read_letter(root: Path, folder: Path) -> Letter:
    """The letter in a folder of the outbox, just as it was made.

    Raise `SamverkaError` where the folder holds no letter of ours, where its HTML, text or
    pictures were changed since, and where the Markdown it was made of was changed since.
    """
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:
        raise SamverkaError(
            f"{printable(str(folder))} är inget brev som Samverka har gjort.",
            f"Gör brevet först, till exempel: samverka newsletter {printable(folder.name)}",
        )
    contents = {path: _content(folder / path) for path in manifest.needed}
    faults = [*_changed(manifest, contents), *_source_faults(root, manifest)]
    if faults:
        raise SamverkaError("\n".join(faults), f"Gör brevet på nytt: {command_of(manifest)}")
    return manifest.letter({path: content or b"" for path, content in contents.items()})


def _replace(folder: Path, files: Mapping[str, bytes], manifest: Manifest) -> None:
    """One after the other; a run cut short between them is known by its pending manifest."""
    before = [one for one in map(read_manifest, (folder / MANIFEST, folder / PENDING)) if one]
    ours = {(path, sha) for one in before for path, sha in one.files.items()}
    _refuse_changed(folder, files, ours)
    manifest.write(folder / PENDING)
    for path, content in files.items():
        write_bytes(folder / path, content)
    for path, sha in ours:
        if path not in files and sha == _sha_of(folder / path):
            (folder / path).unlink()
    (folder / PENDING).replace(folder / MANIFEST)


def _refuse_changed(folder: Path, files: Mapping[str, bytes], ours: set[tuple[str, str]]) -> None:
    changed = [
        path
        for path, content in files.items()
        if (folder / path).exists()
        and (path, _sha_of(folder / path)) not in ours | {(path, sha256_of(content))}
    ]
    if changed:
        raise SamverkaError(
            "\n".join(f"{OUTBOX}/{folder.name}/{path} är ändrad för hand." for path in changed),
            "Inget är skrivet över. Vill du ha kvar ändringen, så flytta filen till en annan mapp. "
            "Ta annars bort den. Kör sedan igen.\n"
            "Ändra helst i texten som brevet görs av, så kommer ändringen med överallt.",
        )


def _changed(manifest: Manifest, contents: Mapping[str, bytes | None]) -> Iterator[str]:
    for path, content in contents.items():
        name = f"{OUTBOX}/{manifest.name}/{path}"
        if content is None:
            yield f"{name} saknas."
        elif sha256_of(content) != manifest.files[path]:
            yield f"{name} är ändrad sedan brevet gjordes."


def _source_faults(root: Path, manifest: Manifest) -> Iterator[str]:
    """What became of the Markdown."""
    content = _content(root / manifest.source.path)
    if content is None:
        yield f"{manifest.source.path} finns inte längre."
    elif sha256_of(content) != manifest.source.sha256:
        yield f"{manifest.source.path} är ändrad sedan brevet gjordes."


def command_of(letter: Letter | Manifest) -> str:
    """What makes the letter anew."""
    is_newsletter = str(letter.source.path).startswith(f"{NEWSLETTERS}/")
    return (
        f"samverka newsletter {letter.name}" if is_newsletter else digest_command(letter.audience)
    )


def _content(path: Path) -> bytes | None:
    """None where there is no file that could be ours."""
    is_ours = path.is_file() and path.stat().st_size < LARGEST
    return path.read_bytes() if is_ours else None


def _sha_of(path: Path) -> str | None:
    content = _content(path)
    return None if content is None else sha256_of(content)
