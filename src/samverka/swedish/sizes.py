"""How large a file is, in words."""

from typing import Final

_LARGE: Final = 1000
"""Kilobytes; from here on a reader wants megabytes."""


def say_size(size: int) -> str:
    """In kilobytes of 1024 bytes, as Gmail counts: 34,2 kB; what is large in megabytes."""
    kilobytes = size / 1024
    said = f"{kilobytes:.1f} kB" if kilobytes < _LARGE else f"{kilobytes / 1024:.1f} MB"
    return said.replace(".", ",")
