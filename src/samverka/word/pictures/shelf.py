"""The files of a page's pictures: each under one name, equal ones once."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from samverka.source.addresses import file_name
from samverka.word.pictures.ready import Ready

LONGEST_NAME = 40


@dataclass(slots=True)
class Shelf:
    """`stored` holds the bytes by path; all paths lie in `folder`."""

    folder: PurePosixPath
    stored: dict[PurePosixPath, bytes] = field(default_factory=dict)
    _by_content: dict[tuple[bytes, str], PurePosixPath] = field(default_factory=dict)
    _stems: set[str] = field(default_factory=set)
    _last: Counter[str] = field(default_factory=Counter)

    def put(self, ready: Ready, said: str, role: str) -> PurePosixPath:
        """The path of the picture, named after what is `said` of it, else after its role."""
        key = hashlib.sha256(ready.content).digest(), ready.suffix
        if key not in self._by_content:
            path = self.folder / f"{self._stem(said, role)}{ready.suffix}"
            self._by_content[key] = path
            self.stored[path] = ready.content
        return self._by_content[key]

    def _stem(self, said: str, role: str) -> str:
        wanted = file_name(said, longest=LONGEST_NAME)
        stem = wanted or self._next(role)
        while stem in self._stems:
            stem = self._next(wanted or role)
        self._stems.add(stem)
        return stem

    def _next(self, stem: str) -> str:
        self._last[stem] += 1
        return f"{stem}-{self._last[stem]}"
