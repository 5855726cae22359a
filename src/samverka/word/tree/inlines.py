"""Reading and cutting the text of a line."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from samverka.word.tree.nodes import Break, Formula, Inline, Inlines, Link, Styled, Text


def plain_text(content: Inlines) -> str:
    """The words a reader sees, breaks as spaces, notes left out."""
    return "".join(_plain_parts(content))


def _plain_parts(content: Inlines) -> Iterator[str]:
    for inline in content:
        match inline:
            case Text(text):
                yield text
            case Styled(content=inner) | Link(content=inner):
                yield plain_text(inner)
            case Break():
                yield " "
            case Formula(tex=tex):
                yield tex
            case _:
                pass


def unwrapped(content: Inlines) -> Inlines:
    """The content with a space where the source's text was only wrapped."""
    made: list[Inline] = []
    for inline in content:
        if isinstance(inline, Break) and inline.soft:
            made.append(Text(" "))
        elif isinstance(inline, Styled | Link):
            made.append(replace(inline, content=unwrapped(inline.content)))
        else:
            made.append(inline)
    return tuple(made)


def lines_of(content: Inlines) -> tuple[Inlines, ...]:
    """The content cut at its line breaks, also at those inside styled text."""
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, Break):
            lines.append([])
        elif isinstance(inline, Styled | Link):
            first, *others = lines_of(inline.content)
            lines[-1].append(replace(inline, content=first))
            lines.extend([replace(inline, content=line)] for line in others)
        else:
            lines[-1].append(inline)
    return tuple(trimmed(tuple(line)) for line in lines)


def cut(content: Inlines, start: int, end: int, *, with_first: bool = False) -> Inlines:
    """The part between two offsets of `plain_text`.

    What has no width (notes, pictures, anchors) goes with what precedes it; with `with_first` also
    what stands right at the start, where that which precedes it is left out.
    """
    kept: list[Inline] = []
    position = 0
    with_first = with_first or start == 0
    for inline in content:
        width = len(plain_text((inline,)))
        low, high = max(start - position, 0), min(end - position, width)
        is_after = start < position or (with_first and start == position)
        if width == 0 and is_after and position <= end:
            kept.append(inline)
        elif low < high:
            kept.append(_cut_one(inline, low, high))
        position += width
    return tuple(kept)


def weightless(content: Inlines) -> Inlines:
    """What of it has no words of its own: notes, pictures, anchors."""
    return tuple(one for one in content if not plain_text((one,)))


def _cut_one(inline: Inline, low: int, high: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[low:high])
        case Styled() | Link():
            return replace(inline, content=cut(inline.content, low, high))
        case _:
            return inline


def trimmed(content: Inlines) -> Inlines:
    """Without white space and line breaks at either end."""
    return _without_last_space(_without_first_space(content))


def _without_first_space(content: Inlines) -> Inlines:
    for place, inline in enumerate(content):
        kept = _stripped(inline, str.lstrip, _without_first_space)
        if kept is not None:
            return (kept, *content[place + 1 :])
    return ()


def _without_last_space(content: Inlines) -> Inlines:
    for place in range(len(content) - 1, -1, -1):
        kept = _stripped(content[place], str.rstrip, _without_last_space)
        if kept is not None:
            return (*content[:place], kept)
    return ()


def _stripped(
    inline: Inline, strip: Callable[[str], str], inside: Callable[[Inlines], Inlines]
) -> Inline | None:
    """What is left at an end of a line, None where that is nothing."""
    match inline:
        case Text(text):
            return Text(strip(text)) if strip(text) else None
        case Styled(content=content) | Link(content=content):
            kept = inside(content)
            return replace(inline, content=kept) if kept else None
        case Break():
            return None
        case _:
            return inline
