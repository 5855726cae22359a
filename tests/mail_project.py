"""The letters that mail programs are tried with."""

import shutil
from pathlib import Path

from samverka.mail.choosing.newsletter import choose_newsletter
from samverka.mail.choosing.project import read_project
from samverka.mail.letter.letter import Letter
from samverka.mail.letter.rendering import render_letter
from tests.letters import MAIL, TODAY, URL, letter_of, mailing_site
from tests.pictures import lines, photo, saved
from tests.small_site import page

PROJECT = Path(__file__).parent.parent
EVERYTHING = """\
En ingress med **fetstil**, *kursiv*, `kod`, H~2~O, en [länk](https://www.example.org/a?b=1&c=2),
en [länk till en sida](../docs/om/index.md) och adressen <brev@example.org>.

![Barn vid ett bord](2026-05/stor.png)

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

![Kommunens logotyp](2026-05/liten.png) ![Regionens logotyp](2026-05/liten.png)

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


def rich_letter(root: Path) -> Letter:
    """Of a newsletter that holds everything one may hold, and some things it may not."""
    site = mailing_site(root, EVERYTHING, preheader="Två nya utbildningar.", events=EVENTS)
    site.write("docs/om/index.md", page("Om"))
    site.write("newsletters/2026-05/liten.png", saved(lines(64, 64), "PNG"))
    site.write("newsletters/2026-05/stor.png", saved(photo(1600, 900), "PNG"))
    return letter_of(site).value


def own_letter(root: Path) -> Letter:
    """Of one of the project's own newsletters, as the site has it."""
    for folder in ("newsletters", "overrides"):
        shutil.copytree(PROJECT / folder, root / folder)
    (root / "docs").mkdir()
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    if "\n      mail:" not in settings:
        settings = settings.replace("      vision:", f"{MAIL}      vision:", 1)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    project = read_project(root, TODAY, {"SITE_URL": URL}).value
    return render_letter(choose_newsletter(project, "2022-10").value, project.mail, root).value
