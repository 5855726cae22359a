"""What a digest tells: everything new, once, to those it is for."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.mail.choosing.digest import named_audience
from tests.digests import FEEDS, TODAY, Desk, news


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def test_what_is_new_is_grouped_by_kind_and_the_partners_come_last(desk: Desk) -> None:
    desk.page("om/sida.md", "En sida")
    desk.page("moten/styrgrupp/2026-11-20.md", "Möte", date=ago(2), forum="styrgrupp")
    desk.page("utbildning/steg.md", "Steget")
    desk.page("kunskapsoversikter/barn.md", "Barn")
    desk.fetch(news("Ny lekplats i parken", summary="Den är grön."))
    groups = [(one.heading, [item.title for item in one.items]) for one in desk.digest().groups]
    assert groups == [
        ("Utbildning", ["Steget"]),
        ("Kunskapsöversikter", ["Barn"]),
        ("Sidor", ["En sida"]),
        ("Möten", ["Möte"]),
        ("Från våra parter", ["Ny lekplats i parken"]),
    ]


def test_an_item_says_what_it_is_and_where_it_leads(desk: Desk) -> None:
    desk.page(
        "moten/styrgrupp/2026-11-20.md", "Möte", date=ago(2), forum="styrgrupp", invented="true"
    )
    desk.fetch(news("Ny lekplats i parken", 1, summary="Den är grön."))
    meeting, partner = desk.digest().items
    assert meeting.facts == "20 november 2026 · Styrgruppen · Påhittat exempel"
    assert meeting.address == "https://exempel.se/moten/styrgrupp/2026-11-20/"
    assert partner.facts == "21 november 2026 · Alvesta, på alvesta.example"
    assert partner.summary == "Den är grön."


def test_drafts_staff_pages_and_undated_pages_are_no_news(desk: Desk) -> None:
    desk.page("om/utkast.md", "Utkast", draft="true")
    desk.page("om/internt.md", "Internt", visibility="staff")
    desk.page("om/odaterad.md", "Odaterad", date=None)
    desk.page("om/sen.md", "Sen", date=TODAY + dt.timedelta(days=1))
    assert desk.titles() == []


def test_what_was_told_is_not_told_again_but_a_later_change_is(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    assert desk.send_new() == ["Sidan"]
    assert desk.titles() == []
    desk.today += dt.timedelta(days=3)
    desk.page("om/a.md", "Sidan", date=TODAY, updated=desk.today)
    (item,) = desk.digest().items
    assert item.facts == "22 november 2026 · Uppdaterad 25 november 2026"
    assert desk.send_new() == ["Sidan"]


def test_a_day_that_is_corrected_backwards_makes_nothing_new(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", date=ago(9), updated=ago(1))
    desk.send_new()
    desk.page("om/a.md", "Sidan", date=ago(9), updated=ago(2))
    assert desk.titles() == []


def test_a_page_that_moves_or_is_renamed_is_not_new(desk: Desk) -> None:
    desk.page("om/a.md", "Första sidan")
    desk.page("om/b.md", "Andra sidan")
    desk.send_new()
    (desk.root / "docs/om/a.md").unlink()
    desk.page("nytt-lage/a.md", "Första sidan, med ny rubrik", moved_from="[om/a/]")
    (desk.root / "docs/om/b.md").rename(desk.root / "docs/om/c.md")
    assert desk.titles() == []


def test_pages_of_one_title_and_day_are_known_apart(desk: Desk) -> None:
    desk.page("om/a.md", "Samma rubrik")
    desk.send_new()
    desk.page("om/b.md", "Samma rubrik")
    assert desk.send_new() == ["Samma rubrik"]
    (desk.root / "docs/om/a.md").unlink()
    desk.page("om/c.md", "Samma rubrik")
    assert desk.titles() == ["Samma rubrik"]


def test_the_first_digest_looks_back_a_month_and_what_is_older_never_comes(desk: Desk) -> None:
    desk.page("om/gammal.md", "Gammal", date=ago(32))
    desk.page("om/ny.md", "Ny", date=ago(31))
    first = desk.digest()
    assert (first.is_first, first.since) == (True, ago(31))
    assert desk.send_new() == ["Ny"]
    desk.today += dt.timedelta(days=40)
    desk.page("om/sen.md", "Kom sent till webbplatsen", date=ago(31))
    assert not desk.digest().is_first
    assert desk.titles() == ["Kom sent till webbplatsen"]


def test_the_days_asked_for_bound_what_is_told_and_the_rest_waits(desk: Desk) -> None:
    for days in (0, 5, 10, 40):
        desk.page(f"om/d{days}.md", f"För {days} dagar sedan", date=ago(days))
    assert desk.titles(since=ago(10), until=ago(5)) == ["För 5 dagar sedan", "För 10 dagar sedan"]
    assert len(desk.titles(since=ago(40))) == 4


def test_days_that_cannot_be_meant_are_refused(desk: Desk) -> None:
    with pytest.raises(SamverkaError, match="har inte varit ännu"):
        desk.titles(until=TODAY + dt.timedelta(days=1))
    with pytest.raises(SamverkaError, match="ligger efter"):
        desk.titles(since=TODAY, until=ago(1))


def test_an_audience_is_known_by_its_name_and_an_unknown_one_refused(desk: Desk) -> None:
    settings = desk.project.around.settings
    assert (named_audience("skola", settings), named_audience("", settings)) == ("Skola", "")
    with pytest.raises(SamverkaError) as refused:
        named_audience("Skolan", settings)
    assert refused.value.do == "Menade du Skola?"


def test_an_audience_gets_what_is_for_it_alone_and_all_get_the_rest(desk: Desk) -> None:
    desk.page("om/alla.md", "För alla")
    desk.page("om/bada.md", "För båda", audience="[Skola, Polis]")
    desk.page("om/skola.md", "För skolan", audience="[Skola]")
    desk.page("om/polis.md", "För polisen", audience="[Polis]")
    desk.fetch(news("Ny lekplats i parken"))
    assert desk.digest("Skola").waiting == 3
    assert desk.send_new("Skola") == ["För skolan"]
    assert sorted(desk.send_new()) == [
        "För alla",
        "För båda",
        "För polisen",
        "Ny lekplats i parken",
    ]
    assert desk.titles("Polis") == desk.titles("Skola") == []
    assert desk.digest("Skola").waiting == 0


def test_what_one_audience_was_told_is_not_told_to_another(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", audience="[Skola]")
    desk.send_new("Skola")
    desk.page("om/a.md", "Sidan", audience="[Polis]")
    assert desk.titles("Polis") == ["Sidan"]


@pytest.mark.parametrize(
    "again",
    [
        news("Ny lekplats i parken", 2, id="annat"),
        news("Ny lekplats i parken", 2, link="https://alvesta.example/ny"),
        news("Nu är lekplatsen öppen", 2, id="Ny-lekplats-i-parken"),
        news("Nu är lekplatsen öppen", 2, link="https://www.alvesta.example/Ny-lekplats-i-parken"),
        news("NY LEKPLATS i parken!", 2, id="x", link="https://alvesta.example/x"),
        news("Ny lekplats i parken", 0),
        news("Ny lekplats i parken", None),
    ],
    ids=["id", "link", "title, link", "title, id", "id, link", "day", "no day"],
)
@pytest.mark.parametrize("is_forgotten", [False, True], ids=["remembered", "memory deleted"])
def test_news_that_come_again_changed_are_known(
    desk: Desk, again: object, *, is_forgotten: bool
) -> None:
    desk.fetch(news("Annat som hände då", 4), news("Ny lekplats i parken", 2))
    desk.send_new()
    if is_forgotten:
        shutil.rmtree(desk.root / ".samverka/feeds")
    desk.today += dt.timedelta(days=1)
    desk.fetch(again, news("Annat som hände då", 4))  # type: ignore[arg-type]
    assert desk.titles() == []


def test_news_that_change_all_they_are_known_by_in_turn_are_known(desk: Desk) -> None:
    desk.fetch(news("Ny lekplats i parken", 2))
    desk.send_new()
    for again in (
        news("Ny lekplats i parken", 2, id="två", link="https://alvesta.example/2"),
        news("Lekplatsen är öppen nu", 2, id="två", link="https://alvesta.example/2"),
        news("Lekplatsen är öppen nu", 2, id="tre", link="https://alvesta.example/3"),
    ):
        desk.fetch(again)
        assert desk.titles() == []


def test_the_same_news_from_another_partner_is_not_told_again(desk: Desk) -> None:
    desk.fetch(news("Ny lekplats i parken", 2))
    desk.send_new()
    desk.fetch(news("Något helt annat nu"))
    desk.fetch(news("Ny lekplats i parken!", 1, link="https://lessebo.example/lek"), feed=FEEDS[1])
    assert desk.titles() == ["Något helt annat nu"]


def test_ids_and_links_that_all_items_share_hide_nothing(desk: Desk) -> None:
    same = {"id": "1", "link": "https://alvesta.example/"}
    desk.fetch(news("Första nyheten i november", 3, **same))
    desk.send_new()
    desk.fetch(
        news("Andra nyheten i november", 2, **same), news("Första nyheten i november", 3, **same)
    )
    assert desk.titles() == ["Andra nyheten i november"]


def test_the_first_reading_of_a_feed_brings_no_archive(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", date=ago(31))
    desk.send_new()
    desk.today += dt.timedelta(days=60)
    desk.fetch(
        news("Alldeles ny nyhet", -60),
        news("Från i fjol nästan", 20),
        news("Utan dag i flödet", None, id="u1"),
    )
    assert desk.titles() == ["Alldeles ny nyhet"]
    desk.today += dt.timedelta(days=1)
    desk.fetch(news("Senare utan dag", None, id="u2"), news("Utan dag i flödet", None, id="u1"))
    assert "Senare utan dag" in desk.titles()


def test_news_pushed_out_of_the_feed_are_told_and_those_taken_away_are_not(desk: Desk) -> None:
    old = [news(f"Nyhet nummer {number} här", 20 - number) for number in range(4)]
    desk.fetch(*reversed(old))
    desk.fetch(news("Femte nyheten i flödet"), old[2], old[1])
    assert sorted(desk.titles()) == sorted(
        ["Femte nyheten i flödet", "Nyhet nummer 0 här", "Nyhet nummer 1 här", "Nyhet nummer 2 här"]
    )


def test_a_second_letter_of_the_same_items_is_refused(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", audience="[Skola]")
    desk.prepare()
    desk.prepare("Skola")
    for_all, for_school = desk.letter(), desk.letter("Skola")
    assert desk.send(for_school) == ()
    assert desk.send(for_all) == (for_school.name,)
    assert desk.told.issues == {for_school.name}


def test_keys_that_are_none_of_ours_are_refused(desk: Desk) -> None:
    with pytest.raises(SamverkaError, match="skadad"):
        desk.tell(["sida 2026-11-22 '; drop table told; --"], "", "brev")
    assert desk.told.issues == frozenset()
