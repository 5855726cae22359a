"""A tree whose pictures stand for files of the site, or for what can be said in their place."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from samverka.word.tidying.runs import clean_blocks
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Figure,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from samverka.word.tree.walking import map_cells, rewrite_blocks

Show = Callable[[Picture], Inlines]


def point(blocks: Blocks, show: Show) -> Blocks:
    """Every picture replaced by what `show` makes of it; a link is never put inside another."""
    pointed = _Pointer(show)
    return clean_blocks(pointed.figures(rewrite_blocks(blocks, pointed.inline)))


@dataclass(frozen=True, slots=True)
class _Pointer:
    show: Show

    def inline(self, inline: Inline) -> Inlines:
        match inline:
            case Picture():
                return self.show(inline)
            case Link(content=content) if any(isinstance(one, Link) for one in content):
                return (replace(inline, content=_unlinked(content)),)
            case Note(blocks):
                return (Note(self.figures(blocks)),)
            case _:
                return (inline,)

    def figures(self, blocks: Blocks) -> Blocks:
        return tuple(made for block in blocks for made in self._figure(block))

    def _figure(self, block: Block) -> Blocks:
        match block:
            case Figure(picture, caption):
                shown = self.show(picture)
                if shown and isinstance(shown[0], Picture):
                    return (Figure(shown[0], caption),)
                return tuple(Paragraph(content) for content in (shown, caption) if content)
            case Quote(inner):
                return (Quote(self.figures(inner)),)
            case Listing():
                return (replace(block, items=tuple(self.figures(item) for item in block.items)),)
            case Table():
                return (map_cells(block, self.figures),)
            case _:
                return (block,)


def _unlinked(content: Inlines) -> Inlines:
    return tuple(
        inner for one in content for inner in (one.content if isinstance(one, Link) else (one,))
    )
