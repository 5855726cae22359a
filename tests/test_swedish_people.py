"""Attendance lists in the layouts people use; every person and place here is invented."""

from collections.abc import Sequence

import pytest

from samverka.swedish.names import Organisation, Organisations
from samverka.swedish.people import People, Person, read_people

KNOWN = Organisations(
    (
        Organisation("Region Kronoberg"),
        Organisation("Växjö kommun", ("Växjö",)),
        Organisation("Lessebo kommun", ("Lessebo",)),
        Organisation("Alvesta kommun", ("Alvesta",)),
        Organisation("Linnéuniversitetet", ("LNU",)),
        Organisation("Polismyndigheten", ("Polisen",)),
    )
)
NOBODY_KNOWN = Organisations(())


def read(*lines: str) -> People:
    return read_people(lines, KNOWN)


def only(line: str) -> Person:
    found = read(line).people
    assert len(found) == 1, found
    return found[0]


ANNA = Person("Anna Berg", "Växjö")
ANNA_CHAIR = Person("Anna Berg", "Växjö", "ordförande")

ONE_PERSON_A_LINE = (
    ("Anna Berg, Växjö", ANNA),
    ("Anna Berg (Växjö)", ANNA),
    ("Anna Berg [Växjö]", ANNA),
    ("Anna Berg – Växjö", ANNA),
    ("Anna Berg - Växjö", ANNA),
    ("Anna Berg: Växjö", ANNA),
    ("Anna Berg/Växjö", ANNA),
    ("Anna Berg Växjö", ANNA),
    ("Anna Berg\tVäxjö", ANNA),
    ("Anna Berg | Växjö", ANNA),
    ("Växjö\tAnna Berg", ANNA),
    ("Växjö: Anna Berg", ANNA),
    ("Växjö – Anna Berg", ANNA),
    ("Anna\tBerg\tVäxjö", ANNA),
    ("Berg, Anna\tVäxjö", ANNA),
    ("- Anna Berg, Växjö", ANNA),
    ("• Anna Berg, Växjö.", ANNA),
    ("1. Anna Berg, Växjö,", ANNA),
    ("12) Anna Berg, Växjö;", ANNA),
    ("Anna\u00a0Berg, Växjö", ANNA),
    ("Anna Berg från Växjö", ANNA),
    ("Anna Berg, Växjö, ordförande", ANNA_CHAIR),
    ("Anna Berg Växjö, ordförande", ANNA_CHAIR),
    ("Anna Berg, ordförande, Växjö", ANNA_CHAIR),
    ("Anna Berg (ordförande), Växjö", ANNA_CHAIR),
    ("Anna Berg, Växjö (ordförande)", ANNA_CHAIR),
    ("ordförande Anna Berg, Växjö", ANNA_CHAIR),
    ("Anna Berg ordförande Växjö", ANNA_CHAIR),
    ("Anna Berg – ordförande – Växjö", ANNA_CHAIR),
    ("Anna Berg\tordförande\tVäxjö", ANNA_CHAIR),
    ("Anna Berg\tVäxjö\tordförande", ANNA_CHAIR),
    ("ordförande\tAnna Berg\tVäxjö", ANNA_CHAIR),
    ("Växjö\tordförande\tAnna Berg", ANNA_CHAIR),
    ("Anna Berg |  | ordförande", Person("Anna Berg", None, "ordförande")),
    ("Anna Berg, ordf., Växjö", Person("Anna Berg", "Växjö", "ordf.")),
    ("Anna Berg, v. ordf., Växjö", Person("Anna Berg", "Växjö", "v. ordf.")),
    ("Ordförande: Anna Berg", Person("Anna Berg", None, "Ordförande")),
    ("Anna Berg, processledare", Person("Anna Berg", None, "processledare")),
    ("Anna Berg", Person("Anna Berg")),
    ("ANNA BERG, VÄXJÖ", Person("ANNA BERG", "VÄXJÖ")),
)


