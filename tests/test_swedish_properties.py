"""What holds for any text at all."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.swedish.collation import sort_key
from samverka.swedish.dates import find_dates, find_month, find_times, format_date
from samverka.swedish.decisions import decision_spans, records_action, records_decision
from samverka.swedish.names import Organisation, Organisations, alike, names_in, spellings
from samverka.swedish.people import read_people
from samverka.swedish.sentences import split_sentences
from samverka.swedish.speech import begins_with_dialogue_dash, spoken_quotation

KNOWN = Organisations((Organisation("Växjö kommun", ("Växjö",)), Organisation("LNU")))
PIECES = """
styrgruppen beslutar att att om när som och ej inte har antas kl. den 4 juni 2021 15-16 210604
08:30 13 - – , . ! ? : ; ( ) \" ” § 3 Anna Berg Bo Ek Växjö kommun LNU ordförande ersätter för vid
Region mötet godkänner Beslut: säger http://a.b/ t.ex. bl.a. | / * S
"""
WORDS = st.sampled_from([*PIECES.split(), "\t", "\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS).map(" ".join))


@given(TEXTS)
def test_sentences_and_the_gaps_between_them_are_the_whole_text(text: str) -> None:
    end = 0
    for start, stop in split_sentences(text):
        assert text[end:start].strip() == ""
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert text[end:].strip() == ""


@given(TEXTS)
def test_decisions_are_sentences(text: str) -> None:
    assert set(decision_spans(text)) <= set(split_sentences(text))


@given(TEXTS)
def test_any_text_can_be_asked_anything(text: str) -> None:
    records_decision(text)
    records_action(text)
    find_month(text)
    names_in(text)
    spellings(text, KNOWN)
    begins_with_dialogue_dash(text)
    spoken_quotation(text)
    alike(text, "Anna Berg")


@given(TEXTS)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    for spans in (
        find_dates(text, near=date(2021, 1, 1)),
        find_times(text),
        KNOWN.find(text),
    ):
        ends = [0, *(span.end for span in spans)]
        starts = [span.start for span in spans]
        assert all(end <= start for end, start in zip(ends, starts, strict=False))
        assert all(span.start < span.end <= len(text) for span in spans)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_that_we_write_is_a_date_that_we_find(day: date) -> None:
    for written in (format_date(day), day.isoformat(), f"{day:%Y%m%d}"):
        assert [(span.first, span.last) for span in find_dates(written)] == [(day, None)]


@given(TEXTS)
@settings(deadline=None)
def test_every_word_of_a_list_is_in_a_person_or_told_as_unread(text: str) -> None:
    read = read_people([text], KNOWN)
    kept = " ".join(
        (*read.unread, *(f"{p.name} {p.organisation} {p.role} {p.replaces}" for p in read.people))
    )
    for word in re.findall(r"[A-ZÅÄÖ][a-zåäö]{2,}", text):
        assert word in kept or word in ("Från", "För")


@given(st.lists(st.text(max_size=20)).flatmap(lambda t: st.tuples(st.just(t), st.permutations(t))))
def test_the_order_does_not_depend_on_the_order_before(pair: tuple[list[str], list[str]]) -> None:
    texts, shuffled = pair
    assert sorted(texts, key=sort_key) == sorted(shuffled, key=sort_key)


LONG = 100_000
HARD = (
    " ",
    ".",
    ". ",
    "a",
    "A ",
    "1",
    "12-",
    "\n",
    "\n ",
    ",",
    "(",
    "och ",
    "att ",
    "- ",
    ", säger A",
)


@pytest.mark.parametrize("piece", HARD)
def test_a_long_monotonous_text_is_gone_through(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    assert len(split_sentences(text)) <= LONG
    assert not records_decision(text)
    assert not records_action(text)
    assert find_month(text) is None
    assert find_dates(text) == ()
    assert find_times(text) == ()
    assert KNOWN.find(text) == ()
    assert read_people([text], KNOWN).people == ()
    spoken_quotation(text)
    names_in(text)
    sort_key(text)
