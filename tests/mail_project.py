"""Small projects with a newsletter, and the letters made of them."""

import datetime as dt
import shutil
from pathlib import Path

from samverka.findings import Noted
from samverka.mail.choosing.newsletter import choose_newsletter
from samverka.mail.choosing.project import read_project
from samverka.mail.letter.letter import Letter
from samverka.mail.letter.rendering import render_letter
from tests.outbox_letters import PNG
from tests.small_site import Site, page

PROJECT = Path(__file__).parent.parent
DAY = dt.date(2026, 11, 22)
SITE_URL = "https://exempel.se/"
MAIL = """\
      mail:
        sender: {name: Trygg uppväxt i Växjö, address: brev@exempel.se}
"""
EVERYTHING = """\
En ingress med **fetstil**, *kursiv*, `kod`, H~2~O, en [länk](https://www.example.org/a?b=1&c=2),
en [länk till en sida](../docs/om/index.md) och adressen <brev@example.org>.

![Barn vid ett bord](2020-09/stor.png)

## Första artikeln

Utbildning
{: .kicker }

Rad ett\\
rad två.

- en punkt
- en annan
    1. numrerad
    2. igen

### En mindre rubrik

> Ett citat som är långt nog att brytas på en smal skärm, säger Eva Ek, rektor.

#### Ännu mindre

| Kommun | Antal | En längre rubrik i tabellen |
| :--- | ---: | :---: |
| Växjö | 12 | ja |
| Lessebo | 3 | ettmycketlångtordutannågonnaturligplatsattbrytapå |

Ord
:   Förklaring av ordet.

## Andra artikeln

Med en not.[^1] Och en till[^2].

!!! note "Bra att veta"
    Det här är viktigt.

??? question "Vad betyder det?"
    Svaret.

```
kod = "på en rad som är så lång att den måste brytas eller rullas i sidled på en liten skärm"
```

Gruppen beslutar att börja.
{: .decision }

Bo Alm ringer.
{: .action }

![Kommunens logotyp](2020-09/liten.png) ![Regionens logotyp](2020-09/liten.png)

---

$x^2 + y^2$

[Till kursen](https://www.example.org/kurs)

[^1]: Noten.
[^2]: En annan not.

## Tredje artikeln

https://www.example.org/en/mycket/lang/adress/som/inte/gar/att/bryta/nagonstans/alls/utan/hjalp.html

<details><summary>Mer</summary><p>Dolt</p></details>

<p style="color:red" onclick="alert(1)">Rått <a href="javascript:alert(1)">fel</a></p>
<script>alert(1)</script><iframe src="https://example.com/"></iframe>
<img src="https://example.com/spion.gif" alt="Spion" width="1" height="1">
"""
EVENTS = "[{title: Synlig träff, date: 2026-12-17, start: '09:00', place: Växjö}]"


def rich_project(root: Path) -> Path:
    """A newsletter that holds everything a newsletter may hold, and some it may not."""
    site = Site(root).set_up(f"site_url: {SITE_URL}\n", _with_mail())
    site.write("docs/om/index.md", page("Om"))
    site.write("newsletters/2020-09/liten.png", PNG)
    site.write("newsletters/2020-09/stor.png", PNG + bytes(30_000))
    matter = {"issue": "2020-09", "preheader": "Två nya utbildningar.", "events": EVENTS}
    site.write("newsletters/2020-09.md", page("Allt på en gång", EVERYTHING, **matter))
    return root


def own_project(root: Path) -> Path:
    """The project's own newsletters, as the site has them."""
    shutil.copytree(PROJECT / "newsletters", root / "newsletters")
    shutil.copytree(PROJECT / "overrides", root / "overrides")
    (root / "docs").mkdir()
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    with_mail = settings.replace("      vision:", f"{MAIL}      vision:", 1)
    assert with_mail != settings
    (root / "mkdocs.yml").write_text(with_mail, encoding="utf-8")
    return root


def letter_of(root: Path, name: str) -> Noted[Letter]:
    """As `samverka newsletter` renders it."""
    project = read_project(root, DAY, {"SITE_URL": SITE_URL}).value
    issue = choose_newsletter(project, name)
    return render_letter(issue.value, project.mail, root)


def _with_mail() -> str:
    return f"""\
plugins:
  - search
  - samverka:
      title: Trygg uppväxt
{MAIL}"""