@pytest.mark.parametrize(("line", "person"), ONE_PERSON_A_LINE)
def test_one_person_is_read_from_every_way_of_writing_it(line: str, person: Person) -> None:
    assert read(line) == People((person,))


ORGANISATIONS = (
    ("Anna Berg, Sjöviks kommun", "Sjöviks kommun"),
    ("Anna Berg, Sjövik", "Sjövik"),
    ("Anna Berg, Region Sjövik", "Region Sjövik"),
    ("Anna Berg, Föreningen Ljus i Natten", "Föreningen Ljus i Natten"),
    ("Anna Berg, Stiftelsen Ljusa Framtider", "Stiftelsen Ljusa Framtider"),
    ("Anna Berg, socialförvaltningen Sjövik", "socialförvaltningen Sjövik"),
    ("Anna Berg, tekniska förvaltningen", "tekniska förvaltningen"),
    (
        "Anna Berg, Barn- och utbildningsförvaltningen, Sjöviks kommun",
        "Barn- och utbildningsförvaltningen, Sjöviks kommun",
    ),
    ("Anna Berg, Enheten för barn och unga", "Enheten för barn och unga"),
    ("Anna Berg, Sveriges Kommuner och Regioner", "Sveriges Kommuner och Regioner"),
    ("Anna Berg, Svenska kyrkan i Växjö", "Svenska kyrkan i Växjö"),
    ("Anna Berg, Familjecentralen Solrosen", "Familjecentralen Solrosen"),
    ("Anna Berg, BUP", "BUP"),
    ("Anna Berg, AB Sjövikshem", "AB Sjövikshem"),
    ("Anna Berg, kultur och fritid", "kultur och fritid"),
    ("Anna Berg, Polisen", "Polisen"),
)


@pytest.mark.parametrize(("line", "organisation"), ORGANISATIONS)
def test_an_organisation_is_kept_as_written_also_where_nobody_listed_it(
    line: str, organisation: str
) -> None:
    assert only(line) == Person("Anna Berg", organisation)


ROLES = (
    ("Anna Berg, kommunikatör Region Kronoberg", "kommunikatör", "Region Kronoberg"),
    ("Anna Berg, socialchef, Växjö kommun", "socialchef", "Växjö kommun"),
    ("Anna Berg, rektor vid Tallskolan", "rektor", "Tallskolan"),
    ("Anna Berg, biträdande rektor Tallskolan", "biträdande rektor", "Tallskolan"),
    ("Anna Berg, tf verksamhetschef, Växjö", "tf verksamhetschef", "Växjö"),
    ("Anna Berg, verksamhetschef barn och unga, Växjö", "verksamhetschef barn och unga", "Växjö"),
    ("Anna Berg, samordnare för barn och unga, LNU", "samordnare för barn och unga", "LNU"),
    ("Anna Berg, 1:e vice ordförande, Växjö", "1:e vice ordförande", "Växjö"),
    ("Anna Berg, kommunstyrelsens ordförande, Växjö", "kommunstyrelsens ordförande", "Växjö"),
    ("Anna Berg, docent, LNU", "docent", "LNU"),
    ("docent Anna Berg, LNU", "docent", "LNU"),
    ("Anna Berg, kommunpolis Polismyndigheten", "kommunpolis", "Polismyndigheten"),
    ("Anna Berg, läkare Solhagens Läkarhus", "läkare", "Solhagens Läkarhus"),
    (
        "Individ- och familjeomsorgschef Anna Berg, Växjö",
        "Individ- och familjeomsorgschef",
        "Växjö",
    ),
    ("Anna Berg, polis", "polis", None),
    ("Anna Berg, facklig representant", "facklig representant", None),
)


@pytest.mark.parametrize(("line", "role", "organisation"), ROLES)
def test_a_role_is_told_from_the_organisation(
    line: str, role: str, organisation: str | None
) -> None:
    assert only(line) == Person("Anna Berg", organisation, role)


