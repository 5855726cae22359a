"""`Manifest`: letter.json, which says what a folder of the outbox holds and how it was made."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final, Self

from samverka.files import write_bytes
from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter, Picture
from samverka.mail.outbox.message import CONTROL
from samverka.schema import Model, check_model

MANIFEST: Final = "letter.json"
PENDING: Final = "letter.ny.json"
"""The manifest of files that are being put in their places."""
HTML: Final = "letter.html"
TEXT: Final = "letter.txt"
PICTURES: Final = "bilder"
LARGEST: Final = 50_000_000
"""Bytes of a file of the outbox; larger ones are none of ours."""
_LEAVING: Final = re.compile(r"mailto:[!-~]+")
_CID: Final = re.compile(r"[A-Za-z0-9._+-]+(@[A-Za-z0-9.-]+)?")
_ADDRESS: Final = re.compile(r"(https?://[^\s\x00-\x1f\x7f<>\"]+)?")
_MEDIA_TYPE: Final = re.compile(r"image/[a-z0-9.+-]+")


def is_plain(name: str) -> bool:
    """Whether it can name a file or folder, and nothing outside the one it is put in."""
    ways = (PurePosixPath(name).name, PureWindowsPath(name).name)
    is_name = name[:1] not in ("", ".") and not CONTROL.search(name)
    return is_name and ways == (name, name)


class _Source(Model):
    path: str
    sha256: str


class _Picture(Model):
    """`stored` is its name below bilder/, where two may not differ in capitals only."""

    cid: str
    media_type: str
    stored: str
    address: str = ""


class Manifest(Model):
    """`files` gives the SHA-256 of every file we wrote, by its place in the folder."""

    name: str
    subject: str
    preheader: str
    leaving: str
    source: _Source
    audience: str
    items: tuple[str, ...]
    pictures: tuple[_Picture, ...]
    files: Mapping[str, str]

    @classmethod
    def of(cls, letter: Letter, files: Mapping[str, bytes]) -> Self:
        """Of a letter, and the files it was written to."""
        return cls(
            name=letter.name,
            subject=letter.subject,
            preheader=letter.preheader,
            leaving=letter.leaving,
            source=_Source(path=str(letter.source.path), sha256=letter.source.sha256),
            audience=letter.audience,
            items=letter.items,
            pictures=tuple(
                _Picture(
                    cid=picture.cid,
                    media_type=picture.media_type,
                    stored=stored,
                    address=picture.address,
                )
                for picture, stored in zip(letter.pictures, stored_names(letter), strict=True)
            ),
            files={path: sha256_of(content) for path, content in files.items()},
        )

    def letter(self, contents: Mapping[str, bytes]) -> Letter:
        """The letter it tells of, from the contents of its files."""
        shown = contents[HTML].decode()
        for picture in self.pictures:
            shown = shown.replace(_shown(picture.stored), _sent(picture.cid))
        return Letter(
            name=self.name,
            subject=self.subject,
            preheader=self.preheader,
            html=shown,
            text=contents[TEXT].decode(),
            leaving=self.leaving,
            source=Source(PurePosixPath(self.source.path), self.source.sha256),
            pictures=tuple(
                Picture(
                    cid=one.cid,
                    file_name=one.stored,
                    media_type=one.media_type,
                    content=contents[f"{PICTURES}/{one.stored}"],
                    address=one.address,
                )
                for one in self.pictures
            ),
            audience=self.audience,
            items=self.items,
        )

    @property
    def is_safe(self) -> bool:
        """Whether it names files of its own folder and project only, and can be in headers."""
        paths = (*self.files, self.source.path)
        names = (self.name, *(part for path in paths for part in path.split("/")))
        return (
            all(map(is_plain, names))
            and set(self.needed) <= set(self.files)
            and _LEAVING.fullmatch(self.leaving) is not None
            and all(
                _CID.fullmatch(one.cid)
                and _MEDIA_TYPE.fullmatch(one.media_type)
                and _ADDRESS.fullmatch(one.address)
                for one in self.pictures
            )
        )

    @property
    def needed(self) -> tuple[str, ...]:
        """The files that a letter is read from."""
        return (HTML, TEXT, *(f"{PICTURES}/{picture.stored}" for picture in self.pictures))

    def write(self, path: Path) -> None:
        """The same manifest gives the same bytes."""
        write_bytes(path, f"{self.model_dump_json(indent=2)}\n".encode())


def read_manifest(path: Path) -> Manifest | None:
    """None where there is none, or one that is not ours."""
    try:
        data = json.loads(path.read_bytes() if path.stat().st_size < LARGEST else b"")
    except (OSError, ValueError, RecursionError):
        return None
    manifest = check_model(Manifest, data).value
    return manifest if manifest and manifest.is_safe else None


def letter_files(letter: Letter) -> dict[str, bytes]:
    """What a letter is read back from: its HTML with pictures from bilder/, and its text."""
    shown, files = letter.html, {}
    for picture, stored in zip(letter.pictures, stored_names(letter), strict=True):
        shown = shown.replace(_sent(picture.cid), _shown(stored))
        files[f"{PICTURES}/{stored}"] = picture.content
    return {HTML: shown.encode(), TEXT: letter.text.encode(), **files}


def stored_names(letter: Letter) -> tuple[str, ...]:
    """A name below bilder/ for each picture, different on every system."""
    stored: dict[str, str] = {}
    for number, picture in enumerate(letter.pictures, 1):
        name = picture.file_name if is_plain(picture.file_name) else str(number)
        taken = name.casefold() in stored
        name = f"{number}-{name}" if taken else name
        stored[name.casefold()] = name
    return tuple(stored.values())


def sha256_of(content: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _sent(cid: str) -> str:
    return f'src="cid:{cid}"'


def _shown(stored: str) -> str:
    return f'src="{PICTURES}/{stored}"'
