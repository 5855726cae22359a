"""A site with modules to talk about, written as an editor writes them."""

from pathlib import Path

from PIL import Image

from tests.pictures import saved
from tests.small_site import OURS, Site, page

URL = "site_url: https://exempel.se/x/\n"
ONLY_SLIDES = f"{OURS}      copies: {{word: false, markdown: false, offline: false}}\n"
LONG = (
    "Tänk på ett möte där flera verksamheter var med runt samma barn och där det efteråt visade "
    "sig att ni hade förstått överenskommelsen på olika sätt. Vad var det som gjorde att det blev "
    "så, och vad hade ni kunnat säga eller skriva ner på mötet för att alla skulle ha gått "
    "därifrån med samma bild?"
)
TALK = f"""\
## Prata

/// apt | När vi är flera
    minutes: 20

Syfte
:   Att ni får samma bild av **vem som gör vad**.

Material
:   Affischen om [modellen](../om/modellen.md) och [planen](hemlig.md).

    ![Hjulet med sju områden](hjul.png)

    | Roll | Gör |
    | --- | --- |
    | Sekreterare | Skriver |

Frågor
:   1. Vad gör ni när ett barn < 7 år berättar *något*?

        Låt alla skriva en minut först.

        - Fråga vem ni brukar ringa.

    2. {LONG}

Avslut
:   Bestäm en sak att pröva.
///
"""
AGAIN = """\
/// apt | Nästa gång
    minutes: 10

Syfte
:   Att följa upp.

Frågor
:   1. Hur gick det?

Avslut
:   Tack för i dag.
///
"""


def build_talks(root: Path, ours: str = OURS) -> Site:
    """All that a guide can hold; `ours` are the settings of Samverka."""
    site = Site(root).set_up(URL, ours)
    picture = saved(Image.new("RGB", (400, 300), "teal"), "PNG")
    site.write("docs/utbildning/hjul.png", picture)
    site.write("docs/utbildning/index.md", page("Utbildning"))
    site.write("docs/utbildning/plan.md", page("Plan & <b>mål</b>", TALK, date="2026-03-04"))
    more = f"{TALK}\n{AGAIN}"
    site.write("docs/utbildning/tva.md", page("Två samtal", more, invented="true"))
    site.write("docs/utbildning/tyst.md", page("Tyst", "## Läs\n\nText."))
    site.write("docs/utbildning/personal.md", page("Personal", TALK, visibility="staff"))
    site.write("docs/utbildning/hemlig.md", page("Hemlig", TALK, draft="true"))
    site.write("docs/om/modellen.md", page("Modellen"))
    site.build()
    return site
