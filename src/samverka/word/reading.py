"""A package becomes a tree that is tidy, whatever program and layout it came from."""

from dataclasses import dataclass

from samverka.pandoc import Pandoc
from samverka.schema import Loaded, load_yaml
from samverka.source.document import split_front_matter
from samverka.word.docx.prepare import prepare
from samverka.word.from_pandoc import tree_from_pandoc
from samverka.word.opening.package import Format, Package
from samverka.word.shaped import Remark
from samverka.word.shaping.titles import one_title
from samverka.word.tidying.bold_lines import find_bold_lines
from samverka.word.tidying.captions import join_captions
from samverka.word.tidying.layout import unwrap_layout
from samverka.word.tidying.links import mend_links
from samverka.word.tidying.quotations import find_quotations
from samverka.word.tidying.runs import clean_blocks
from samverka.word.tidying.star_notes import find_star_notes
from samverka.word.tree.nodes import Blocks


@dataclass(frozen=True, slots=True)
class Reading:
    """`front_matter` is the YAML a Markdown file brought along, None in all others."""

    blocks: Blocks
    front_matter: Loaded | None
    remarks: tuple[Remark, ...]


def read_package(package: Package, pandoc: Pandoc) -> Reading:
    """Raise `SamverkaError` where the content cannot be read."""
    content, front_matter = _readable(package)
    tree = tree_from_pandoc(pandoc.read(content, package.format), has_meta=package.has_meta)
    laid_out = unwrap_layout(find_bold_lines(clean_blocks(one_title(tree.blocks))))
    linked = mend_links(laid_out)
    spoken = find_quotations(linked.blocks)
    blocks = join_captions(find_bold_lines(find_star_notes(spoken)))
    return Reading(blocks, front_matter, linked.remarks)


def _readable(package: Package) -> tuple[bytes, Loaded | None]:
    """The bytes as pandoc should have them, and the front matter they began with."""
    match package.format:
        case Format.DOCX:
            return prepare(package.content), None
        case Format.MARKDOWN:
            parts = split_front_matter(package.text)
            return parts.body.encode(), load_yaml(parts.matter) if parts.matter else None
        case Format.HTML:
            return package.text.encode(), None
        case Format.ODT:
            return package.content, None
