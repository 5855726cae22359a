"""The mark of a note stands apart from the word before it, by the narrowest of spaces.

Without one `OGUC` with note 3 is read aloud, copied and searched for as the word `OGUC3`.
"""

from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Blocks, Inline, Inlines, Link, Note, Styled, Text
from samverka.word.tree.walking import map_content

NARROW = "\u202f"
"""NARROW NO-BREAK SPACE: no line ends at it."""


def set_notes_apart(blocks: Blocks) -> Blocks:
    """A narrow space wherever a note's mark touches a letter or a digit."""
    return map_content(blocks, _apart)


def _apart(content: Inlines) -> Inlines:
    if not any(_holds_note(one) for one in content):
        return content
    made: list[Inline] = []
    for place, inline in enumerate(content):
        if made and _touch(made[-1], inline) and not _parts_a_word(content, place):
            made.append(Text(NARROW))
        made.append(inline)
    return tuple(made)


def _parts_a_word(content: Inlines, place: int) -> bool:
    """Whether the mark there, or just before, has letters on both sides: no space belongs there."""
    note = place if _first_is_note(content[place]) else place - 1
    before, after = content[max(note - 1, 0) : note], content[note + 1 : note + 2]
    return plain_text(before)[-1:].isalnum() and plain_text(after)[:1].isalnum()


def _holds_note(inline: Inline) -> bool:
    match inline:
        case Note():
            return True
        case Styled(content=content) | Link(content=content):
            return any(map(_holds_note, content))
        case _:
            return False


def _touch(one: Inline, other: Inline) -> bool:
    if _first_is_note(other):
        return _last_is_note(one) or plain_text((one,))[-1:].isalnum()
    return _last_is_note(one) and plain_text((other,))[:1].isalnum()


def _first_is_note(inline: Inline) -> bool:
    if isinstance(inline, Styled | Link):
        return bool(inline.content) and _first_is_note(inline.content[0])
    return isinstance(inline, Note)


def _last_is_note(inline: Inline) -> bool:
    if isinstance(inline, Styled | Link):
        return bool(inline.content) and _last_is_note(inline.content[-1])
    return isinstance(inline, Note)
