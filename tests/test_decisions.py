import re
from pathlib import Path, PurePosixPath

import pytest
from markdown import Markdown

from samverka.catalogue.decisions import Decision, DecisionKind, decisions, decisions_of
from samverka.errors import SamverkaError
from samverka.markdown.dialect import DIALECT
from samverka.markdown.marked import marked_in
from samverka.pages.meetings.decisions import decision_pages
from samverka.settings import parse_settings
from tests.small_site import Site, meeting, page, plain
from tests.test_pages import around, catalogue_of, lists

HOSTILE = """\
Ett beslut före rubrikerna.
{: .decision }

## Beslut 1

Styrgruppen *beslutar* att `köpa` **bollar** & nät[^1] för 5 < 6 kronor.
{: .decision }

<p class="decision" id="beslut-9">Rå HTML är inget märkt stycke.</p>

<div markdown="1">

I en ruta.
{: .decision }

</div>

```markdown
Kod är inget beslut.
{: .decision }
```

    Inskjuten kod är inget beslut.
    {: .decision }

## Övrigt

- En punkt som är ett beslut.
  {: .decision }
- En annan, med fler stycken.

    Den andra delen.
    {: .decision }

> I ett citat.
> {: .decision }

### Övrigt {: #atgard-1 }

Eva <b>ringer</b> \\(x^2\\) [Bo](mailto:bo@example.org) på *måndag*.
{: .action }

Eget namn.
{: .decision #beslut-7 }

## Övrigt

Igen,<br>på ny rad.
{: .decision }

[^1]: En not.

<ul><li>En rå lista utan slut

Hit når ingen märkning.
{: .action }
"""


def of(text: str) -> tuple[Decision, ...]:
    catalogue = catalogue_of(**{"docs/moten/styrgrupp/a.md": meeting("M", "2021-06-04", text)})
    return decisions_of(catalogue.entries[0])


