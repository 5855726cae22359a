"""The glossary: read from one page, shown in order, and explained where its words are used."""

import json
import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from samverka.catalogue.entry import Entry
from samverka.catalogue.glossary import Glossary, read_glossary
from samverka.findings import Noted
from samverka.markdown.definitions import definitions
from samverka.markdown.outward import Viewpoint, outward_html
from samverka.markdown.terms import MOST, Explained, Explanation
from samverka.source.document import Document
from samverka.source.frontmatter import PageMatter
from samverka.source.reading import read_all
from tests.small_site import SETTINGS, Site, plain

PROJECT = Path(__file__).parent.parent
WORDS = """\
Här står orden.

Överenskommelse
:   Det vi har lovat varandra.

Insats
:   Stöd som en verksamhet *ger*. Läs mer om [insatser](om/insatser.md#mer).

    Skrivs också: åtgärd, stödinsats.

Arbetsutskott
:   En mindre grupp & dess arbete.

    Skrivs också: AU

Barnets plan
:   Dokumentet vi samverkar kring.
"""


def read(text: str) -> Noted[Glossary]:
    path = PurePosixPath("docs/ordlista.md")
    return read_glossary(Entry.of(Document(path, PageMatter(title="Ordlista"), text)), above=4)


def explained(text: str, source: str = WORDS) -> str:
    """The page's HTML with the glossary's words explained."""
    glossary = read(source).value
    explanations = {
        one.name: Explanation(one.name, one.meaning, one.anchor, "ordlista.md")
        for one in glossary.terms
    }
    terms = Explained(glossary.phrases, explanations)
    options = {"samverka.markdown": {"terms": terms}}
    extensions = ["attr_list", "def_list", "md_in_html", "tables", "abbr", "footnotes", "toc"]
    return markdown(text, extensions=[*extensions, "samverka.markdown"], extension_configs=options)


def buttons(html: str) -> list[str]:
    return re.findall(r'<button [^>]*class="term"[^>]*>(.*?)</button>', html)


def in_a_feed(html: str) -> str:
    """The page's HTML for those who read it elsewhere, where no word can be pressed."""
    return outward_html(html, "", Viewpoint("", ""))


def test_a_term_has_a_meaning_spellings_and_an_address() -> None:
    noted = read(WORDS)
    insats, plan = noted.value.terms[1], noted.value.terms[3]
    assert not noted.findings
    assert (insats.name, insats.meaning) == ("Insats", "Stöd som en verksamhet ger.")
    assert insats.also == ("åtgärd", "stödinsats")
    assert PurePosixPath("om/insatser.md") in insats.pages
    assert (plan.anchor, plan.line) == ("barnets-plan", 16)


def test_a_glossary_answers_for_forms_spellings_and_abbreviations() -> None:
    glossary = read(WORDS).value
    names = {said: glossary.named(said) for said in ("insatsernas", "Åtgärder", "AU", "au")}
    assert [term.name if term else None for term in names.values()] == [
        "Insats", "Insats", "Arbetsutskott", None
    ]  # fmt: skip
    assert glossary.terms[2].abbreviations == ("AU",)
    assert "arbetsutskottets" in glossary.terms[2].forms
    found = [term.name for _, term in glossary.find("Barnets planer och AU:s insatser")]
    assert found == ["Barnets plan", "Arbetsutskott", "Insats"]


def test_every_fault_is_told_with_its_line() -> None:
    more = "Insats\n:   En gång till.\n\nTomt\n:   \n\nSamråd\n:   Möte.\n\n    Skrivs också: AU\n"
    noted = read(f"{WORDS}\n{more}")
    assert [(one.place.line, one.code) for one in noted.findings] == [
        (23, "ORD02"), (26, "ORD01"), (29, "ORD03")
    ]  # fmt: skip
    assert noted.findings[2].message == "AU står både vid Arbetsutskott och vid Samråd"
    assert [term.name for term in noted.value.terms].count("Insats") == 1
    assert "Tomt" not in {term.name for term in noted.value.terms}


