"""What the benchmark times: each a function from a file to what it made, started in any process."""

import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pypandoc
from lxml import etree

from archives import unzip
from one_import import import_one, make_desk, make_order
from samverka.word.importing import Order

Tool = Callable[[Path], object]

DESKS = count()


@cache
def _known_order() -> Order:
    return make_order()


@cache
def _markitdown() -> Any:  # noqa: ANN401  it may not be installed
    return import_module("markitdown").MarkItDown()


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """One for each process, emptied when it ends."""
    return tempfile.TemporaryDirectory()


def samverka(file: Path) -> object:
    """The whole import: checked, read, shaped, counted and written, to a project of its own."""
    desk = make_desk(Path(_scratch().name) / str(next(DESKS)), _known_order())
    return import_one(file, desk)


def pandoc(file: Path) -> object:
    """A process per file, as a script would start it."""
    command = [pypandoc.get_pandoc_path(), "--from", "docx", "--to", "markdown", str(file)]
    return subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603


def markitdown(file: Path) -> object:
    """Microsoft's converter, kept warm in the process."""
    return _markitdown().convert(str(file))


def bare_lxml(file: Path) -> object:
    """The floor: every XML part parsed, every element looked at, nothing made of it."""
    parts = [one.content for one in unzip(file.read_bytes()) if one.is_xml]
    roots = [etree.fromstring(content) for content in parts]
    return sum(len(one.text or "") for root in roots for one in root.iter(etree.Element))


TOOLS: Mapping[str, Tool] = {
    "lxml, parse and walk only": bare_lxml,
    "samverka": samverka,
    "pandoc, a process per file": pandoc,
    **({"markitdown": markitdown} if find_spec("markitdown") else {}),
}