def test_the_catalogue_and_the_page_give_every_mark_the_same_address(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write("docs/moten/styrgrupp/a.md", meeting("M", "2021-06-04", HOSTILE)).build()
    html = site.html("moten/styrgrupp/a").partition('<div class="page__text">')[2]
    on_page = [(one.css, one.anchor, one.words, one.heading_anchor) for one in marked_in(html)]
    known = [(one.kind.value, one.anchor, one.wording, one.item_anchor) for one in of(HOSTILE)]
    assert known == on_page
    assert len(known) == 9
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    labels = re.findall(r'class="mark mark--\w+" href="#([^"]+)"', html)
    assert labels == [anchor for _, anchor, *_ in known]


def test_a_wording_is_the_paragraph_without_label_and_notes() -> None:
    said = {one.wording for one in of(HOSTILE)}
    assert "Styrgruppen beslutar att köpa bollar & nät för 5 < 6 kronor." in said
    assert "Eva ringer x^2 Bo på måndag." in said
    assert "Igen, på ny rad." in said
    assert not {one for one in said if "Beslut" in one or "Kod" in one or "Rå" in one}


def test_a_decision_knows_its_agenda_item() -> None:
    items = {one.wording: (one.item, one.item_anchor) for one in of(HOSTILE)}
    assert items["Ett beslut före rubrikerna."] == ("", "")
    assert items["I en ruta."] == ("Beslut 1", "beslut-1")
    assert items["Eget namn."] == ("Övrigt", "övrigt")
    assert items["Igen, på ny rad."] == ("Övrigt", "övrigt_1")


def test_a_text_that_only_talks_of_decisions_has_none() -> None:
    assert of("Ordet decision i texten.") == ()


def meetings() -> dict[str, str]:
    body = "## {0}\n\nVi *beslutar* {0}.\n{{: .decision }}\n\nEva ringer.\n{{: .action }}"
    told = (("styrgrupp", "2021-06-04"), ("au", "2021-01-02"), ("styrgrupp", "2022-03-01"))
    return {
        f"docs/moten/{forum}/{day}.md": meeting(f"Möte {day}", day, body.format(day), forum=forum)
        for forum, day in told
    }


def log(name: str, **texts: str) -> str:
    pages = decision_pages(around(catalogue_of(**texts))).value
    return next(one.markdown for one in pages if str(one.page) == f"moten/{name}/index.md")


def rendered(markdown: str) -> str:
    return Markdown(extensions=list(DIALECT)).convert(markdown)


def test_the_log_is_grouped_by_year_newest_first() -> None:
    html = rendered(log("beslut", **meetings()))
    said = re.findall(r"<h2[^>]*>(\d+)<|Vi beslutar ([\d-]+)\.", html)
    assert ["".join(one) for one in said] == [
        *("2022", "2022-03-01", "2021", "2021-06-04", "2021-01-02")
    ]
    assert "4 juni 2021 · Styrgruppen" in html
    assert '<a href="../styrgrupp/2021-06-04.md#beslut-1">2021-06-04</a>' in html


def test_actions_have_a_log_of_their_own() -> None:
    html = rendered(log("atgarder", **meetings()))
    assert html.count("Eva ringer.") == 3
    assert "beslutar" not in html


def test_only_meetings_decide() -> None:
    catalogue = catalogue_of(**{"docs/om/a.md": page("A", "Vi beslutar.\n{: .decision }")})
    assert decisions(catalogue) == ()
    assert decisions(catalogue, DecisionKind.ACTION) == ()


def test_a_log_without_decisions_says_so_and_is_not_linked() -> None:
    texts = {"docs/moten/au/a.md": meeting("A", "2021-01-02", forum="au")}
    assert log("beslut", **texts) == "Inga beslut är märkta i anteckningarna ännu."
    assert "beslut/index.md" not in lists(**texts)["moten/index.md"]
    assert "beslut/index.md" in lists(**meetings())["moten/index.md"]


def test_a_forums_page_begins_with_its_latest_decisions() -> None:
    said = lists(**meetings())["moten/styrgrupp/index.md"]
    html = rendered(said)
    assert html.index("Senaste besluten") < html.index("2022-03-01.") < html.index(">2022<")
    assert "2021-01-02" not in html


@pytest.mark.parametrize("forum", ["beslut", "atgarder", "narvaro", "alla"])
def test_no_forum_may_take_the_place_of_a_page_of_the_site(forum: str) -> None:
    told = f"plugins:\n  - samverka:\n      title: T\n      forums: {{{forum}: {{name: X}}}}\n"
    with pytest.raises(SamverkaError, match=f"mkdocs.yml:4 .*{forum} används av webbplatsens"):
        parse_settings(told)


def test_decisions_of_an_invented_meeting_are_labelled() -> None:
    text = meeting("A", "2021-01-02", "Vi beslutar.\n{: .decision }", invented="true")
    assert "Påhittat exempel" in log("beslut", **{"docs/moten/styrgrupp/a.md": text})


@pytest.mark.parametrize("text", ["<script>x</script> [a](b) {: #c } *d* 1. e", "| a: ~b~ $c$ |"])
def test_words_stay_words_in_the_log(text: str) -> None:
    body = f"## `{text}`\n\nVi `{text}`.\n{{: .decision }}"
    said = log("beslut", **{"docs/moten/styrgrupp/a.md": meeting("A", "2021-01-02", body)})
    html = rendered(said)
    assert "<script" not in html
    assert f"Vi {text}." in plain(f">{html}")


def test_the_site_has_the_log_with_links_that_lead_to_the_decision(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    for path, text in meetings().items():
        site.write(path.replace("/au/", "/natverk/"), text.replace("forum: au", "forum: natverk"))
    assert site.build(strict=True).findings == ()
    assert 'href="../styrgrupp/2021-06-04/#beslut-1"' in site.html("moten/beslut")
    assert PurePosixPath("moten/atgarder/index.html").as_posix() in site.files()
