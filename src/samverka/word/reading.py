"""A package becomes a tree that is tidy, whatever program and layout it came from."""

from dataclasses import dataclass, replace

from samverka.pandoc import Pandoc
from samverka.schema import Loaded, load_yaml
from samverka.source.document import split_front_matter
from samverka.word.docx.document import read_docx
from samverka.word.from_pandoc import tree_from_pandoc
from samverka.word.opening.package import Format, Package
from samverka.word.shaped import Remark
from samverka.word.shaping.titles import one_title
from samverka.word.tidying.bold_lines import find_bold_lines
from samverka.word.tidying.captions import join_captions
from samverka.word.tidying.layout import mark_layout, unwrap_layout
from samverka.word.tidying.links import Linked, mend_links
from samverka.word.tidying.note_marks import set_notes_apart
from samverka.word.tidying.numbered_lines import lift_lines, write_labels
from samverka.word.tidying.quotations import find_quotations
from samverka.word.tidying.runs import clean_blocks
from samverka.word.tidying.star_notes import find_star_notes
from samverka.word.tidying.tab_columns import find_columns, without_tabs
from samverka.word.tree.nodes import Blocks


@dataclass(frozen=True, slots=True)
class Reading:
    """`front_matter` is the YAML a Markdown file brought along, None in all others."""

    blocks: Blocks
    front_matter: Loaded | None
    remarks: tuple[Remark, ...]


def read_package(package: Package, pandoc: Pandoc) -> Reading:
    """The text as the file has it, runs joined; raise `SamverkaError` where it cannot be read."""
    raw = _read(package, pandoc)
    return replace(raw, blocks=clean_blocks(one_title(raw.blocks)))


def tidy_blocks(blocks: Blocks, *, keep_layout: bool) -> Linked:
    """Lines, links, quotations, notes and captions as what they are.

    With `keep_layout` tables that only place things, and numbered lines that are headings, stay
    where they stand; without it they are taken apart, as a text with a form of its own needs.
    """
    if keep_layout:
        plain = without_tabs(find_columns(blocks))
        arranged = mark_layout(find_bold_lines(write_labels(plain)))
    else:
        lifted = lift_lines(without_tabs(blocks))
        arranged = lift_lines(unwrap_layout(find_bold_lines(write_labels(lifted))))
    linked = mend_links(arranged)
    spoken = find_quotations(linked.blocks)
    noted = set_notes_apart(find_star_notes(spoken))
    return replace(linked, blocks=join_captions(find_bold_lines(noted)))


def _read(package: Package, pandoc: Pandoc) -> Reading:
    """The blocks as the file has them: our own reader for Word, pandoc for everything else."""
    match package.format:
        case Format.DOCX:
            read = read_docx(package.content)
            return Reading(read.blocks, None, read.remarks)
        case Format.MARKDOWN:
            parts = split_front_matter(package.text)
            tree = tree_from_pandoc(pandoc.read(parts.body.encode(), package.format))
            matter = load_yaml(parts.matter) if parts.matter else None
            return Reading(tree.blocks, matter, ())
        case Format.HTML:
            content = pandoc.read(package.text.encode(), package.format)
            return Reading(tree_from_pandoc(content).blocks, None, ())
        case Format.ODT:
            content = pandoc.read(package.content, package.format)
            return Reading(tree_from_pandoc(content, has_meta=True).blocks, None, ())
