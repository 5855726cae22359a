"""A newsletter becomes an issue, or the editor learns why it does not."""

from pathlib import Path, PurePosixPath

import pytest

from samverka.errors import SamverkaError
from samverka.mail.choosing.from_markdown import Written, issue_from_markdown
from samverka.mail.choosing.newsletter import choose_newsletter
from samverka.mail.choosing.project import read_project
from tests.letters import MAIL, TODAY, URL, issue_of, mailing_site, newsletter, project_of
from tests.small_site import OURS, Site, page


def refused(site: Site, name: str) -> str:
    with pytest.raises(SamverkaError) as told:
        choose_newsletter(project_of(site), name)
    return f"{told.value.what} {told.value.do}"


def test_each_section_is_an_article_and_what_stands_before_is_the_lead(tmp_path: Path) -> None:
    body = "Först.\n\n## Ett *ord*\n\nText.\n\n```\n## ingen rubrik\n```\n\nTvå\n---\n\nMer."
    issue = issue_of(mailing_site(tmp_path, body)).value
    assert issue.lead.strip() == "Först."
    assert [one.title for one in issue.articles] == ["Ett ord", "Två"]
    assert "## ingen rubrik" in issue.articles[0].markdown
    assert issue.articles[1].address == f"{URL}nyhetsbrev/2026-05/#tv%C3%A5"


def test_a_heading_within_a_quotation_names_no_article(tmp_path: Path) -> None:
    body = "> ## Citat\n\n## Ett [ord](https://example.org/)\n\nText.\n\n## &amp; **två**\n\nMer."
    issue = issue_of(mailing_site(tmp_path, body)).value
    assert [one.title for one in issue.articles] == ["Ett ord", "& två"]


def test_a_kicker_is_told_apart_from_the_text(tmp_path: Path) -> None:
    body = "## Kurs\n\nNy utbildning:\n{: .kicker }\n\nKom med."
    (article,) = issue_of(mailing_site(tmp_path, body)).value.articles
    assert (article.kicker, article.markdown.strip()) == ("Ny utbildning:", "Kom med.")


def test_a_note_stands_with_the_article_that_refers_to_it(tmp_path: Path) -> None:
    body = "## A\n\nHär[^1].\n\n## B\n\nSlut.\n\n[^1]: Noten.\n    Rad två.\n"
    first, second = issue_of(mailing_site(tmp_path, body)).value.articles
    assert "Rad två." in first.markdown
    assert "Noten" not in second.markdown


def test_links_are_led_to_whole_addresses(tmp_path: Path) -> None:
    site = mailing_site(
        tmp_path,
        "[a](../docs/om.md#del) [b](../om.md) [c](/moten/beslut/) [d](mailto:a@b.se) [e](#kap)",
    )
    site.write("docs/om.md", page("Om"))
    site.write("docs/moten/styrgrupp/a.md", page("M", date="2026-01-01", forum="styrgrupp"))
    noted = issue_of(site)
    assert noted.value.lead.split() == [
        f"[a]({URL}om/#del)",
        f"[b]({URL}om/)",
        f"[c]({URL}moten/beslut/)",
        "[d](mailto:a@b.se)",
        f"[e]({URL}nyhetsbrev/2026-05/#kap)",
    ]
    assert not noted.findings


@pytest.mark.parametrize("target", ["../docs/hemligt.md", "../hemligt.md", f"{URL}hemligt/"])
def test_a_link_to_what_is_hidden_becomes_words_and_is_told(tmp_path: Path, target: str) -> None:
    site = mailing_site(tmp_path, f"Se [planen]({target}).")
    site.write("docs/hemligt.md", page("Hemligt", visibility="staff"))
    noted = issue_of(site)
    assert "hemligt" not in noted.value.lead
    assert [(one.code, one.place.line) for one in noted.findings] == [("BREV01", 8)]


def test_a_picture_of_a_hidden_page_stays_out(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "![Karta](../docs/hemligt/karta.png)")
    site.write("docs/hemligt.md", page("Hemligt", "![](hemligt/karta.png)", visibility="staff"))
    site.write("docs/hemligt/karta.png", b"png")
    noted = issue_of(site)
    assert not noted.value.pictures
    assert [one.code for one in noted.findings] == ["BREV01"]


