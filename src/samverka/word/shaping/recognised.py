"""What kind of document a text is, from what it says."""

import re

from samverka.source.kinds import Kind
from samverka.word.shaping.labelled_texts import REVIEW, TRAINING
from samverka.word.shaping.labels import Labels
from samverka.word.shaping.meeting_head import LABELS as MEETING_LABELS
from samverka.word.tree.nodes import Blocks, Heading, Paragraph, Table
from samverka.word.tree.walking import block_text

HEAD = 12
"""How many blocks from the top say what a document is."""

TITLE_WORDS = (
    (Kind.NEWSLETTER, re.compile(r"nyhetsbrev|månadsbrev", re.IGNORECASE)),
    (
        Kind.MEETING,
        re.compile(
            r"mötesanteckning|minnesanteckning|(?<!-)protokoll|anteckningar från", re.IGNORECASE
        ),
    ),
    (
        Kind.REVIEW,
        re.compile(r"kunskapsöversikt|kortversion|kunskapssammanställning", re.IGNORECASE),
    ),
    (
        Kind.TRAINING,
        re.compile(r"utbildning|\bkurs|modul\b|studiematerial|lärandematerial", re.IGNORECASE),
    ),
)
LABELS: tuple[tuple[Kind, Labels, frozenset[str]], ...] = (
    (
        Kind.MEETING,
        MEETING_LABELS,
        frozenset({"when", "when_and_place", "place", "present", "absent"}),
    ),
    (Kind.REVIEW, REVIEW.labels, frozenset({"authors", "report", "key_findings", "institution"})),
    (Kind.TRAINING, TRAINING.labels, frozenset({"duration", "goals", "level", "course"})),
)
IN_TITLE = 4
IN_NAME = 3
SURE = 3
"""Less than this is a page."""


def recognise_kind(blocks: Blocks, name: str) -> Kind:
    """The kind that the top of the text and the file's name show most signs of."""
    scores = dict.fromkeys(Kind, 0)
    top = blocks[:HEAD]
    for text in _titles(top):
        for kind, words in TITLE_WORDS:
            scores[kind] += IN_TITLE if words.search(text) else 0
    for kind, words in TITLE_WORDS:
        scores[kind] += IN_NAME if words.search(name) else 0
    for kind, labels, telling in LABELS:
        keys = _keys(blocks[: HEAD * 3], labels) & telling
        scores[kind] += 2 * len(keys)
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= SURE else Kind.PAGE


def _titles(blocks: Blocks) -> list[str]:
    headings = [block_text(b) for b in blocks if isinstance(b, Heading)][:2]
    first = next((block_text(b) for b in blocks if block_text(b).strip()), "")
    return list(dict.fromkeys([first[:200], *headings]))[:2]


def _keys(blocks: Blocks, labels: Labels) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Table):
            found.update(labelled.key for labelled in labels.read_table(block))
        elif isinstance(block, Paragraph | Heading):
            labelled = labels.read_line(block.content)
            if labelled is not None and (labelled.sure or not labelled.lines):
                found.add(labelled.key)
    return found
