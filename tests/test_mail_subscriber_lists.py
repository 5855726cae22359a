"""Lists as Excel saves them become subscribers, and the other way."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.errors import SamverkaError
from samverka.findings import Noted, Severity
from samverka.mail.subscribers.lists import list_bytes, open_list, read_list
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.signing_up import Terms, read_signups
from samverka.mail.subscribers.subscriber import Outcome, Signup, Subscriber

MARCH, TODAY = dt.date(2026, 3, 1), dt.date(2026, 5, 1)
KNOWN = ("Chefer", "Föräldrar, vårdnadshavare", "Personal", "=Ekonomer")
TERMS = Terms(TODAY, KNOWN)
HEADS = "e-post;målgrupp;samtycke;källa\n"


def read(folder: Path, text: str | bytes, terms: Terms = TERMS) -> Noted[tuple[Signup, ...]]:
    path = folder / "lista.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    opened = open_list(path)
    if opened.value is None:
        return Noted((), opened.findings)
    signups = read_signups(opened.value, terms)
    return Noted(signups.value, (*opened.findings, *signups.findings))


def told(noted: Noted[tuple[Signup, ...]]) -> list[str]:
    return [f"{one.place.line} {one.code} {one.message}" for one in noted.findings]


ROWS = "Anna@Exempel.se{0}Chefer{0}2026-03-01{0}Anmälan på mötet\r\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "windows-1252", "utf-16"])
def test_a_list_is_read_as_excel_saves_it(tmp_path: Path, separator: str, encoding: str) -> None:
    heads = "E-post{0}Målgrupp(er){0}Samtycke{0}Källa\r\n"
    found = read(tmp_path, (heads + ROWS).format(separator).encode(encoding))
    assert found.findings == ()
    assert found.value == (
        Signup("anna@exempel.se", frozenset({"Chefer"}), MARCH, "Anmälan på mötet"),
    )


@pytest.mark.parametrize(
    "heads",
    [
        "E-postadress;Målgrupper;Samtyckesdatum;Källa",
        "epost;målgrupp;datum;ursprung",
        "Email;Audiences;Consent date;Source",
        "E-mail Address;audience;date;source",
    ],
)
def test_columns_are_known_by_their_swedish_and_english_names(tmp_path: Path, heads: str) -> None:
    found = read(tmp_path, f"{heads}\n{ROWS.format(';')}")
    assert [one.address for one in found.value] == ["anna@exempel.se"]
    assert found.findings == ()


def test_every_faulty_row_is_told_with_its_line(tmp_path: Path) -> None:
    rows = (
        "anna;Chefer;2026-03-01;Möte\n"
        "b@e.se;Cheefer;2026-03-01;Möte\n"
        "\n"
        "c@e.se;;2027-01-01;\n"
        "d@e.se;;;Möte\n"
        "e@e.se;;i våras;Möte\n"
        "f@e.se;;2026-02-30;Möte;mer\n"
        "g@e.se;;1 mars 2026;Möte\n"
    )
    found = read(tmp_path, HEADS + rows)
    assert sorted(told(found)) == [
        "2 PRE03 adressen saknar @",
        "3 PRE04 målgruppen Cheefer finns inte; menade du Chefer?",
        "5 PRE05 källan till samtycket saknas",
        "5 PRE05 samtycket är från en dag som inte har varit: 1 januari 2027",
        "6 PRE05 dagen för samtycket saknas",
        "7 PRE05 dagen för samtycket går inte att läsa",
        "8 PRE02 raden har fler kolumner än den första raden",
    ]
    assert [one.address for one in found.value] == ["g@e.se"]
    assert all(one.severity is Severity.ERROR and one.hint for one in found.findings)


def test_what_holds_for_the_whole_list_need_not_stand_in_it(tmp_path: Path) -> None:
    terms = Terms(TODAY, KNOWN, MARCH, "Lista på mötet")
    found = read(tmp_path, "e-post\nanna@e.se\n", terms)
    assert found == Noted((Signup("anna@e.se", frozenset(), MARCH, "Lista på mötet"),))
    assert told(read(tmp_path, "e-post\nanna@e.se\n")) == [
        "1 PRE05 kolumnen samtycke saknas",
        "1 PRE05 kolumnen källa saknas",
    ]


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("", set()),
        ("Alla", set()),
        ("chefer | PERSONAL", {"Chefer", "Personal"}),
        ("Chefer, Personal", {"Chefer", "Personal"}),
        ("Föräldrar, vårdnadshavare", {"Föräldrar, vårdnadshavare"}),
        ("Chefer | föräldrar, vårdnadshavare", {"Chefer", "Föräldrar, vårdnadshavare"}),
        ("fo\u0308ra\u0308ldrar, va\u030ardnadshavare", {"Föräldrar, vårdnadshavare"}),
    ],
)
def test_audiences_are_named_in_a_cell(tmp_path: Path, written: str, chosen: set[str]) -> None:
    found = read(tmp_path, f'{HEADS}anna@e.se;"{written}";2026-03-01;Möte\n')
    assert found.value[0].audiences == chosen


@pytest.mark.parametrize("written", ["|", " , ", "alla, Chefer"])
def test_a_cell_that_names_no_audience_is_not_everything(tmp_path: Path, written: str) -> None:
    found = read(tmp_path, f'{HEADS}anna@e.se;"{written}";2026-03-01;Möte\n')
    assert found.value == ()
    assert [one.code for one in found.findings] == ["PRE04"]


def test_an_address_that_stands_twice_is_one_with_the_audiences_of_both(tmp_path: Path) -> None:
    rows = "anna@växjö.se;Chefer;2026-03-01;Möte\nAnna@VÄXJÖ.SE;Personal;2026-04-01;Webb\n"
    found = read(tmp_path, HEADS + rows)
    assert told(found) == ["3 PRE06 adressen står redan på rad 2"]
    (one,) = found.value
    assert one.audiences == {"Chefer", "Personal"}
    assert one.source == "Webb"


def test_other_columns_are_said_not_to_be_read(tmp_path: Path) -> None:
    found = read(tmp_path, "Namn;e-post;samtycke;källa\nAnna;anna@e.se;2026-03-01;Möte\n")
    assert told(found) == ["1 PRE02 kolumnen Namn läses inte"]
    assert found.findings[0].severity is Severity.NOTE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "PRE01 filen är tom"),
        (b"PK\x03\x04\0\0", "PRE01 filen är ingen CSV-fil"),
        (b'e-post\n"anna@e.se\n', "PRE01 ett citattecken står fel eller saknas på rad 2"),
        (b"namn;telefon\nAnna;123\n", "PRE02 ingen kolumn heter e-post"),
        (b"e-post;mejl\na@e.se;b@e.se\n", "PRE02 flera kolumner kan vara e-post"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(
    tmp_path: Path, content: bytes, said: str
) -> None:
    found = read(tmp_path, content, Terms(TODAY, KNOWN, MARCH, "Möte"))
    assert said in [f"{one.code} {one.message}" for one in found.findings]


def test_a_list_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SamverkaError, match="Hittar inte filen"):
        open_list(tmp_path / "borta.csv")


def test_cells_that_excel_would_reckon_out_are_made_harmless(tmp_path: Path) -> None:
    signup = Signup("=1+1@e.se", frozenset({"=Ekonomer"}), MARCH, '=HYPERLINK("http://e.se")')
    content = list_bytes([Subscriber("k", signup, TODAY)])
    assert content.startswith(b"\xef\xbb\xbfe-post;")
    cells = content.decode("utf-8-sig").splitlines()[1].replace('"', "").split(";")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert read(tmp_path, content).value == (signup,)


SIGNUPS = st.builds(
    Signup,
    st.from_regex(r"[a-z=+'-][a-z0-9'=+-]{0,8}@[a-z]{1,6}\.se", fullmatch=True),
    st.frozensets(st.sampled_from(KNOWN)),
    st.dates(dt.date(1999, 1, 1), TODAY),
    st.text("aÅ;,\"'=+-@|\t 1å😀", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
)


@given(st.lists(SIGNUPS, unique_by=lambda one: one.address, min_size=1))
def test_an_exported_list_is_imported_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, signups: list[Signup]
) -> None:
    folder = tmp_path_factory.mktemp("lista")
    content = list_bytes([Subscriber("k", one, TODAY) for one in signups])
    found = read(folder, content)
    assert found.findings == ()
    assert sorted(found.value, key=hash) == sorted(signups, key=hash)


def test_a_list_for_one_sending_needs_only_addresses_and_leaves_out_who_has_left(
    tmp_path: Path,
) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("Adress\nb@e.se\nA@e.se\na@e.se\nfel\nborta@e.se\n", encoding="utf-8")
    with open_register(tmp_path) as register:
        register.suppress([register.recipient_of("borta@e.se").key], "bounced", TODAY)
        found = read_list(path, register)
        wanted = sorted(register.recipient_of(one).key for one in ("a@e.se", "b@e.se"))
    assert [one.key for one in found.value] == wanted
    assert [(one.place.line, one.code) for one in found.findings] == [
        (4, "PRE06"),
        (5, "PRE03"),
        (None, "PRE07"),
    ]
    assert "1 av adresserna är spärrade" in found.findings[-1].message


def test_an_import_adds_all_or_nothing(tmp_path: Path) -> None:
    good = Signup("a@e.se", frozenset(), MARCH, "Möte")

    def broken_off() -> list[Signup]:
        raise KeyboardInterrupt

    with open_register(tmp_path) as register:
        with pytest.raises(KeyboardInterrupt):
            register.add((one for part in ([good], None) for one in part or broken_off()), TODAY)
        assert register.recipients() == ()
        assert register.would_add([good], TODAY) == {Outcome.NEW: 1}
        assert register.recipients() == ()
