"""Links within a document lead to its headings and to places in its text, by the page's own names.

The page names its headings itself; a place in the text gets a name where a link leads to it.
"""

from collections.abc import Mapping
from dataclasses import replace

from samverka.source.addresses import Anchors, heading_anchor
from samverka.word.tidying.links import Linked, leads_nowhere
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Anchor, Block, Blocks, Heading, Inline, Inlines, Link
from samverka.word.tree.walking import inlines_in, rewrite_blocks, walk


def point_links(blocks: Blocks) -> Linked:
    """Links to bookmarks with the names that the page has; those to nowhere become text."""
    inlines = tuple(inlines_in(blocks))
    if not any(
        isinstance(one, Anchor) or (isinstance(one, Link) and _is_local(one)) for one in inlines
    ):
        return Linked(blocks, ())
    names = _names(blocks)
    wanted = {one.url[1:] for one in inlines if isinstance(one, Link) and _is_local(one)}
    remarks = []

    def change(inline: Inline) -> Inlines:
        match inline:
            case Link() if _is_local(inline):
                name = names.get(inline.url[1:])
                if name is not None:
                    return (replace(inline, url=f"#{name}"),)
                remarks.append(leads_nowhere(plain_text(inline.content), inline.url))
                return inline.content
            case Anchor(name):
                return (Anchor(names[name]),) if name in wanted and name in names else ()
            case _:
                return (inline,)

    return Linked(rewrite_blocks(tuple(map(_bare, blocks)), change), tuple(remarks))


def _is_local(link: Link) -> bool:
    return link.url.startswith("#")


def _names(blocks: Blocks) -> Mapping[str, str]:
    """What the page calls each bookmark: headings first, as the page counts only them."""
    anchors, names = Anchors(), dict[str, str]()
    for block in walk(blocks):
        if isinstance(block, Heading):
            slug = anchors.take(heading_anchor(plain_text(block.content)))
            own = (one.name for one in block.content if isinstance(one, Anchor))
            names.update(dict.fromkeys((*block.anchors, *own, slug), slug))
    for inline in inlines_in(blocks):
        if isinstance(inline, Anchor) and inline.name not in names:
            names[inline.name] = anchors.take(heading_anchor(inline.name.strip("_")))
    return names


def _bare(block: Block) -> Block:
    """A heading is its own anchor."""
    if not isinstance(block, Heading):
        return block
    return replace(block, content=tuple(i for i in block.content if not isinstance(i, Anchor)))
