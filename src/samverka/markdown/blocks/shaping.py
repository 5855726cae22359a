"""A question as its HTML says it: keys of choices, rows in another order, and what is right."""

from dataclasses import dataclass
from hashlib import sha256
from string import ascii_lowercase

from samverka.markdown.blocks.reading import BlockElement


def key_of(place: int) -> str:
    """a, b, c ... z, ba, bb ..."""
    rest, last = divmod(place, len(ascii_lowercase))
    return (key_of(rest) if rest else "") + ascii_lowercase[last]


def shuffled(count: int, seed: str) -> list[int]:
    """So many places in an order of their own: always the same, and never as given.

    It knows nothing of the words: when one is mended, what readers have answered still fits.
    """
    order = sorted(range(count), key=lambda place: sha256(f"{seed}\n{place}".encode()).digest())
    is_as_given = order == sorted(order)
    return order[1:] + order[:1] if is_as_given else order


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` is the question's own on its page, `anchor` its id; `number` counts from 1."""

    element: BlockElement
    type: str
    key: str
    anchor: str
    number: int


def type_of(element: BlockElement) -> str:
    """What the block says, or else what its answers are."""
    content = element.content
    if content is None or content.answers is None:
        return "text"
    if content.answers.tag == "ol":
        return "order"
    if content.answers.tag == "table":
        return "match"
    right = sum(item.is_ticked is True for item in content.items)
    return "single" if right == 1 and element.found.said("type") != "multiple" else "multiple"