@pytest.mark.parametrize(
    "line",
    [
        "Anna Berg, Växjö (ersätter Bo Ek)",
        "Anna Berg, Växjö (ers. för Bo Ek)",
        "Anna Berg, Växjö (för Bo Ek)",
        "Anna Berg, Växjö, ersättare för Bo Ek",
        "Anna Berg, ersätter Bo Ek, Växjö",
        "Anna Berg, i stället för Bo Ek, Växjö",
        "Anna Berg, Växjö, vikarierar för Bo Ek",
    ],
)
def test_who_is_replaced_is_no_person_of_the_list(line: str) -> None:
    assert read(line) == People((Person("Anna Berg", "Växjö", None, "Bo Ek"),))


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Anna Berg, Växjö, via Teams", "via Teams"),
        ("Anna Berg, Växjö (via Teams)", "via Teams"),
        ("Anna Berg, Växjö, digitalt", "digitalt"),
        ("Anna Berg, Växjö, på länk", "på länk"),
        ("Anna Berg, Växjö, § 3-5", "§ 3-5"),
        ("Anna Berg, Växjö (§§ 1–4)", "§§ 1–4"),
        ("Anna Berg, Växjö, till kl. 10", "till kl. 10"),
        ("Anna Berg, Växjö (anslöt kl. 9.15)", "anslöt kl. 9.15"),
        ("Anna Berg, anna.berg@sjovik.example, Växjö", "anna.berg@sjovik.example"),
        ("Anna Berg, Växjö, 070-123 45 67", "070-123 45 67"),
        ("Anna Berg (S), Växjö", "(S)"),
    ],
)
def test_a_remark_is_told_as_unread_and_the_person_is_read(line: str, remark: str) -> None:
    assert read(line) == People((ANNA,), (remark,))


def test_a_party_stands_as_the_organisation_where_there_is_no_other() -> None:
    assert read("Anna Berg (S), ordförande") == People((Person("Anna Berg", "S", "ordförande"),))


