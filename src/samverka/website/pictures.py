"""How large the site's own pictures are."""

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urljoin

from mkdocs.structure.files import File, Files

from samverka.pages.picture_sizes import Size, picture_size


@dataclass(frozen=True, slots=True)
class Pictures:
    """The site's files, named as the page at `address` names them."""

    files: Files
    address: str

    def size_of(self, src: str) -> Size | None:
        """Width and height in pixels; None for what is no file of the site or no picture."""
        path = urljoin(f"/{self.address}", src.partition("?")[0].partition("#")[0])
        file = self.files.get_file_from_path(unquote(path).lstrip("/"))
        return None if file is None else _measured(file)


def _measured(file: File) -> Size | None:
    try:
        with closing(_opened(file)) as content:
            return picture_size(content, file.src_uri)
    except OSError:
        return None


def _opened(file: File) -> BinaryIO:
    """Of a picture in a folder no more than its first part is read."""
    return Path(file.abs_src_path).open("rb") if file.abs_src_path else BytesIO(file.content_bytes)
