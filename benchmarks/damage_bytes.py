"""Damage that knows nothing of what it hits: bytes flipped, cut off, put in, parts lost."""

import zipfile
from collections.abc import Callable, Mapping
from random import Random

from archives import Entry, unzip, xml_entry, zip_up

Damage = Callable[[bytes, Random], bytes]

MOST_FLIPS = 40


def flip(content: bytes, chance: Random) -> bytes:
    """Some bytes changed, anywhere."""
    if not content:
        return content
    changed = bytearray(content)
    for _ in range(chance.randint(1, MOST_FLIPS)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_off(content: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return content[: chance.randrange(len(content) + 1)]


def put_in(content: bytes, chance: Random) -> bytes:
    """Some bytes too many."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randint(1, 200)) + content[at:]


def repeat_block(content: bytes, chance: Random) -> bytes:
    """A stretch that stands there twice."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.randint(1, 2000))
    return content[:end] + content[start:]


BLIND: Mapping[str, Damage] = {
    "flip": flip,
    "cut": cut_off,
    "put": put_in,
    "repeat": repeat_block,
}


def in_a_part(content: bytes, chance: Random) -> bytes:
    """The same inside one part, in an archive that is whole: the damage reaches the parser."""
    entries = unzip(content)
    if not entries:
        return flip(content, chance)
    hurt = xml_entry(entries, chance) if chance.random() < 0.7 else None  # noqa: PLR2004  mostly
    hurt = hurt or chance.choice(entries)
    damage = BLIND[chance.choice(sorted(BLIND))]
    changed = [
        Entry(one.name, damage(one.content, chance)) if one is hurt else one for one in entries
    ]
    return zip_up(changed)


def lose_part(content: bytes, chance: Random) -> bytes:
    """One part is not there at all."""
    entries = unzip(content)
    if not entries:
        return content
    lost = chance.choice(entries)
    return zip_up([one for one in entries if one is not lost])


def empty_part(content: bytes, chance: Random) -> bytes:
    """One part has nothing in it."""
    entries = unzip(content)
    if not entries:
        return content
    emptied = chance.choice(entries)
    return zip_up([Entry(one.name, b"") if one is emptied else one for one in entries])


def swap_parts(content: bytes, chance: Random) -> bytes:
    """Two parts have one another's content: a picture where the styles are."""
    entries = unzip(content)
    if not entries:
        return content
    one, other = chance.choice(entries), chance.choice(entries)
    contents = {one.name: other.content, other.name: one.content}
    return zip_up([Entry(e.name, contents.get(e.name, e.content)) for e in entries])


def store_flat(content: bytes, chance: Random) -> bytes:
    """Stored without compression, then flipped: nothing but checksums stands in the way."""
    entries = unzip(content)
    return flip(zip_up(entries, zipfile.ZIP_STORED), chance) if entries else content


BYTES: Mapping[str, Damage] = {
    **BLIND,
    "in-a-part": in_a_part,
    "lose-part": lose_part,
    "empty-part": empty_part,
    "swap-parts": swap_parts,
    "store-flat": store_flat,
}
