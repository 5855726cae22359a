"""A table of numbers becomes a page, charts and a file to take along."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from samverka.catalogue.entry import Entry
from samverka.findings import Severity
from samverka.pages.indicators import colours
from samverka.pages.indicators.drawing import draw
from samverka.pages.indicators.figures import Figures, Indicator
from samverka.pages.indicators.files import csv_of
from samverka.pages.indicators.pictures import multiples_of, overview_of, pictures_of
from samverka.pages.indicators.reading import read_figures
from samverka.pages.indicators.scales import scale_of
from samverka.pages.indicators.shelf import SORT, drawn_all
from samverka.pages.indicators.svg import finished
from samverka.pages.indicators.telling import points_of, tell_all, tell_course, tell_latest
from samverka.pages.kept import FOLDER
from samverka.source.document import parse_document
from samverka.source.frontmatter import IndicatorMatter
from tests.small_site import Site, page, said

PATH = PurePosixPath("docs/indikatorer/matt.md")
MATTER: dict[str, object] = {
    "unit": "procent",
    "source_of_data": "Enkäten",
    "kind_of_indicator": "result",
}
LONG = "år;kommun;värde\n2021;Ölme;50\n2021;Alby;40\n2022;Ölme;60\n2022;Alby;35,5\n"


def document(**matter: object) -> str:
    return page("Mått", **{**MATTER, **matter})


def entry(**matter: object) -> Entry:
    parsed = parse_document(PATH, document(**matter))
    assert parsed.value is not None, parsed.findings
    return Entry.of(parsed.value)


def findings(root: Path, table: str | bytes, **matter: object) -> list[str]:
    write(root, table)
    read = read_figures(root, PATH, matter_of(**matter))
    return [f"{one.code} {one.place.line or ''} {one.message}" for one in read.findings]


def matter_of(**matter: object) -> IndicatorMatter:
    found = entry(**matter).matter
    assert isinstance(found, IndicatorMatter)
    return found


def write(root: Path, table: str | bytes) -> None:
    place = root / PATH.with_suffix(".csv")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(table if isinstance(table, bytes) else table.encode())


def figures(root: Path, table: str | bytes, **matter: object) -> Figures:
    write(root, table)
    read = read_figures(root, PATH, matter_of(**matter))
    assert read.value is not None, read.findings
    return read.value


def indicator(root: Path, table: str | bytes, **matter: object) -> Indicator:
    return Indicator(entry(**matter), matter_of(**matter), figures(root, table, **matter))


def shown(found: Figures) -> dict[str, list[str]]:
    return {one.place: [str(value) for value in one.values] for one in found.courses}


@pytest.mark.parametrize(
    "table",
    [
        LONG,
        LONG.replace("\n", "\r\n").encode("utf-8-sig"),
        LONG.encode("windows-1252"),
        LONG.encode("utf-16"),
        LONG.replace(";", "\t"),
        LONG.replace("35,5", '"35,5"').replace(";", ","),
        f"sep=;\r\n{LONG}",
        "kommun;2021;2022;;\nAlby;40;35,5;;\n;;;;\nÖlme;50;60;;\n",
        "år;Ölme;Alby\n2021;50;40\n2022;60;35,5\n",
        "Kommun;År;Andel\nalby;2022; 35,5 %\nALBY;2021;40\nÖlme;2021;50\nÖlme;2022;60\n",
    ],
)
def test_every_way_a_spreadsheet_saves_the_table_gives_the_same_numbers(
    tmp_path: Path, table: str | bytes
) -> None:
    found = figures(tmp_path, table)
    assert found.periods == ("2021", "2022")
    assert [list(map(str.casefold, shown(found))), *shown(found).values()] == [
        ["alby", "ölme"],
        ["40", "35.5"],
        ["50", "60"],
    ]


def test_missing_values_stay_empty_and_years_nobody_measured_leave_a_gap(tmp_path: Path) -> None:
    found = figures(tmp_path, "kommun;2021;2017;2019\nAlby;4;..;\nBoda;;3;2\n")
    assert found.periods == ("2017", "2019", "2021")
    assert found.times == (0, 2, 4)
    assert shown(found) == {"Alby": ["None", "None", "4"], "Boda": ["3", "2", "None"]}
    assert found.missing == 3


def test_other_periods_than_years_keep_the_order_of_the_file(tmp_path: Path) -> None:
    table = "termin;värde\nvt 2021;8\nht 2021;9\nvt 2022;7\n"
    assert figures(tmp_path, table).periods == ("vt 2021", "ht 2021", "vt 2022")
    table = "läsår;värde\n2021/22;8\n2019/20;9\n"
    assert figures(tmp_path, table).periods == ("2019/20", "2021/22")


def test_every_fault_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    table = "år;kommun;värde\n2021;Alby;fem\n2021;;5\n2022;Alby;7;x\n2022;Alby;8\n;Alby;9\n"
    assert findings(tmp_path, table) == [
        "IND04 2 fem är inget tal",
        "IND06 3 kommun saknas",
        "IND06 4 raden har fler än 3 kolumner",
        "IND05 5 Alby 2022 står redan på rad 4",
        "IND06 6 år saknas",
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "IND02  filen är tom"),
        (b"\x00\x01\x02", "IND02  filen är ingen CSV-fil"),
        (b"\x81\x8d", "IND02  filen är ingen CSV-fil"),
        ('år;värde\n2021;"5\n', "IND02  ett citattecken står fel eller saknas på rad 2"),
        (
            "x;y\n1;2\n",
            "IND03 1 det går inte att se vilka kolumner som är period, område och värde",
        ),
        ("år;värde\n2021;\n", "IND02  filen har inga siffror"),
        (f"år;värde\n{'2021;5' * 90_000}", "IND02  filen är större än 500 kB"),
        ("år;värde\n" + "2021;5\n" * 6000, "IND02  filen har fler än 5000 rader"),
    ],
)
def test_what_is_no_table_of_numbers_is_refused(
    tmp_path: Path, table: str | bytes, told: str
) -> None:
    assert findings(tmp_path, table) == [told]


def test_a_file_that_is_missing_is_told_of_by_its_name(tmp_path: Path) -> None:
    read = read_figures(tmp_path, PATH, matter_of())
    (finding,) = read.findings
    assert (finding.code, finding.place.path) == ("IND01", "docs/indikatorer/matt.csv")
    assert "matt.csv" in finding.hint


def test_many_faults_are_told_as_a_number(tmp_path: Path) -> None:
    told = findings(tmp_path, "år;värde\n" + "".join(f"{2000 + n};x\n" for n in range(50)))
    assert len(told) == 21
    assert told[-1].endswith("och 30 fel till i samma fil")


def test_a_column_that_is_not_shown_is_pointed_out_and_not_published(tmp_path: Path) -> None:
    table = "år;kommun;värde;kommentar\n2021;Alby;50;Ring Eva\n"
    assert findings(tmp_path, table) == ["IND03 1 kolumnen 'kommentar' kommer inte med"]
    assert b"Eva" not in csv_of(indicator(tmp_path, table))


def test_small_counts_are_pointed_out_since_they_can_be_somebody(tmp_path: Path) -> None:
    table = "kommun;2021;2022\nAlby;3;12\nBoda;0;4\n"
    told = findings(tmp_path, table, unit="barn")
    assert told == ["IND08 2 2 tal är mindre än 5 (rad 2 och 3)"]
    assert findings(tmp_path, table, unit="dagar", small_below=0) == []
    assert findings(tmp_path, table, unit="procent") == []
    assert findings(tmp_path, table, unit="barn", small_below=4) == [
        "IND08 2 1 tal är mindre än 4 (rad 2)"
    ]


def test_a_whole_that_is_not_in_the_table_is_told_of_on_the_page(tmp_path: Path) -> None:
    write(tmp_path, LONG)
    (finding,) = read_figures(tmp_path, PATH, matter_of(whole="Ölmen")).findings
    assert finding.place.path == str(PATH)
    assert finding.severity is Severity.WARNING
    assert "menade du Ölme?" in finding.message


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_sentences_say_what_the_numbers_say(tmp_path: Path) -> None:
    table = "kommun;2019;2020;2021;2022\nAlby;40;45;52;50\nBoda;60;;58;55\nLänet;50;51;53;52\n"
    found = indicator(tmp_path, table, whole="Länet")
    assert [one.place for one in found.figures.courses] == ["Länet", "Alby", "Boda"]
    assert [plain(point) for point in points_of(found)] == [
        "Länet: från 50 % 2019 till 52 % 2022, upp 2 procentenheter. Högst 53 % 2021.",
        "Högst 2022: Boda, 55 %.",
        "Lägst 2022: Alby, 50 %.",
        "2022 var värdet högre än 2019 i 1 av 2 kommuner, lägre i 1.",
        "Diagrammens skala börjar inte på noll, så att små skillnader syns.",
        "1 av 12 uppgifter saknas.",
    ]
    boda = found.figures.courses[2]
    assert plain(tell_course(boda, found)) == (
        "från 60 % 2019 till 55 % 2022, ned 5 procentenheter. Uppgift saknas för 2020."
    )
    assert plain(tell_latest(found)) == "Länet 2022: 52 %"


def test_few_and_equal_numbers_are_told_honestly(tmp_path: Path) -> None:
    one = indicator(tmp_path, "kommun;2021\nAlby;4\nBoda;4\n")
    assert [plain(point) for point in points_of(one)] == [
        "Lika för alla med uppgift 2021: 4 %.",
        "Det finns bara en mätning, så det går inte att se någon utveckling.",
    ]
    alone = indicator(tmp_path, "år;värde\n2021;4\n2022;4\n", invented="true")
    assert [plain(point) for point in points_of(alone)] == [
        "Från 4 % 2021 till 4 % 2022, oförändrat.",
        "Det finns bara 2 mätningar. Det är för få för att visa en trend.",
        "Siffrorna är påhittade och säger inget om verkligheten.",
    ]
    assert plain(tell_all(alone)).startswith("Från 4 % 2021")


@pytest.mark.parametrize(
    ("values", "unit", "marks"),
    [
        ("1;97", "procent", ["0", "25", "50", "75", "100"]),
        ("58,3;70,4", "procent", ["55", "60", "65", "70", "75"]),
        ("0;0", "barn", ["0", "1"]),
        ("-3;5", "grader", ["\u22124", "\u22122", "0", "2", "4", "6"]),
        ("0,01;0,04", "dagar", ["0", "0,01", "0,02", "0,03", "0,04"]),
        ("900;12000", "kronor", ["0", "5\u00a0000", "10\u00a0000", "15\u00a0000"]),
        ("80;101", "procent", ["80", "90", "100", "110"]),
    ],
)
def test_the_scale_has_few_round_marks_around_all_values(
    tmp_path: Path, values: str, unit: str, marks: list[str]
) -> None:
    scale = scale_of(indicator(tmp_path, f"kommun;2021;2022\nAlby;{values}\n", unit=unit))
    assert [word for _, word in scale.marks] == marks


def svgs(found: Indicator) -> Iterator[tuple[str, str]]:
    for named in pictures_of(found):
        svg = finished(draw(named.picture), named.picture.told).decode()
        assert finished(draw(named.picture), named.picture.told).decode() == svg
        yield named.name, svg


NASTY = '"<script>alert(1)</script> & ]]> =1+1"'


def test_the_charts_are_small_known_and_say_what_they_show(tmp_path: Path) -> None:
    table = f"kommun;2019;2020;2021\n{NASTY};1;2;3\nBoda;2;;3,5\nÅre;4;1;2\n"
    title = "'<b>T</b> & \u202e'"
    text = document(invented="true").replace("title: Mått", f"title: {title}")
    parsed = parse_document(PATH, text).value
    assert parsed is not None
    found = Indicator(Entry.of(parsed), matter_of(), figures(tmp_path, table))
    drawn = dict(svgs(found))
    assert list(drawn) == [
        "diagram",
        "diagram-boda",
        "diagram-are",
        "diagram-script-alert-1-script-1-1",
        "miniatyr",
    ]
    for svg in drawn.values():
        root = ET.fromstring(svg)  # noqa: S314 - our own
        names = {one.tag.rpartition("}")[2] for one in root.iter()}
        assert names <= {"svg", "title", "desc", "style", "g", "rect", "path", "line", "text"}
        assert (root[0].text or "").startswith("<b>T</b> & ")
        assert "Påhittade siffror." in (root[1].text or "")
        assert not re.search(r"href|url\(|on\w+=|@import|//(?!www\.w3\.org/2000/svg)", svg)
        assert len(svg.encode()) < 12_000
    assert drawn["diagram"].count("Påhittade siffror") == 2
    assert "<script" not in drawn["diagram"]


def test_eight_places_over_many_years_still_make_a_small_file(tmp_path: Path) -> None:
    years = range(1990, 2026)
    rows = "".join(
        f"Kommun {n};{';'.join(str(50 + (n * year) % 37) for year in years)}\n" for n in range(8)
    )
    found = indicator(tmp_path, f"kommun;{';'.join(map(str, years))}\n{rows}")
    assert max(len(svg.encode()) for _, svg in svgs(found)) < 12_000


def test_the_only_place_gets_one_large_chart(tmp_path: Path) -> None:
    found = indicator(tmp_path, "år;värde\n2021;4\n2022;\n2023;6\n")
    assert [one.name for one in pictures_of(found)] == ["diagram", "miniatyr"]
    line = dict(svgs(found))["diagram"]
    assert re.findall(r"<text[^>]*>([^<]+)", line)[-4:] == ["4", "6", "2021", "2023"]
    assert list(multiples_of(found)) == []
    assert plain(overview_of(found).alt).endswith("Uppgift saknas för 2022.")


def test_a_single_period_is_shown_as_dots_and_not_as_a_course(tmp_path: Path) -> None:
    found = indicator(tmp_path, "kommun;2021\nAlby;4\nEn kommun med ett mycket långt namn;9\n")
    assert [one.name for one in pictures_of(found)] == ["diagram"]
    assert "…" in dict(svgs(found))["diagram"]


def test_a_line_is_broken_where_a_value_is_missing(tmp_path: Path) -> None:
    whole = dict(svgs(indicator(tmp_path, "år;värde\n2020;1\n2021;2\n2022;3\n2023;4\n")))
    broken = dict(svgs(indicator(tmp_path, "år;värde\n2020;1\n2021;2\n2022;\n2023;4\n2024;5\n")))
    lines = [
        next(d for d in re.findall(r' d="([^"]+)"', svg["miniatyr"]) if "L" in d)
        for svg in (whole, broken)
    ]
    assert [line.count("M") for line in lines] == [1, 2]


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_words_and_lines_stand_out_from_the_ground_in_both_schemes() -> None:
    for scheme in ({one: one for one in colours.DARK}, colours.DARK):
        ground = scheme[colours.GROUND]
        for words in (colours.INK, colours.MUTED, colours.ACCENT):
            assert contrast(scheme[words], ground) >= 4.5
        for lines in (colours.STRONG, colours.EDGE):
            assert contrast(scheme[lines], ground) >= 3
        assert contrast(scheme[colours.STRONG], scheme[colours.EDGE]) > 1.5


def test_the_charts_have_the_colours_of_the_site() -> None:
    styles = Path(__file__).parent.parent / "src/samverka/look/colours.css"
    pairs = re.findall(r"light-dark\((#\w+), (#\w+)\)", styles.read_text(encoding="utf-8"))
    charts = {light: dark for light, dark in colours.DARK.items() if light != colours.GROUND}
    assert charts.items() <= set(pairs)
    assert ("#fff", colours.DARK[colours.GROUND]) in pairs


def test_a_chart_is_drawn_once_and_again_only_where_the_cache_is_gone(tmp_path: Path) -> None:
    pictures = [one.picture for one in pictures_of(indicator(tmp_path, LONG))]
    first = list(drawn_all(tmp_path, pictures))
    kept = sorted((tmp_path / FOLDER / SORT).iterdir())
    assert len(kept) == len(pictures)
    kept[0].write_bytes(b"kept")
    assert b"kept" in list(drawn_all(tmp_path, pictures))
    for path in kept:
        path.unlink()
    assert list(drawn_all(tmp_path, pictures)) == first
    assert list(drawn_all(tmp_path, pictures[:1])) == first[:1]
    assert len(list((tmp_path / FOLDER / SORT).iterdir())) == 1


def test_the_file_to_take_along_opens_right_and_runs_nothing(tmp_path: Path) -> None:
    table = "år;kommun;värde\n2021;=HYPERLINK(1);1234,5\n2021;@b;-3\n2022;@b;..\n2022;+c;4\n"
    content = csv_of(indicator(tmp_path, table, unit="kronor"))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Kommun", "År", "Värde (kronor)"]
    assert ["'=HYPERLINK(1)", "2021", "1234,5"] in rows
    assert ["'@b", "2022", ""] in rows
    assert ["'@b", "2021", "-3,0"] in rows
    assert not [cell for row in rows for cell in row[:2] if cell.startswith(("=", "+", "-", "@"))]
    write(tmp_path, content.decode("utf-8-sig").replace("Värde (kronor)", "Värde"))
    read = read_figures(tmp_path, PATH, matter_of())
    assert read.value is not None


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[str]]:
    site = Site(tmp_path_factory.mktemp("indicators")).set_up()
    site.write(
        "docs/indikatorer/matt.md", page('"Mått: *a*"', "Egen text.", **MATTER, whole="Länet")
    )
    table = f"kommun;2021;2022\r\nLänet;45;50\r\nÅby;40;\r\nBoda;50;60\r\n{NASTY};5;6\r\n"
    site.write("docs/indikatorer/matt.csv", table.encode("windows-1252"))
    process = {**MATTER, "kind_of_indicator": "process", "direction": "down", "invented": "true"}
    site.write("docs/indikatorer/vag.md", page("Väg", **process))
    site.write("docs/indikatorer/vag.csv", "år;värde\n2021;4\n2022;5\n")
    site.write("docs/indikatorer/fel.md", page("Fel", **MATTER))
    site.write("docs/indikatorer/fel.csv", "år;värde\n2021;krokofant\n")
    for name, key in (("utkast", "draft"), ("personal", "visibility")):
        hidden = page("krokofant", **MATTER, **{key: "true" if key == "draft" else "staff"})
        site.write(f"docs/indikatorer/{name}.md", hidden)
        site.write(f"docs/indikatorer/{name}.csv", "kommun;2021\nkrokofant;5\n")
        site.write(f"docs/indikatorer/{name}.svg", "<svg>krokofant</svg>")
        site.write(f"docs/indikatorer/{name}/diagram.svg", "<svg>krokofant</svg>")
    return site, said(site.build())


def test_a_page_shows_chart_numbers_and_files(built: tuple[Site, list[str]]) -> None:
    site, _ = built
    html, text = site.html("indikatorer/matt"), plain(site.text("indikatorer/matt"))
    order = ["Resultatindikator", "Egen text.", "Siffrorna 2021–2022", "Länet: från", "Tabell"]
    places = [text.rindex(part) for part in order]
    assert all(one < other for one, other in pairwise(places))
    assert "Länet: från 45 % 2021 till 50 % 2022, upp 5 procentenheter." in text
    assert "Mått: *a*, procent" in text
    assert '<th scope="row">Åby</th><td>40</td><td class="missing">uppgift saknas</td>' in html
    pictures = re.findall(r"<img [^>]*diagram[^>]*>", html)
    assert len(pictures) == 5
    assert all('alt="' in one and 'alt=""' not in one and "width=" in one for one in pictures)
    assert "<script>alert" not in html
    assert '<a href="../matt.csv">' in html


def test_the_list_parts_process_from_result_and_says_the_latest(
    built: tuple[Site, list[str]],
) -> None:
    text = plain(built[0].text("indikatorer"))
    order = ["Hur arbetet går", "Väg", "2022: 5 %.", "Vad det leder till", "Fel", "Mått: *a*"]
    places = [text.rindex(part) for part in order]
    assert all(one < other for one, other in pairwise(places))
    assert text.index("Påhittat exempel") < text.rindex("Vad det leder till")


def test_readers_get_the_checked_numbers_and_never_the_editors_file(
    built: tuple[Site, list[str]],
) -> None:
    site, told = built
    content = (site.root / "site/indikatorer/matt.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfKommun;Period;")
    assert "indikatorer/fel.csv" not in site.files()
    assert "Siffrorna går inte att visa just nu." in site.text("indikatorer/fel")
    assert [
        one for one in told if one.startswith("docs/indikatorer/fel.csv:2 krokofant är inget tal")
    ]


def test_numbers_and_charts_of_hidden_pages_stay_at_home(built: tuple[Site, list[str]]) -> None:
    site, _ = built
    files = [path for path in (site.root / "site").rglob("*") if path.is_file()]
    names = [path.name for path in files if path.suffix in (".csv", ".svg")]
    assert {"matt.csv", "vag.csv", "diagram.svg"} <= set(names)
    assert not [path for path in site.files() if "utkast" in path or "personal" in path]
    assert [path for path in files if b"krokofant" in path.read_bytes()] == []
