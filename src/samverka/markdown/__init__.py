"""Our blocks for Python-Markdown: `markdown_extensions: - samverka.markdown`."""

from markdown import Extension, Markdown

from samverka.markdown.alphabet import AlphabetProcessor, DefinitionProcessor
from samverka.markdown.blocks.drawing import BlockProcessor
from samverka.markdown.blocks.films import AFTER_THE_HOST, FilmProcessor
from samverka.markdown.blocks.reading import register_reading
from samverka.markdown.equations import ALONE, IN_LINE, EquationProcessor
from samverka.markdown.lists import ListProcessor, NumberedProcessor
from samverka.markdown.marks import MarkProcessor
from samverka.markdown.numbers import HeadingNumberProcessor
from samverka.markdown.safety import RawHtmlProcessor, SafetyProcessor
from samverka.markdown.steps import StepProcessor
from samverka.markdown.tables import TableProcessor
from samverka.markdown.terms import Explained, TermProcessor

# Python-Markdown runs the highest first, and equals in the order they were registered: inline 20,
# attr_list 8, toc 5, ours 5, the host's list of a page's anchors 5, the host's links 0.
AFTER_INLINE, AFTER_TOC = 15, 5


BEFORE_ESCAPES = 185
"""Of the inline patterns: code 190, a backslash and the sign after it 180."""

OF_THE_HOST = 40
"""Of the block processors: the host's own numbered list, which ours replaces."""


class SamverkaExtension(Extension):
    """Equations, lists, marks, tables, safety and terms, in the order they depend on one another.

    `terms` are the words to explain on the page; `alphabet` is set where the page is a glossary,
    `steps` where it is walked through.
    """

    def __init__(
        self, *, terms: Explained | None = None, alphabet: bool = False, steps: bool = False
    ) -> None:
        super().__init__()
        self._terms, self._alphabet, self._steps = terms, alphabet, steps

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the host's name
        """Register the processors."""
        md.block_level_elements.remove("math")  # an equation stands in a line
        for name, pattern in (("line", IN_LINE), ("block", ALONE)):
            equations = EquationProcessor(pattern, md)
            md.inlinePatterns.register(equations, f"samverka_{name}_equation", BEFORE_ESCAPES)
        md.parser.blockprocessors.register(NumberedProcessor(md.parser), "olist", OF_THE_HOST)
        md.treeprocessors.register(RawHtmlProcessor(md), "samverka_raw_html", AFTER_INLINE)
        md.treeprocessors.register(SafetyProcessor(md), "samverka_safety", AFTER_TOC)
        self._register_blocks(md)
        md.treeprocessors.register(ListProcessor(md), "samverka_lists", AFTER_TOC)
        md.treeprocessors.register(HeadingNumberProcessor(md), "samverka_numbers", AFTER_TOC)
        md.treeprocessors.register(MarkProcessor(md), "samverka_marks", AFTER_TOC)
        md.treeprocessors.register(TableProcessor(md), "samverka_tables", AFTER_TOC)
        md.treeprocessors.register(DefinitionProcessor(md), "samverka_definitions", AFTER_TOC)
        if self._alphabet:
            md.treeprocessors.register(AlphabetProcessor(md), "samverka_alphabet", AFTER_TOC)
        if self._steps:
            md.treeprocessors.register(StepProcessor(md), "samverka_steps", AFTER_TOC)
        if self._terms is not None:
            terms = TermProcessor(md, self._terms)
            md.treeprocessors.register(terms, "samverka_terms", AFTER_TOC)

    def _register_blocks(self, md: Markdown) -> None:
        films = FilmProcessor(md)
        blocks = BlockProcessor(md, register_reading(md), films)
        md.treeprocessors.register(blocks, "samverka_blocks", AFTER_TOC)
        md.treeprocessors.register(films, "samverka_films", AFTER_THE_HOST)


def makeExtension(  # noqa: N802 - the host's name
    *, terms: Explained | None = None, alphabet: bool = False, steps: bool = False
) -> SamverkaExtension:
    """The door Python-Markdown looks for."""
    return SamverkaExtension(terms=terms, alphabet=alphabet, steps=steps)
