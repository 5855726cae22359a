"""A project with a hidden document of every kind, and a public one of each beside it."""

from tests.small_site import page

WORD = "krokofant"
"""Unmistakable: it stands in every hidden title, text, name, address and file."""
PICTURE = b"\x89PNG krokofant"
NAV = f"""\
site_url: https://exempel.se/
use_directory_urls: true
nav:
  - Start: index.md
  - {WORD}: om/{WORD}.md
  - Om: [om/index.md, om/{WORD}.md, "{WORD} två": om/{WORD}-fel.md]
  - {WORD} samlat: [om/{WORD}.md]
  - Nyhetsbrev: nyhetsbrev/index.md
  - Möten: moten/index.md
  - Utbildning: utbildning/index.md
"""
HIDDEN: dict[str, dict[str, object]] = {
    f"docs/om/{WORD}.md": {},
    f"docs/utbildning/{WORD}.md": {"course": WORD, "goals": f"[{WORD}]", "order": 2},
    f"docs/kunskapsoversikter/{WORD}.md": {
        "date": "2022-03-04",
        "authors": f"[{WORD}]",
        "institution": WORD,
        "report": f"{{title: {WORD}, url: https://example.org/{WORD}, doi: 10.1234/{WORD}}}",
        "key_findings": f"[{WORD}]",
        "bibliography": "lista.bib",
    },
    f"docs/indikatorer/{WORD}.md": {
        "unit": WORD,
        "source_of_data": WORD,
        "kind_of_indicator": "result",
    },
    "docs/ordlista.md": {},
    "docs/moten/styrgrupp/2021-06-04.md": {
        "date": "2021-06-04",
        "forum": "styrgrupp",
        "place": WORD,
        "present": f"[{{name: {WORD}}}]",
    },
    f"docs/moten/{WORD}/2021-06-04.md": {"date": "2021-06-04", "forum": WORD},
    "newsletters/2020-09.md": {
        "issue": "2020-09",
        "masthead": WORD,
        "preheader": WORD,
    },
    "docs/utbildning/index.md": {},
}
EVERYWHERE: dict[str, object] = {
    "description": WORD,
    "tags": f"[{WORD}]",
    "areas": f"[Hälsa, {WORD}]",
    "audience": f"[Polis, {WORD}]",
    "updated": "2023-04-05",
    "moved_from": f"[{WORD}/gammal/, gammal-{WORD}/]",
    "events": f"[{{title: {WORD}, date: 2029-09-17, place: {WORD}, contact: {WORD}@example.org}}]",
    "source": f"{{file: {WORD}.docx, sha256: {'a' * 64}, as_written: [{WORD}]}}",
}
"""What a hidden document of any kind may say."""

TEXT = f"""\
## {WORD}

{WORD} beslutar. <{WORD}@example.org>
{{: .decision }}

{WORD} gör det.
{{: .action }}

Ordet
:   {WORD} förklarar det.

    Skrivs också: orden, {WORD}

![{WORD}](../bilder/{WORD}.png) [x](../data.csv)

/// question | {WORD}?
- [x] {WORD}
    {WORD}
- [ ] {WORD} två
///

/// apt | {WORD}
    minutes: 10

Syfte
:   {WORD}

Frågor
:   1. {WORD}?
///
"""
PUBLIC = f"""\
[Läs]({WORD}.md) [igen](../om/{WORD}/) [rot](/om/{WORD}/) [med del]({WORD}.md#{WORD})
![Bild]({WORD}/bild.png) <a href="{WORD}.md">rått</a> <img src="{WORD}/{WORD}.png" alt="rå">
[Möte](../moten/styrgrupp/2021-06-04.md) [Brev](../../newsletters/2020-09.md)
[hänvisning][h] [brev på plats](../nyhetsbrev/2020-09.md)

[h]: {WORD}.md
"""
TRAINING = f"""\
## Två

{PUBLIC}

/// question | Vad gäller?
- [x] [Det här]({WORD}.md)
    Läs [mer](../om/{WORD}.md). ![Bild]({WORD}/bild.png)
- [ ] Inte det

Se [guiden]({WORD}/apt/) och [paketet]({WORD}/{WORD}-offline.zip).
///

/// video | Filmen
    src: {WORD}/film.mp4
    poster: {WORD}/bild.png
    captions: {WORD}/text.vtt

[Texten]({WORD}.md)
///

/// apt | Vårt samtal
    minutes: 10

Syfte
:   Prata om [det]({WORD}.md). ![Bild]({WORD}/bild.png)

Frågor
:   1. Vad säger [texten](../om/{WORD}.md)?

        Läs [mötet](../moten/styrgrupp/2021-06-04.md) och [brevet](../../newsletters/2020-09.md).
///
"""
"""A public module that leads to hidden pages and files, the files of a hidden module too."""

SHOWN: dict[str, str] = {
    "docs/moten/natverk/2022-05-06.md": page(
        "Synligt möte",
        "## Punkt\n\nGruppen beslutar om ordet.\n{: .decision }\n\nBo gör det.\n{: .action }",
        date="2022-05-06",
        forum="natverk",
        present="[{name: Bo Alm, organisation: Sjövik}]",
        areas="[Hälsa]",
        audience="[Polis]",
        events="[{title: Synlig träff, date: 2029-10-17}]",
    ),
    "docs/kunskapsoversikter/synlig.md": page(
        "Synlig översikt", date="2022-05-07", authors="[Eva Ek]", areas="[Hälsa]"
    ),
    "docs/indikatorer/synlig.md": page(
        "Synligt mått", unit="procent", source_of_data="Enkät", kind_of_indicator="result"
    ),
    "docs/indikatorer/synlig.csv": "år;kommun;värde\n2021;Sjövik;10\n2022;Sjövik;12\n",
    "docs/utbildning/synlig.md": page(
        "Synlig",
        f"## Ett\n\n{PUBLIC}\n\n{TRAINING}",
        course="Kurs",
        order="1",
        date="2022-05-08",
        prerequisites=f"[{WORD}.md, ../om/{WORD}.md, docs/utbildning/{WORD}.md]",
    ),
    "newsletters/2021-01.md": page("Synligt brev", "## Synlig artikel\n\nText.", issue="2021-01"),
}
"""A page of each kind beside the hidden ones, so that every output has something to tell."""
