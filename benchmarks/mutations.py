"""Every kind of damage by its name, and a case: a file, damaged once or more by chance."""

from collections.abc import Mapping
from random import Random

from damage_bytes import BYTES, Damage
from damage_relations import bad_relations
from damage_word import impossible
from damage_xml import XML_DAMAGE
from damage_zip import ARCHIVES, SLOW

QUICK: Mapping[str, Damage] = {
    **BYTES,
    **XML_DAMAGE,
    **ARCHIVES,
    "impossible": impossible,
    "relations": bad_relations,
}
DAMAGE: Mapping[str, Damage] = {**QUICK, **SLOW}

LARGE = ("zip-bomb", "zip-lying-size", "zip-bzip2", "zip-lzma", "xml-long-text", *SLOW)
"""What takes megabytes."""

RARE = 0.01
"""How large a part of the cases has what takes seconds to make."""

WEIGHTS = {"impossible": 16, "relations": 5, "xml-number": 4, "xml-attribute": 3, "xml-text": 2}
"""How much more often than once a kind of damage is chosen."""


def damaged(content: bytes, chance: Random) -> tuple[bytes, tuple[str, ...]]:
    """The file after one to three kinds of damage, and their names."""
    names = sorted(QUICK)
    weights = [WEIGHTS.get(name, 1) for name in names]
    chosen = chance.choices(names, weights, k=chance.choice((1, 1, 1, 2, 3)))
    if chance.random() < RARE:
        chosen.append(chance.choice(sorted(SLOW)))
    for name in chosen:
        content = DAMAGE[name](content, chance)
    return content, tuple(chosen)


def hurt(content: bytes, name: str, seed: int) -> bytes:
    """The file after one kind of damage."""
    return DAMAGE[name](content, Random(seed))
