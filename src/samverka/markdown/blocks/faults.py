"""What an editor should mend in the blocks of a text."""

from samverka.markdown.blocks.drawing import BlockProcessor
from samverka.markdown.blocks.fault import BlockFault
from samverka.markdown.dialect import dialect_reader

__all__ = ["BlockFault", "block_faults"]


def block_faults(text: str) -> tuple[BlockFault, ...]:
    """Every fault in the blocks of a page's Markdown, in the order of its lines."""
    if "///" not in text:
        return ()
    reader = dialect_reader(lambda words, separator: separator.join(words.split()))
    reader.convert(text)
    drawn = reader.treeprocessors["samverka_blocks"]
    return drawn.faults if isinstance(drawn, BlockProcessor) else ()
