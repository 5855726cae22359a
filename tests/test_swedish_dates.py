"""Dates and times of day as Swedish prose writes them."""

from datetime import date

import pytest

from samverka.swedish.dates import (
    find_dates,
    find_month,
    find_times,
    format_date,
    format_date_span,
    format_day,
    format_month,
    format_week,
    format_weekday,
)

JUNE = date(2021, 6, 4)
SEPTEMBER = date(2020, 9, 17)
NEAR = date(2020, 5, 1)


def dates(text: str) -> list[tuple[str, date, date | None]]:
    return [
        (text[span.start : span.end], span.first, span.last) for span in find_dates(text, near=NEAR)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "fredagen den 4 juni 2021",
        "fredag 4 juni 2021",
        "den 4 juni 2021",
        "4 juni 2021",
        "4 Juni 2021",
        "4:e juni 2021",
        "den 4:e juni, 2021",
        "4 jun. 2021",
        "2021-06-04",
        "20210604",
        "210604",
        "4/6 2021",
        "4/6-21",
        "4.6.2021",
    ],
)
def test_a_date_with_its_year_is_found_with_all_its_words(written: str) -> None:
    assert dates(f"Mötet {written} i Växjö") == [(written, JUNE, None)]


@pytest.mark.parametrize(
    "written", ["den 17 september", "17 september", "17 sept", "torsdag 17/9", "den 17/9"]
)
def test_a_date_without_a_year_takes_the_year_it_is_near(written: str) -> None:
    assert dates(f"Välkommen {written} till oss") == [(written, SEPTEMBER, None)]
    assert find_dates(written) == ()


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("15-16 september", date(2020, 9, 15), date(2020, 9, 16)),
        ("15–16 september 2021", date(2021, 9, 15), date(2021, 9, 16)),
        ("den 15 och 16 september", date(2020, 9, 15), date(2020, 9, 16)),
        ("15-16/9 2021", date(2021, 9, 15), date(2021, 9, 16)),
        (
            "den 1 september till den 30 november 2020",
            date(2020, 9, 1),
            date(2020, 11, 30),
        ),
        ("1 september 2020 till den 30 november", date(2020, 9, 1), date(2020, 11, 30)),
        ("1 sept. – 30 nov. 2020", date(2020, 9, 1), date(2020, 11, 30)),
        ("30 november 2020 – 2 januari 2021", date(2020, 11, 30), date(2021, 1, 2)),
        ("28 december - 3 januari", date(2020, 12, 28), date(2021, 1, 3)),
        ("28 december - 3 januari 2022", date(2021, 12, 28), date(2022, 1, 3)),
        ("2020-08-21–2020-08-23", date(2020, 8, 21), date(2020, 8, 23)),
        ("1 till och med 5 maj", date(2020, 5, 1), date(2020, 5, 5)),
    ],
)
def test_days_in_a_row_are_one_span(written: str, first: date, last: date) -> None:
    assert dates(f"Internatet {written} hålls här") == [(written, first, last)]


def test_between_two_days_is_a_span() -> None:
    assert [(span.first, span.last) for span in find_dates("mellan den 1 och 5 maj 2021")] == [
        (date(2021, 5, 1), date(2021, 5, 5))
    ]