def test_definitions_are_read_as_markdown_shows_them() -> None:
    text = """\
# Rubrik
Ett
Två
:   Första
på två rader.

    Andra meningen.

```
Inte
:   detta
```

Ett stycke.

    Och kod.

Tre

:   Med tomrad emellan.

    Och ett stycke till.
"""
    shown = markdown(text, extensions=["def_list", "fenced_code"])
    words = re.findall("<dt>(.*?)</dt>", shown)
    found = [*definitions(text)]
    assert [word for one in found for word in one.words] == words == ["Ett", "Två", "Tre"]
    assert [one.line for one in found] == [2, 18]
    assert found[0].paragraphs == ("Första på två rader.", "Andra meningen.")
    assert found[1].paragraphs == ("Med tomrad emellan.", "Och ett stycke till.")


def test_the_first_use_in_running_text_becomes_a_button() -> None:
    html = explained("# Insats\n\nEn [insats](x.md) och *insatser*. Insatserna.\n")
    assert buttons(html) == ["insatser"]
    assert html.count('popover="auto"') == 1
    assert '<a href="ordlista.md#insats">Visa i ordlistan</a>' in html


def test_a_word_is_kept_together_with_its_punctuation() -> None:
    html = explained("Vi (AU), insatser: ja. Barnets plan?!")
    kept = re.findall('<span class="term-kept">(.*?)</span>', html)
    assert [plain(f"<p>{one}").replace(" ", "") for one in kept] == [
        "(AU),", "insatser:", "Barnetsplan?!"
    ]  # fmt: skip
    assert "<p>Vi (AU), insatser: ja. Barnets plan?!</p>" in in_a_feed(html)


LEFT_ALONE = (
    "## Insats",
    "`insats`",
    "    insats",
    "[insats](https://example.org)",
    "![insats](x.png)",
    "| Insats |\n| --- |\n| a |",
    "Insats\n:   Ett ord.",
    "<https://example.org/insats>",
    "*[insats]: stöd\n\nEn insats.",
    "<figure><figcaption>Insats</figcaption></figure>",
    "Tabell över insats\n{: .caption }\n\n| A |\n| --- |\n| a |",
    '<div class="no-terms" markdown="1">\n\nInsats\n\n</div>',
    "Boken ”Insats”.",
    "En insatsplan.",
)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_word_is_left_alone_where_a_button_would_disturb(text: str) -> None:
    assert "term" not in explained(text).replace("no-terms", "")


def test_a_page_has_no_more_than_a_few_explanations() -> None:
    names = [f"Ord{chr(ord('a') + number) * 3}" for number in range(MOST + 3)]
    source = "\n".join(f"{name}\n:   Betyder något.\n" for name in names)
    assert buttons(explained(" ".join(names), source)) == names[:MOST]


def test_what_the_glossary_says_is_text_and_nothing_else() -> None:
    source = 'Fält\n:   Betyder `<script>alert("x")</script>` & <b>annat</b>.\n'
    html = explained("Ett fält.", source)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&amp; annat" in html


def test_a_backslash_in_the_source_hides_no_word() -> None:
    source = "Barnens bästa gäller! i norr\n:   Namnet.\n"
    html = explained(r"Om barnens bästa gäller\! i norr\.", source)
    assert buttons(html) == ["barnens bästa gäller! i norr"]


def test_an_explanation_takes_no_address_that_the_page_has() -> None:
    html = explained("## Ord Insats\n\nEn insats.\n")
    assert html.count('id="ord-insats"') == 1
    assert 'popovertarget="ord-insats_"' in html


