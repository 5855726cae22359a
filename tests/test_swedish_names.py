"""Organisations and people found by name; the people are invented."""

import pytest

from samverka.swedish.names import Organisation, Organisations, alike, names_in, spellings

REGION = Organisation("Region Kronoberg", ("Regionen",))
UNIVERSITY = Organisation("Linnéuniversitetet", ("LNU", "Linneuniversitetet"))
MUNICIPALITY = Organisation("Växjö kommun", ("Växjö",))
ORGANISATIONS = Organisations((REGION, UNIVERSITY, MUNICIPALITY))


def found(text: str) -> list[tuple[str, Organisation]]:
    return [
        (text[mention.start : mention.end], mention.organisation)
        for mention in ORGANISATIONS.find(text)
    ]


def test_the_longest_name_wins() -> None:
    assert found("Växjö kommun och Växjö") == [
        ("Växjö kommun", MUNICIPALITY),
        ("Växjö", MUNICIPALITY),
    ]


def test_case_does_not_matter_except_in_a_short_acronym() -> None:
    assert found("VÄXJÖ KOMMUN och lnu samt LNU") == [
        ("VÄXJÖ KOMMUN", MUNICIPALITY),
        ("LNU", UNIVERSITY),
    ]


def test_a_genitive_is_a_mention_without_its_s() -> None:
    assert found("Växjös skolor, LNU:s forskare och Region Kronobergs jurister") == [
        ("Växjö", MUNICIPALITY),
        ("LNU", UNIVERSITY),
        ("Region Kronoberg", REGION),
    ]


def test_a_name_inside_another_word_is_no_mention() -> None:
    assert found("Växjöborna och regionens") == [("regionen", REGION)]


def test_a_name_over_a_line_break_is_one_mention() -> None:
    assert [mention.written for mention in ORGANISATIONS.find("REGION\nKRONOBERG")] == [
        "REGION KRONOBERG"
    ]


def test_a_whole_text_names_an_organisation_or_none() -> None:
    assert ORGANISATIONS.named(" LNU ") == UNIVERSITY
    assert ORGANISATIONS.named("växjö") == MUNICIPALITY
    assert ORGANISATIONS.named("forskare vid LNU") is None
    assert ORGANISATIONS.named("") is None


def test_nobody_listed_is_nobody_found() -> None:
    assert Organisations(()).find("Växjö kommun") == ()
    assert Organisations(()).named("Växjö kommun") is None


def test_the_spellings_of_one_organisation_are_told_in_order() -> None:
    text = "LNU och Linnéuniversitetet. Region Kronoberg och LNU."
    assert spellings(text, ORGANISATIONS) == {
        "Linnéuniversitetet": ("LNU", "Linnéuniversitetet"),
        "Region Kronoberg": ("Region Kronoberg",),
    }


def test_a_logo_in_capitals_is_no_other_spelling() -> None:
    text = "Region Kronoberg ... REGION\nKRONOBERG"
    assert spellings(text, ORGANISATIONS) == {"Region Kronoberg": ("Region Kronoberg",)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ordförande Anders Ekelund hälsar alla välkomna.", ["Anders Ekelund"]),
        ("Andreas Ekelund avslutar mötet.", ["Andreas Ekelund"]),
        ("Kontakt med Emma Stark i Agenda 2030 och SKR.", ["Emma Stark"]),
        ("Annika Mård och Cristina Holm återkommer.", ["Annika Mård", "Cristina Holm"]),
        ("Roger O Lund och Nils Göran Ask deltog.", ["Roger O Lund", "Nils Göran Ask"]),
        ("forskarna Tony Alm och Ann-Christin Alm", ["Tony Alm", "Ann-Christin Alm"]),
        ("Johan von Tall mötte Sara O'Malley.", ["Johan von Tall", "Sara O'Malley"]),
        ("Efter Anna Berg kom Zeinab Omar.", ["Anna Berg", "Zeinab Omar"]),
        ("Bo Ek, Växjö Cia Al, Lessebo", ["Bo Ek", "Cia Al"]),
        ("Connected Children är ett program från Forte.", []),
        ("Region Kronoberg och Växjö kommun samarbetar.", []),
        ("I Netpublicator finns Barnets Bästa.", []),
        ("Erika informerar kort om Anna.", []),
        ("Microsoft Teams och Röda Korset", []),
        ("Den Stora Skogen är en påhittad plats.", []),
    ],
)
def test_people_are_told_from_other_names_in_prose(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anders Ek", "Andreas Ek"),
        ("Kristina Berg", "Cristina Berg"),
        ("Katarina Ek", "Catharina Ek"),
        ("Erik Al", "Eric Al"),
        ("Christer Ek", "Krister Ek"),
        ("Maria Ek", "Marie Ek"),
        ("Eva Ek", "Ewa Ek"),
        ("Per Ek", "Pär Ek"),
        ("Nils Göran Ek", "Nils-Göran Ek"),
        ("Roger O Ek", "Roger Ek"),
        ("Torbjörn Forsby", "Torbjörn Forsbu"),
        ("Karin Nilsson", "Karin Nielsson"),
        ("Anna Karlsson", "Anna Carlsson"),
    ],
)
def test_a_probable_slip_is_alike_both_ways(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anders Ek", "Per Ek"),
        ("Anna Ek", "Anna Ek"),
        ("Anna Ek", "anna ek"),
        ("Hanna Ek", "Anna Ek"),
        ("Johan Ek", "Johanna Ek"),
        ("Lars Ek", "Lena Ek"),
        ("Linda Ek", "Linnea Ek"),
        ("Mats Ek", "Mattias Ek"),
        ("Karin Persson", "Karin Larsson"),
        ("Anders Ek", "Andreas Berg"),
        ("Anna", "Anna Ek"),
        ("", ""),
    ],
)
def test_two_people_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)
