"""Pandoc reads the same Word files: what it finds, our own reader finds too."""

import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.pandoc import find_pandoc
from samverka.word.docx.document import read_docx
from samverka.word.from_pandoc import tree_from_pandoc
from samverka.word.tree.nodes import Blocks, Note, Table
from samverka.word.tree.walking import block_text, inlines_in, walk

TESTS = Path(__file__).parent
OUR_FILES = [*(TESTS.parent / "inbox").glob("*.docx"), *(TESTS / "imports").glob("*.docx")]
SHARED = os.environ.get("SAMVERKA_SHARED")
READ_OTHERWISE = re.compile(
    rb"oMath|vanish|AlternateContent|table of contents|Table of Contents|w:val=.TOC\d|Symbol"
    rb"|dropCap|sdt|customXml|fldSimple|instrText"
)
"""Equations, hidden text, contents, fields and signs, of which the two make different words."""


def words_of(blocks: Blocks) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(_texts(blocks)).replace("\u00ad", "").casefold()))


def _texts(blocks: Blocks) -> Iterator[str]:
    yield from map(block_text, blocks)
    for block in walk(blocks):
        if isinstance(block, Table):
            yield from map(block_text, block.caption)
    for inline in inlines_in(blocks):
        if isinstance(inline, Note):
            yield from _texts(inline.blocks)


def lost(content: bytes) -> Counter[str]:
    """What pandoc finds and we do not."""
    theirs = tree_from_pandoc(find_pandoc().read(content, "docx"), has_meta=True)
    return words_of(theirs.blocks) - words_of(read_docx(content).blocks)


@pytest.mark.parametrize("file", sorted(OUR_FILES), ids=lambda file: file.name)
def test_no_word_that_pandoc_finds_in_our_own_files_is_lost(file: Path) -> None:
    assert lost(file.read_bytes()) == Counter()


@pytest.mark.slow
@pytest.mark.skipif(not SHARED, reason="SAMVERKA_SHARED names no folder with Word files")
def test_no_word_that_pandoc_finds_in_a_plain_file_is_lost() -> None:
    files = sorted((Path(SHARED or ".") / "corpus").rglob("*.docx"))[::3]
    read, missing = 0, {}
    for file in files:
        content = file.read_bytes()
        if not _is_plain(file):
            continue
        try:
            gone = lost(content)
        except SamverkaError:
            continue
        read += 1
        if gone:
            missing[file.name] = gone
    assert missing == {}
    assert read > 50


def _is_plain(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            document = archive.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False
    return len(document) < 10**6 and not READ_OTHERWISE.search(document)
