"""A project with a module, written as an editor writes it."""

from pathlib import Path

from samverka.catalogue.entry import Entry
from samverka.learning.shelf import Edition, read_shelf
from tests.small_site import OURS, Site, page

MODULE = """\
Den här modulen handlar om ansvar. [Läs om oss](../om/index.md) eller [hämta mallen](prov/mall.pdf).

## Vem ansvarar?

Det finns alltid **en** som ansvarar.[^1]

![Ett hjul med sju fält](prov/hjul.png)

/// question | Vem är barnensbästa-ansvarig i årskurs 2?
    id: ansvarig

- [ ] Läraren
    Läraren ser ofta barnet först, men rollen är någon annans.
- [x] Rektorn
    Ja. Från förskoleklassen och tills barnet fyller 18 år.

Rollen följer barnets ålder.
///

## Öva

/// question | Vilka kan vara med på mötet?

- [x] Barnet
    Ja.
- [x] En förälder
    Ja.
- [ ] Grannen
    Nej, om inte familjen vill.
///

/// question | I vilken ordning?

1. Fråga
2. Lyssna
3. Planera
///

/// question | Vem gör vad?

| Vem | Vad |
| --- | --- |
| Förskolan | Stöd i gruppen |
| BVC | Hälsobesök |
///

/// question | Hur tänker du?

Det finns inget rätt svar.
///

/// apt | Prata om ansvar
    minutes: 15

Syfte
:   Att alla vet vem som ansvarar.

Material
:   Papper.

Frågor
:   1. Vem ansvarar hos oss?
        Låt alla svara.
    2. Vad gör vi *sedan*?

Avslut
:   Bestäm nästa steg.
///

[^1]: Ibland två.
"""


def project_with(root: Path, text: str = MODULE, /, **matter: object) -> Site:
    """The module with its picture and its file, beside an ordinary page."""
    site = Site(root).set_up("site_url: https://exempel.se/\n", OURS)
    fields = {"duration": 20, "pass_mark": 60, "goals": "[Du vet vem som ansvarar.]"} | matter
    site.write("docs/utbildning/prov.md", page("Ansvar på våra möten", text, **fields))
    site.write("docs/utbildning/prov/hjul.png", b"\x89PNG hjul")
    site.write("docs/utbildning/prov/mall.pdf", b"%PDF mall")
    return site.write("docs/om/index.md", page("Om oss"))


def entry_in(root: Path, edition: Edition = Edition.PUBLIC) -> Entry:
    """The only module of the project."""
    (entry,) = read_shelf(root, edition).value.entries
    return entry