@pytest.mark.parametrize("target", ["saknas.md", "../../../../etc/hostname", "/.samverka/a.png"])
def test_a_link_to_what_is_not_there_becomes_words_and_is_told(tmp_path: Path, target: str) -> None:
    noted = issue_of(mailing_site(tmp_path, f"![x]({target})"))
    assert noted.value.lead.strip() == "![x](dold:)"
    assert [one.code for one in noted.findings] == ["BREV02"]


def test_a_page_that_mkdocs_leaves_out_is_not_linked(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "Se [planen](../docs/internt/plan.md).")
    site.set_up(f"site_url: {URL}\nexclude_docs: internt/\n", OURS + MAIL)
    site.write("docs/internt/plan.md", page("Plan"))
    assert [one.code for one in issue_of(site).findings] == ["BREV01"]


def test_events_have_their_calendar_file_on_the_site(tmp_path: Path) -> None:
    events = "[{title: Träff, date: 2026-06-01, start: '13:00', end: '15:00', place: Växjö}]"
    (one,) = issue_of(mailing_site(tmp_path, events=events)).value.occurrences
    assert (one.title, one.when, one.place) == (
        "Träff",
        "Måndag 1 juni 2026, kl.\u00a013.00–15.00",
        "Växjö",
    )
    assert one.calendar.startswith(f"{URL}kalender/traff-")


def test_a_line_break_in_a_title_does_not_reach_the_subject(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, title=r'"Nytt\r\nBcc: alla@example.org\0"')
    assert issue_of(site).value.title == "Nytt Bcc: alla@example.org"


def test_an_unknown_newsletter_is_answered_with_the_nearest(tmp_path: Path) -> None:
    site = mailing_site(tmp_path)
    assert "Menade du 2026-05?" in refused(site, "2026-06")
    assert "Välj ett av dem som finns: 2026-05." in refused(site, "vårbrevet")


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ({"draft": "true"}, "utkast"),
        ({"visibility": "staff"}, "medarbetare"),
        ({"isue": "x"}, "fel i uppgifterna"),
    ],
)
def test_what_may_not_be_sent_is_refused_with_the_reason(
    tmp_path: Path, matter: dict[str, str], said: str
) -> None:
    assert said in refused(mailing_site(tmp_path, **matter), "2026-05")


def test_a_newsletter_is_known_by_its_path_and_its_folder(tmp_path: Path) -> None:
    site = mailing_site(tmp_path)
    site.write("newsletters/2025/11.md", newsletter("Hej.", issue='"2025-11"'))
    project = project_of(site)
    assert choose_newsletter(project, "newsletters/2025/11.md").value.name == "2025-11"
    assert choose_newsletter(project, "2025-11").value.source.path.as_posix().endswith("25/11.md")


def test_without_an_address_nothing_is_chosen(tmp_path: Path) -> None:
    site = mailing_site(tmp_path).set_up("site_url: !ENV [SITE_URL, '']\n", OURS + MAIL)
    with pytest.raises(SamverkaError, match="adress"):
        read_project(site.root, TODAY, {})
    assert read_project(site.root, TODAY, {"SITE_URL": URL}).value.around.site_url == URL


def test_without_a_sender_the_lines_to_add_are_told(tmp_path: Path) -> None:
    site = mailing_site(tmp_path).set_up(f"site_url: {URL}\n")
    with pytest.raises(SamverkaError) as told:
        project_of(site)
    lines = told.value.do.partition("\n")[2] + "\n"
    site.set_up(f"site_url: {URL}\n", OURS + lines)
    assert project_of(site).mail.sender.name == "Trygg uppväxt"


def test_a_text_outside_the_pages_is_an_issue_too(tmp_path: Path) -> None:
    site = mailing_site(tmp_path)
    site.write("outbox/v20/digest.md", "x")

    text = f"## Nytt\n\n[Start]({URL})"
    written = Written("v20", PurePosixPath("outbox/v20/digest.md"), "Nytt i maj", text)
    noted = issue_from_markdown(project_of(site), written)
    assert (noted.value.address, noted.value.articles[0].address) == ("", "")
    assert f"[Start]({URL})" in noted.value.articles[0].markdown
