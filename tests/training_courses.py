"""A module from its Markdown, and what packages are made of."""

from pathlib import Path, PurePosixPath

from samverka.catalogue.entry import Entry
from samverka.learning.module import Module
from samverka.learning.packages.launch import courseware
from samverka.learning.packages.package import Courseware, Project
from samverka.learning.reading import read_module
from samverka.settings import Settings
from samverka.source.document import parse_document

MATTER = """\
---
title: {title}
description: Så gör ni en plan tillsammans.
goals: [Du kan göra en plan.]
duration: 20
{more}
---
"""
TWO = """
## Vem gör vad?

/// question | Vem är barnensbästa-ansvarig?
    id: q1

- [ ] Läraren
    Läraren ser ofta barnet först.
- [x] Rektorn
    Ja, i skolan.
///

## När börjar det?

/// question | När ringer du?
    id: q2

- [x] Nu
    Ja.
- [ ] Sedan
///
"""
EVERY = (
    TWO
    + """
## Mer

/// question | Vilka är med i planen?
    id: vilka

- [x] Barnet
- [ ] Pressen
- [x] Föräldern
///

/// question | Hur går det till?
    id: ordning

1. Åsa ser något
2. Älva frågar
3. Örjan ringer
///

/// question | Vem möter du var?
    id: par

| Vem | Var |
| --- | --- |
| Lärare | Skolan |
| Läkare | Vårdcentralen |
///

/// question | Hur gör ni hos er?
    id: fritt
///
"""
)


def course_of(
    root: Path, text: str = TWO, *, title: str = "Barnets plan på åtta öar", pass_mark: int | None = 80
) -> Courseware:
    """Of a module named barnets-plan."""
    more = "" if pass_mark is None else f"pass_mark: {pass_mark}"
    return _course(root, MATTER.format(title=title, more=more) + text)


def module_at(path: Path) -> Module:
    """The module of a source of the project's own."""
    return _module(PurePosixPath("docs/utbildning") / path.name, path.read_text(encoding="utf-8"))


def course_at(path: Path) -> Courseware:
    """What packages of it are made of."""
    root = path.parent.parent.parent
    return courseware(module_at(path), Project(root, Settings(title="Trygg uppväxt"), "")).value


def _course(root: Path, text: str) -> Courseware:
    (root / "docs").mkdir(exist_ok=True)
    module = _module(PurePosixPath("docs/utbildning/barnets-plan.md"), text)
    return courseware(module, Project(root, Settings(title="Trygg uppväxt"), "")).value


def _module(path: PurePosixPath, text: str) -> Module:
    document = parse_document(path, text).value
    assert document is not None, "the front matter is not right"
    return read_module(Entry.of(document)).value
