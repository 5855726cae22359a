import datetime as dt
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
import vobject  # type: ignore[import-untyped]
from markdown import Markdown

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.events import occasions
from samverka.findings import Noted
from samverka.markdown.dialect import DIALECT
from samverka.pages.generated import GeneratedPage
from samverka.pages.meetings.calendar import calendar_page
from samverka.pages.meetings.ics import calendar_files, occasion_file
from tests.small_site import Site, meeting, page, plain, said
from tests.test_pages import around, catalogue_of, header

LONG = "Öppet hus i simhallen, för alla som undrar; kom när du vill " * 3
TODAY = dt.date(2023, 3, 31)
"""What `around` says."""


def letter(title: str, *events: str, **matter: object) -> str:
    return page(title, "Text.", issue="'2021-03'", events=f"[{', '.join(events)}]", **matter)


def event(title: str = "Öppet hus", date: str = "2021-03-28", /, **more: str) -> str:
    fields = "".join(f", {key}: '{value}'" for key, value in more.items() if "date" not in key)
    days = "".join(f", {key}: {value}" for key, value in more.items() if "date" in key)
    return f"{{title: '{title}', date: {date}{fields}{days}}}"


def catalogue(*events: str, **matter: object) -> Catalogue:
    return catalogue_of(**{"newsletters/2021-03.md": letter("Brev", *events, **matter)})


def files(found: Catalogue, site_url: str = "") -> dict[str, bytes]:
    told = replace(around(found), site_url=site_url)
    return {str(file.path): file.content for file in calendar_files(told).value}


def read(content: bytes) -> list[vobject.base.Component]:
    return list(vobject.readOne(content.decode()).vevent_list)


def only(*events: str, site_url: str = "") -> vobject.base.Component:
    (found,) = read(files(catalogue(*events), site_url)["kalender/alla.ics"])
    return found


def test_an_event_reads_back_as_it_was_written() -> None:
    found = only(
        event(LONG, start="13:00", end="15:30", place="Sal Å, plan 2", contact="a@example.org"),
        site_url="https://exempel.se/",
    )
    assert found.summary.value == LONG.strip()
    assert found.location.value == "Sal Å, plan 2"
    assert found.url.value == "https://exempel.se/nyhetsbrev/2021-03/"
    assert "Kontakt: a@example.org\n" in found.description.value
    assert found.dtstart.value.isoformat() == "2021-03-28T13:00:00+02:00"
    assert found.dtend.value.isoformat() == "2021-03-28T15:30:00+02:00"


@pytest.mark.parametrize(
    ("day", "time", "offset"),
    [
        ("2021-03-27", "13:00", 1),
        ("2021-03-28", "01:59", 1),
        ("2021-03-28", "03:00", 2),
        ("2021-10-30", "13:00", 2),
        ("2021-10-31", "13:00", 1),
        ("2040-10-28", "04:00", 1),
    ],
)
def test_the_time_is_swedish_also_where_the_clocks_change(day: str, time: str, offset: int) -> None:
    found = only(event("A", day, start=time))
    assert found.dtstart.value.utcoffset() == dt.timedelta(hours=offset)
    assert found.dtstart.value.strftime("%Y-%m-%d %H:%M") == f"{day} {time}"


def test_a_day_without_a_time_ends_the_day_after() -> None:
    one, several = only(event()), only(event(end_date="2021-03-30"))
    assert (one.dtstart.value, one.dtend.value) == (dt.date(2021, 3, 28), dt.date(2021, 3, 29))
    assert several.dtend.value == dt.date(2021, 3, 31)


def test_several_days_with_only_a_start_are_whole_days_that_tell_the_time() -> None:
    found = only(event(end_date="2021-03-30", start="09:00"))
    assert found.dtstart.value == dt.date(2021, 3, 28)
    assert found.dtend.value == dt.date(2021, 3, 31)
    assert found.description.value == "kl.\u00a009.00"


