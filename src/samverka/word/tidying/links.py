"""Links lead somewhere, and say where."""

import re
from dataclasses import dataclass

from samverka.source.addresses import heading_anchor
from samverka.word.shaped import Remark
from samverka.word.tree.inlines import cut, plain_text, trimmed
from samverka.word.tree.nodes import Blocks, Heading, Inline, Inlines, Link
from samverka.word.tree.walking import rewrite_blocks, walk

SAFE = re.compile(r"(?:https?|mailto|tel):|#.|[^:#]*$|[^:]*[/?#]", re.IGNORECASE)
"""Schemes a reader may follow, and addresses without one."""

ARROWS = re.compile(r"\s*(?:>|»|›|→|➔|->|▶)+\s*$")


@dataclass(frozen=True, slots=True)
class Linked:
    """Blocks whose links all lead somewhere, and what was said about the others."""

    blocks: Blocks
    remarks: tuple[Remark, ...]


def mend_links(blocks: Blocks) -> Linked:
    """Unsafe links and links to nowhere become text; `>>` goes from the texts of the others."""
    targets = {
        anchor: heading_anchor(plain_text(block.content))
        for block in walk(blocks)
        if isinstance(block, Heading)
        for anchor in block.anchors
    }
    remarks: list[Remark] = []

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, Link):
            return (inline,)
        content = _without_arrows(inline.content)
        said = plain_text(content)
        if inline.url.startswith("#") and inline.url[1:] in targets:
            return (Link(f"#{targets[inline.url[1:]]}", content),)
        if inline.url in ("", "#") or inline.url.startswith("#"):
            message = (
                f"länken ”{said}” leder ingenstans ({inline.url or 'tom'}) och blev vanlig text"
            )
            hint = "Skriv in rätt adress på sidan, eller ta bort hänvisningen."
            remarks.append(Remark("LINK02", message, hint, said))
            return content
        if not SAFE.match(inline.url.strip()):
            message = f"länken ”{said}” har en adress som inte tillåts och blev vanlig text"
            hint = "Tillåtna adresser börjar med https:, http:, mailto: eller tel:."
            remarks.append(Remark("LINK03", message, hint, said))
            return content
        return (Link(inline.url.strip(), content),) if content else ()

    return Linked(rewrite_blocks(blocks, change), tuple(remarks))


def _without_arrows(content: Inlines) -> Inlines:
    said = plain_text(content)
    found = ARROWS.search(said)
    return trimmed(cut(content, 0, found.start())) if found and found.start() else content