PIECES = st.sampled_from(
    (
        *("insats", "Insatser,", "*barnets plan*", "**AU**", "AU:s", "`insats`", "[åtgärd](x.md)"),
        *("&amp;", r"\!", "å", "<", ">", "\n\n", "-", "1.", "#", "Överenskommelsen", "”plan”"),
        *("arbetsutskottet\n{: .decision }", "<b>insats</b>", "|", "$", "_", "barnets\nplaner"),
    )
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_not_a_word_of_a_page_is_changed(text: str) -> None:
    with_terms, without = explained(text), explained(text, "")
    assert plain(in_a_feed(with_terms)) == plain(without)
    assert "popover" not in in_a_feed(with_terms)


def test_every_spelling_of_the_key_role_is_known_to_the_projects_own_glossary() -> None:
    documents = {document.path: document for document in read_all(PROJECT).value}
    noted = read_glossary(Entry.of(documents[PurePosixPath("docs/ordlista.md")]))
    spellings = (
        "barnensbästa-ansvarig", "Barnensbästaansvarige", "barnens bästa-ansvariga",
        "Barnens bästa ansvarig", "Barnets bästa-ansvarig",
    )  # fmt: skip
    named = {term.name for one in spellings if (term := noted.value.named(one))}
    assert named == {"Barnensbästa-ansvarig"}
    assert not noted.findings


OURS = "plugins: [search, samverka: {title: Trygg uppväxt}]\n"
EXTENSIONS = "attr_list, md_in_html, tables, footnotes, "


def small(root: Path, text: str, matter: str = "") -> Site:
    settings = SETTINGS.replace(EXTENSIONS, f"{EXTENSIONS}def_list, toc, ")
    site = Site(root).write("mkdocs.yml", f"{settings}{OURS}")
    site.write("docs/index.md", "---\ntitle: Start\n---\n\nHej.\n")
    site.write("docs/ordlista.md", f"---\ntitle: Ordlista\n---\n\n# Ordlista\n\n{WORDS}")
    site.write("docs/om/insatser.md", "---\ntitle: Fler\n---\n\n## Mer\n\nInsatser enligt AU.\n")
    site.write("docs/om/plan.md", "---\ntitle: Barnets planer\n---\n\nBarnets plan är en insats.\n")
    return site.write("docs/om/text.md", f"---\ntitle: Text\n{matter}---\n\n{text}\n")


def test_the_site_explains_its_words_but_not_on_their_own_pages(tmp_path: Path) -> None:
    site = small(tmp_path, "En insats för AU.")
    assert not site.build(strict=True).findings
    assert buttons(site.html("om/text")) == ["insats", "AU"]
    assert 'href="../../ordlista/#insats"' in site.html("om/text")
    assert buttons(site.html("om/insatser")) == ["AU"]
    assert buttons(site.html("om/plan")) == ["insats"]
    assert not buttons(site.html("ordlista"))
    index = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
    texts = [plain(one["text"]).strip() for one in json.loads(index)["docs"]]
    assert "En insats för AU." in texts
    assert any("Dokumentet vi samverkar kring" in text for text in texts)
    assert "Visa i ordlistan" not in index


def test_a_page_can_do_without_explanations(tmp_path: Path) -> None:
    site = small(tmp_path, "En insats för AU.", matter="hide: [glossary]\n")
    site.build()
    assert "term-note" not in site.html("om/text")


def test_the_glossary_is_in_the_order_of_the_alphabet_with_an_address_for_each_word(
    tmp_path: Path,
) -> None:
    site = small(tmp_path, "Se [planen](../ordlista.md#barnets-plan).")
    assert not site.build(strict=True).findings
    html = site.html("ordlista")
    assert re.findall(r'<dt id="([^"]*)"', html) == [
        "arbetsutskott", "barnets-plan", "insats", "överenskommelse"
    ]  # fmt: skip
    assert re.findall(r'<section class="letter" id="([^"]*)"', html) == [
        "bokstav-a", "bokstav-b", "bokstav-i", "bokstav-ö"
    ]  # fmt: skip
    assert 'href="#bokstav-ö">Ö</a>' in html
    assert "Skrivs också: AU" in html


def test_a_list_the_editor_has_parted_stays_as_it_is(tmp_path: Path) -> None:
    site = small(tmp_path, "Hej.")
    parted = WORDS.replace("Arbetsutskott\n", "## Fler ord\n\nArbetsutskott\n")
    site.write("docs/ordlista.md", f"---\ntitle: Ordlista\n---\n\n{parted}").build()
    assert re.findall(r'<dt id="([^"]*)"', site.html("ordlista"))[0] == "överenskommelse"


def test_a_fault_in_the_glossary_is_told_with_its_line_in_the_file(tmp_path: Path) -> None:
    site = small(tmp_path, "Hej.")
    text = "---\ntitle: Ordlista\n---\n\n# Ordlista\n\nEtt\n:   Ord.\n\nEtt\n:   Ord igen.\n"
    findings = site.write("docs/ordlista.md", text).build().findings
    assert [(str(one.place), one.code) for one in findings] == [("docs/ordlista.md:10", "ORD02")]


def test_words_only_in_a_hidden_glossary_are_not_told(tmp_path: Path) -> None:
    site = small(tmp_path, "En insats för AU.")
    hidden = f"---\ntitle: Ordlista\ndraft: true\n---\n\n{WORDS}"
    site.write("docs/ordlista.md", hidden).build()
    assert "Stöd som en verksamhet" not in site.html("om/text")
