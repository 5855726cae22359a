"""`Work`: something that can be cited, taken apart."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from samverka.swedish.authors import Author


@dataclass(frozen=True, slots=True)
class Work:
    """`key` names it within a file of references: ASCII letters, digits and hyphens."""

    sort: Literal["review", "report"]
    key: str
    title: str
    authors: tuple[Author, ...]
    year: int | None
    publisher: str
    date: dt.date | None = None
    url: str = ""
    doi: str = ""
    note: str = ""