NAMES = (
    "Nils Göran Ekdahl",
    "Roger O Lundin",
    "Roger O. Lundin",
    "Ann-Christin Alm-Ek",
    "Johan von Tall",
    "Bo af Sjö",
    "Sara O'Malley",
    "María José Álvarez",
    "Zeinab Omar",
    "Åsa Östlund",
    "Linnéa Él",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_shapes_are_whole(name: str) -> None:
    assert only(f"{name}, Växjö") == Person(name, "Växjö")


LISTED = (
    Person("Anna Berg", "Växjö", "Ordförande"),
    Person("Bo Ek", "Växjö"),
    Person("Cia Al", "Region Kronoberg"),
    Person("Roger O Lundin", "Lessebo"),
    Person("Nils Göran Ekdahl", "Alvesta", None, "Dag-Erik Lund"),
    Person("Bo Ek", "Växjö"),
    Person("Eva Holm", "LNU"),
    Person("Åsa Sund", "Region Kronoberg", "kommunikatör"),
    Person("Ida Strand", None, "processledare"),
)
LINES = (
    "Anna Berg Växjö, Ordförande",
    "Bo Ek, Växjö",
    "Cia Al, Region Kronoberg",
    "Roger O Lundin, Lessebo",
    "Nils Göran Ekdahl, Alvesta (ersätter Dag-Erik Lund)",
    "Bo Ek, Växjö",
    "Eva Holm, LNU",
    "Åsa Sund, kommunikatör Region Kronoberg",
    "Ida Strand, processledare",
)


@pytest.mark.parametrize("organisations", [KNOWN, NOBODY_KNOWN], ids=["known", "nobody known"])
@pytest.mark.parametrize(
    "lines",
    [LINES, [" ".join(LINES)], ["\n".join(LINES)], ["; ".join(LINES)], ["".join(LINES)]],
    ids=["lines", "line breaks lost", "one text", "semicolons", "glued together"],
)
def test_the_same_people_are_read_however_the_lines_were_kept(
    lines: Sequence[str], organisations: Organisations
) -> None:
    assert read_people(lines, organisations) == People(LISTED)


def test_people_of_unknown_places_are_told_apart_without_line_breaks() -> None:
    line = "Anna Berg, Sjövik Bo Ek, Tallbacka kommun Cia Al, Rädda Sjön Dag Lund, IFO"
    assert read_people([line], NOBODY_KNOWN) == People(
        (
            Person("Anna Berg", "Sjövik"),
            Person("Bo Ek", "Tallbacka kommun"),
            Person("Cia Al", "Rädda Sjön"),
            Person("Dag Lund", "IFO"),
        )
    )


def test_commas_lost_as_well_are_made_up_for_by_known_organisations() -> None:
    line = "Anna Berg Växjö Bo Ek Lessebo Cia Al Region Kronoberg"
    assert read(line) == People(
        (
            Person("Anna Berg", "Växjö"),
            Person("Bo Ek", "Lessebo"),
            Person("Cia Al", "Region Kronoberg"),
        )
    )


def test_titles_without_line_breaks_stay_with_the_name_before_them() -> None:
    line = "Anna Berg, socialchef Bo Ek, rektor Tallskolan Cia Al, tf chef Dag Lund, sekreterare"
    assert [(person.name, person.role) for person in read(line).people] == [
        ("Anna Berg", "socialchef"),
        ("Bo Ek", "rektor"),
        ("Cia Al", "tf chef"),
        ("Dag Lund", "sekreterare"),
    ]


def test_titles_before_the_names_go_with_the_name_after_them() -> None:
    line = "Ordförande Anna Berg, Växjö, sekreterare Bo Ek, Lessebo"
    assert read(line) == People(
        (Person("Anna Berg", "Växjö", "Ordförande"), Person("Bo Ek", "Lessebo", "sekreterare"))
    )


@pytest.mark.parametrize(
    "line",
    ["Anna Berg, Bo Ek och Cia Al", "Anna Berg, Bo Ek, Cia Al.", "Anna Berg; Bo Ek; Cia Al"],
)
def test_a_list_of_names_only_is_a_list_of_people(line: str) -> None:
    assert read(line) == People((Person("Anna Berg"), Person("Bo Ek"), Person("Cia Al")))


def test_first_names_alone_are_people_too() -> None:
    assert [person.name for person in read("Anna, Bo och Erika").people] == ["Anna", "Bo", "Erika"]


def test_those_under_the_name_of_an_organisation_belong_to_it() -> None:
    assert read("Växjö kommun: Anna Berg, Bo Ek") == People(
        (Person("Anna Berg", "Växjö kommun"), Person("Bo Ek", "Växjö kommun"))
    )


def test_an_organisation_after_two_joined_names_is_not_inferred_for_the_first() -> None:
    assert read("Anna Berg och Bo Ek, Växjö") == People(
        (Person("Anna Berg"), Person("Bo Ek", "Växjö"))
    )


def test_politicians_with_parties_and_those_they_stand_in_for() -> None:
    line = "Anna Berg (C), ordförande Bo Ek (MP) ersättare för Cia Al Dag Lund (S) för Eva Holm"
    assert read(line) == People(
        (
            Person("Anna Berg", "C", "ordförande"),
            Person("Bo Ek", "MP", None, "Cia Al"),
            Person("Dag Lund", "S", None, "Eva Holm"),
        )
    )


def test_the_same_person_twice_stays_twice() -> None:
    assert len(read("Bo Ek, Växjö", "Bo Ek, Växjö").people) == 2


def test_what_is_no_person_is_told_and_never_dropped() -> None:
    assert read("Samtliga ledamöter utom två", "m.fl.") == People(
        (), ("Samtliga ledamöter utom två", "m.fl.")
    )


def test_nothing_gives_nobody() -> None:
    assert read() == read("", "  ", " , ") == People()


def test_letters_of_two_parts_as_a_mac_writes_them_are_read() -> None:
    assert read("A\u030asa Lund, Va\u0308xjo\u0308") == People((Person("Åsa Lund", "Växjö"),))
