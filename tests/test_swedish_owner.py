"""The owner's own words give the facts we know of them; their text stays outside the repository.

Runs where SAMVERKA_SHARED names the folder that holds `seeds/`.
"""

import os
import re
from pathlib import Path

import pytest

from samverka.swedish.decisions import decision_spans, records_action
from samverka.swedish.names import Organisation, Organisations, alike, names_in
from samverka.swedish.people import People, read_people
from samverka.swedish.sentences import split_sentences
from samverka.swedish.speech import begins_with_dialogue_dash, spoken_quotation

SEEDS = Path(os.environ.get("SAMVERKA_SHARED", "/nonexistent")) / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(),
    reason="the owner's documents are not here: SAMVERKA_SHARED names no folder with seeds/",
)
PLACES = ("Alvesta", "Lessebo", "Ljungby", "Markaryd", "Tingsryd", "Uppvidinge", "Växjö", "Älmhult")
KNOWN = Organisations(
    (
        Organisation("Region Kronoberg"),
        Organisation("Linnéuniversitetet", ("LNU",)),
        Organisation("Polismyndigheten"),
        *(Organisation(f"{place} kommun", (place,)) for place in PLACES),
    )
)
BOTH = pytest.mark.parametrize(
    "organisations", [KNOWN, Organisations(())], ids=["known", "nobody known"]
)


def seed(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def list_after(label: str) -> str:
    found = re.search(rf"^{label}\t(.*)$", seed("000"), re.MULTILINE)
    assert found is not None
    return found[1]


def lines_of(written: str, people: People) -> list[str]:
    """The list cut before each of the names, as it was before its line breaks were lost."""
    starts, place = [], 0
    for person in people.people:
        place = written.index(person.name, place)
        starts.append(place)
        place += 1
    return [written[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


@BOTH
def test_eighteen_entries_are_read_of_seventeen_people(organisations: Organisations) -> None:
    read = read_people([list_after("Närvarande")], organisations)
    names = [person.name for person in read.people]
    assert (len(names), len(set(names)), read.unread) == (18, 17, ())
    assert names.count("Patrik Grimmesjö") == 2
    assert [p.role for p in read.people if p.role] == [
        "Ordförande",
        "kommunikatör",
        "processledare",
    ]
    assert [(p.name, p.replaces) for p in read.people if p.replaces] == [
        ("Niclas Bjälkenborn", "Annie-Lie Jarhult")
    ]
    assert [p.name for p in read.people if not p.organisation] == ["Erika Lagergren"]


@BOTH
def test_five_people_are_read_as_absent(organisations: Organisations) -> None:
    read = read_people([list_after("Frånvarande")], organisations)
    assert (len(read.people), read.unread) == (5, ())
    assert all(person.organisation and not person.role for person in read.people)


@BOTH
@pytest.mark.parametrize("label", ["Närvarande", "Frånvarande"])
def test_the_same_people_are_read_line_by_line(label: str, organisations: Organisations) -> None:
    written = list_after(label)
    read = read_people([written], organisations)
    assert read_people(lines_of(written, read), organisations) == read


def test_two_sentences_of_the_meeting_decide_and_none_of_the_newsletter() -> None:
    lines = [line for line in seed("000").splitlines() if line]
    decided = [line[start:end] for line in lines for start, end in decision_spans(line)]
    assert [sentence.split()[0] for sentence in decided] == ["Den", "Styrgruppen"]
    assert all("styrgruppen" in sentence.casefold() for sentence in decided)
    assert not any(decision_spans(line) for line in seed("003").splitlines())


def test_one_sentence_of_the_meeting_is_an_action() -> None:
    lines = [line for line in seed("000").splitlines() if line]
    sentences = [line[start:end] for line in lines for start, end in split_sentences(line)]
    assert ["återkommer" in one for one in sentences if records_action(one)] == [True]


def test_the_chair_has_two_names() -> None:
    names = names_in(seed("000"))
    assert [(one, two) for one in names for two in names if one < two and alike(one, two)] == [
        ("Anders Elingfors", "Andreas Elingfors")
    ]


def test_the_newsletter_has_three_quotations_with_a_process_leader_each() -> None:
    spoken = [line for line in seed("003").splitlines() if begins_with_dialogue_dash(line)]
    quotations = [spoken_quotation(line) for line in spoken]
    assert len(quotations) == 3
    assert all(one is not None and one.speaker.endswith(", processledare") for one in quotations)