def test_days_listed_are_days_of_their_own() -> None:
    assert dates("Vi ses 3, 10 och 17 september.") == [
        ("3", date(2020, 9, 3), None),
        ("10", date(2020, 9, 10), None),
        ("17 september", date(2020, 9, 17), None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "31 februari 2021",
        "2021-13-04",
        "210631",
        "070-210604",
        "0470-21 06 04",
        "210604-1234",
        "Dnr 2021/210604",
        "12 345 210604 678",
        "2022-2023",
        "v. 13-15",
        "3 av 4 barn",
        "1/2 dag",
        "23,9 miljoner",
        "1234567",
    ],
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert dates(text) == []


def test_a_date_stands_beside_a_time() -> None:
    assert dates("210604 08:30, 2021-06-04 kl. 9") == [
        ("210604", JUNE, None),
        ("2021-06-04", JUNE, None),
    ]


def test_a_date_in_a_file_name_is_found() -> None:
    assert dates("styrgrupp_210604.docx") == [("210604", JUNE, None)]


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("kl. 08:30-09:30", "08:30", "09:30"),
        ("kl 8.30–9.30", "08:30", "09:30"),
        ("08.30 - 09.30", "08:30", "09:30"),
        ("8:30-9:30", "08:30", "09:30"),
        ("kl 0830-0930", "08:30", "09:30"),
        ("klockan 13 till 15", "13:00", "15:00"),
        ("kl. 13-15", "13:00", "15:00"),
        ("kl. 13-15.30", "13:00", "15:30"),
        ("kl 13–ca 15", "13:00", "15:00"),
        ("kl. 9 t.o.m. 11", "09:00", "11:00"),
        ("13.00", "13:00", None),
        ("8:30", "08:30", None),
        ("kl 9", "09:00", None),
        ("Kl.9", "09:00", None),
    ],
)
def test_times_of_day_are_found(written: str, begins: str, ends: str | None) -> None:
    text = f"Tid: {written}, Växjö"
    found = [(text[one.start : one.end], one.begins, one.ends) for one in find_times(text)]
    assert found == [(written, begins, ends)]


@pytest.mark.parametrize(
    "text",
    [
        "23,9 miljoner",
        "4.6.2021",
        "kl. 25",
        "10.30 %",
        "12.50 kr",
        "kapitel 2.10",
        "15-16 september",
        "2022-2023",
        "10.15.20.30",
    ],
)
def test_numbers_that_are_no_times_are_left_alone(text: str) -> None:
    assert find_times(text) == ()


def test_a_full_stop_after_the_hour_ends_the_sentence() -> None:
    assert [(one.begins, one.ends) for one in find_times("Vi börjar kl. 9. Välkommen")] == [
        ("09:00", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nyhetsbrev september 2020",
        "NYHETSBREV SEPTEMBER 2020",
        "sept. 2020",
        "Nyhetsbrev_september_2020",
        "Nyhetsbrev 2020-09",
        "Nyhetsbrev 4 september 2020",
        "september/oktober 2020",
        "Nyhetsbrev 2020 september",
    ],
)
def test_the_month_of_an_issue_is_found(text: str) -> None:
    assert find_month(text) == (2020, 9)


@pytest.mark.parametrize("text", ["Nyhetsbrev nr 3 2021", "september", "2020", "2020-2021", ""])
def test_a_title_without_a_month_and_its_year_has_no_issue(text: str) -> None:
    assert find_month(text) is None


def test_dates_are_written_the_swedish_way() -> None:
    assert format_date(JUNE) == "4 juni 2021"
    assert format_weekday(JUNE) == "fredag"
    assert format_month(2020, 9) == "september 2020"
    assert format_day(JUNE) == "4 juni"


def test_weeks_are_counted_as_in_a_swedish_almanac() -> None:
    assert format_week(JUNE) == "vecka 22"
    assert format_week(date(2027, 1, 3)) == "vecka 53"
    assert format_week(date(2026, 12, 28), date(2027, 1, 5)) == "vecka 53–1"
    assert format_week(date(2026, 9, 7), date(2026, 9, 13)) == "vecka 37"


def test_spans_name_month_and_year_once() -> None:
    assert format_date_span(date(2021, 9, 15), date(2021, 9, 16)) == "15–16 september 2021"
    assert format_date_span(date(2020, 9, 1), date(2020, 11, 30)) == (
        "1 september – 30 november 2020"
    )
    assert format_date_span(date(2020, 12, 28), date(2021, 1, 3)) == (
        "28 december 2020 – 3 januari 2021"
    )
    assert format_date_span(JUNE, None) == format_date_span(JUNE, JUNE) == "4 juni 2021"