def test_a_start_without_an_end_says_no_end() -> None:
    assert "dtend" not in only(event(start="09:00")).contents


def test_a_file_follows_from_the_sources_alone() -> None:
    assert files(catalogue(event())) == files(catalogue(event()))
    moved, told = only(event("Öppet hus", "2021-05-02")), only(event())
    assert moved.uid.value == told.uid.value
    assert only(event(), site_url="https://a.se/").uid.value == told.uid.value
    assert told.dtstamp.value == dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    assert "url" not in told.contents


def test_an_updated_page_says_when() -> None:
    found = files(catalogue(event(), updated="2021-04-02"))["kalender/alla.ics"]
    (told,) = read(found)
    assert told.last_modified.value == dt.datetime(2021, 4, 2, tzinfo=dt.UTC)


def test_lines_end_and_fold_as_the_standard_says() -> None:
    content = files(catalogue(event(LONG)))["kalender/alla.ics"]
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75


def test_no_text_can_write_lines_of_its_own() -> None:
    evil = r'"Öppet\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT"'
    content = files(catalogue(f"{{title: {evil}, date: 2021-03-28}}"))["kalender/alla.ics"]
    assert b"\nATTENDEE" not in content
    assert content.count(b"\nEND:VEVENT\r\n") == 1
    (found,) = read(content)
    assert found.summary.value == "Öppet ATTENDEE:mailto:x@example.org END:VEVENT"


def both() -> Catalogue:
    notes = meeting("M", "2023-04-20", start="'09:00'", events=f"[{event('Dialogdag')}]")
    return catalogue_of(
        **{
            "docs/moten/styrgrupp/2023-04-20.md": notes,
            "docs/moten/au/2023-01-02.md": meeting("A", "2023-01-02", forum="au"),
            "newsletters/2021-03.md": letter("Brev", event()),
        }
    )


def test_there_is_a_file_for_each_and_one_to_subscribe_to_per_forum() -> None:
    made = files(both())
    single = {str(occasion_file(one)) for one in occasions(both())}
    assert single | {f"kalender/{name}.ics" for name in ("alla", "styrgrupp", "au")} == set(made)
    assert {"moten/styrgrupp/2023-04-20.ics", "moten/au/2023-01-02.ics"} <= single
    assert all(len(read(made[file])) == 1 for file in single)
    names = [one.summary.value for one in read(made["kalender/styrgrupp.ics"])]
    assert names == ["Dialogdag", "Möte: Styrgruppen"]
    assert len(read(made["kalender/alla.ics"])) == 4
    assert b"X-WR-CALNAME:Styrgruppen \xe2\x80\x93 T\r\n" in made["kalender/styrgrupp.ics"]


def test_where_nothing_happens_there_are_no_files() -> None:
    assert files(catalogue_of(**{"docs/om/a.md": page("A")})) == {}


def test_an_event_told_of_twice_is_one() -> None:
    texts = {
        "newsletters/2021-03.md": letter("Mars", event("Öppet  hus", start="09:00")),
        "newsletters/2021-04.md": letter("April", event("öppet hus", start="09:00")),
        "newsletters/2021-05.md": letter("Maj", event("Öppet hus", start="10:00")),
    }
    told = occasions(catalogue_of(**texts))
    assert [(str(one.entry.path), one.start) for one in told] == [
        ("newsletters/2021-03.md", "09:00"),
        ("newsletters/2021-05.md", "10:00"),
    ]
    others = {path: {key: texts[key] for key in texts if key != path} for path in texts}
    links = [header(path, texts[path], **others[path]).happenings[0].file for path in texts]
    assert links[0] == links[1] != links[2]


def calendar(found: Catalogue, site_url: str = "") -> Noted[tuple[GeneratedPage, ...]]:
    return calendar_page(replace(around(found), site_url=site_url))


