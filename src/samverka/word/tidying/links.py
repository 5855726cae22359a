"""Links lead somewhere, and say where."""

import re
from dataclasses import dataclass

from samverka.word.shaped import Remark
from samverka.word.tree.inlines import cut, plain_text, trimmed, weightless
from samverka.word.tree.nodes import Blocks, Inline, Inlines, Link
from samverka.word.tree.walking import rewrite_blocks

SAFE = re.compile(r"(?:https?|mailto|tel):|#.|(?![/\\])(?:[^:#]*$|[^:]*[/?#])", re.IGNORECASE)
"""Schemes a reader may follow, and addresses without one that do not begin at a root."""

ARROWS = re.compile(r"\s*(?:>|»|›|→|➔|->|▶)+\s*$")


@dataclass(frozen=True, slots=True)
class Linked:
    """Blocks whose links all lead somewhere, and what was said about the others."""

    blocks: Blocks
    remarks: tuple[Remark, ...]


def mend_links(blocks: Blocks) -> Linked:
    """Unsafe and empty links become text; `>>` goes from the texts of the others."""
    remarks: list[Remark] = []

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, Link):
            return (inline,)
        content, url = _without_arrows(inline.content), inline.url.strip()
        said = plain_text(content)
        if url in ("", "#"):
            remarks.append(leads_nowhere(said, url))
            return content
        if not SAFE.match(url):
            message = f"{_link(said)} har en adress som inte tillåts och blev vanlig text"
            hint = "Tillåtna adresser börjar med https:, http:, mailto: eller tel:."
            remarks.append(Remark("LINK03", message, hint, said))
            return content
        return (Link(url, content),) if content else ()

    return Linked(rewrite_blocks(blocks, change), tuple(remarks))


def leads_nowhere(said: str, url: str) -> Remark:
    """A link that became text since there is nothing where it leads."""
    message = f"{_link(said)} leder ingenstans ({url or 'tom'}) och blev vanlig text"
    return Remark(
        "LINK02", message, "Skriv in rätt adress på sidan, eller ta bort hänvisningen.", said
    )


def _link(said: str) -> str:
    return f"länken ”{said}”" if said else "länken på en bild"


def _without_arrows(content: Inlines) -> Inlines:
    said = plain_text(content)
    found = ARROWS.search(said)
    if not found or not found.start():
        return content
    others = weightless(cut(content, found.start(), len(said)))
    return (*trimmed(cut(content, 0, found.start())), *others)