def words(found: Catalogue, site_url: str = "") -> str:
    (made,) = calendar(found, site_url).value
    return plain(f">{Markdown(extensions=list(DIALECT)).convert(made.markdown)}")


def test_what_is_to_come_stands_first_and_the_past_by_year() -> None:
    told = words(both())
    assert told.index("Kommande") < told.index("Möte: Styrgruppen") < told.index("Följ kalendern")
    assert told.index("2023 Möte: Arbetsutskottet") < told.index("2021 Öppet hus")
    assert "Torsdag 20 april 2023, kl. 09.00 · vecka 16" in told
    assert "Listan gjordes den 31 mars 2023." in told


def test_an_event_of_several_days_is_to_come_until_its_last() -> None:
    last = words(catalogue(event("Temavecka", "2023-03-27", end_date=str(TODAY))))
    over = words(catalogue(event("Temavecka", "2023-03-27", end_date="2023-03-30")))
    assert last.index("Temavecka") < last.index("Följ kalendern")
    assert "27–31 mars 2023 · vecka 13" in last
    assert "Kommande Inget är inplanerat just nu." in over


def test_an_empty_calendar_says_so() -> None:
    (made,) = calendar(catalogue_of(**{"docs/om/a.md": page("A")})).value
    assert made.is_empty
    assert made.markdown == "Här finns inga möten eller händelser ännu."


def test_the_addresses_to_subscribe_to_are_whole_where_the_sites_is_known() -> None:
    assert "https://exempel.se/kalender/au.ics" in words(both(), "https://exempel.se/")
    assert "://" not in words(both())


def test_words_of_an_event_stay_words() -> None:
    text = "<b>A</b> [b](c) : {: #d } | $e$ *f* 1. g"
    assert text in words(catalogue(event(text, place=text)))


@pytest.mark.parametrize(
    "more", [{"end_date": "2021-03-27"}, {"start": "13:00", "end": "12:00"}], ids=str
)
def test_an_event_that_ends_before_it_starts_is_told_and_loses_its_end(
    more: dict[str, str], tmp_path: Path
) -> None:
    site = Site(tmp_path).set_up()
    result = site.write("newsletters/2021-03.md", letter("Brev", event(**more))).build()
    assert said(result) == [
        "newsletters/2021-03.md:4 händelsen Öppet hus slutar före sin början; sluttiden visas inte"
    ]
    (found,) = read((tmp_path / "site/kalender/alla.ics").read_bytes())
    assert "dtend" not in found.contents or found.dtend.value > found.dtstart.value


def test_a_meeting_that_ends_before_it_starts_is_told() -> None:
    text = meeting("M", "2023-01-02", start="'13:00'", end="'12:00'")
    (told,) = calendar(catalogue_of(**{"docs/moten/styrgrupp/a.md": text})).findings
    assert told.message == "mötet slutar före sin början; sluttiden visas inte"


def test_a_meeting_to_come_can_be_put_in_the_readers_calendar() -> None:
    def labels(day: str) -> list[str]:
        text = meeting("M", day)
        return [fact.label for fact in header(f"docs/moten/styrgrupp/{day}.md", text).facts]

    assert "Kalender" in labels("2023-03-31")
    assert "Kalender" not in labels("2023-03-30")


def test_the_site_has_the_calendar_with_links_that_lead_somewhere(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write("docs/moten/styrgrupp/2099-04-20.md", meeting("M", "2099-04-20"))
    site.write("newsletters/2021-03.md", letter("Brev", event()))
    assert site.build(strict=True).findings == ()
    (one,) = [name for name in site.files() if name.startswith("kalender/oppet-hus-")]
    assert f'href="../../{one}"' in site.html("nyhetsbrev/2021-03")
    assert 'href="../moten/styrgrupp/2099-04-20.ics"' in site.html("kalender")
    assert PurePosixPath("moten/styrgrupp/2099-04-20.ics").as_posix() in site.files()
