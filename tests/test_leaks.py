"""A draft, or a page for staff, leaves no trace in the public site."""

import gzip
import html
import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from samverka.website.building import BuildResult
from tests.hidden_word import EVERYWHERE, HIDDEN, NAV, PICTURE, PUBLIC, SHOWN, TEXT, WORD
from tests.small_site import OURS, Site, page

TOPICS = "      areas: [Hälsa]\n      audiences: [Polis]\n"


@pytest.fixture(scope="module", params=["draft: true", "visibility: staff"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, BuildResult]:
    site = Site(tmp_path_factory.mktemp("leaks")).set_up(NAV, OURS + TOPICS)
    key, _, value = request.param.partition(": ")
    for path, matter in HIDDEN.items():
        site.write(path, page(f"{WORD} titel", TEXT, **EVERYWHERE, **{key: value}, **matter))
        site.write(path.replace(".md", f"/{WORD}.png"), PICTURE)
        site.write(path.replace(".md", "/bild.png"), PICTURE)
        site.write(path.replace(".md", "/film.mp4"), PICTURE)
        site.write(path.replace(".md", "/text.vtt"), f"WEBVTT\n\n00:00.000 --> 00:01.000\n{WORD}\n")
        site.write(path.replace(".md", ".docx"), PICTURE)
        site.write(path.replace(".md", ".csv"), f"år;{WORD}\n2021;10\n")
    site.write(f"docs/om/{WORD}-fel.md", f"---\ntitle: {WORD}\ndraft: ture\n---\n\n{TEXT}")
    site.write(f"docs/om/{WORD}-fel/bild.png", PICTURE)
    site.write(f"docs/bilder/{WORD}.png", PICTURE)
    site.write("docs/data.csv", WORD)
    site.write("docs/kunskapsoversikter/lista.bib", WORD)
    site.write("docs/om/index.md", page("Om", PUBLIC))
    for path, text in SHOWN.items():
        site.write(path, text)
    site.write("newsletters/2021-01/bild.png", b"synlig")
    return site, site.build()


def contents(data: bytes) -> Iterator[bytes]:
    """What a file holds, also what is packed in it, in whatever sort of package."""
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield from contents(gzip.decompress(data))
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from contents(packed.read(name))
    elif re.match(rb"[A-Z][A-Za-z-]*: ", data):
        for part in message_from_bytes(data, policy=policy.default).walk():
            yield "\n".join(f"{name}: {said}" for name, said in part.items()).encode()
            payload = part.get_payload(decode=True)
            yield from contents(payload if isinstance(payload, bytes) else b"")


def tells(data: bytes) -> bool:
    """Also where the word is written with character references, folded, hyphenated or in parts."""
    for content in contents(data):
        text = content.decode("utf-8", "ignore")
        whole = re.sub(r"\r?\n[ \t]|\u00ad|\u200b", "", html.unescape(html.unescape(text)))
        if any(WORD in said.lower() for said in (text, whole, re.sub(r"<[^>]*>", "", whole))):
            return True
    return False


def packed_as_word(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", text)
    return stream.getvalue()


def as_references(text: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in text)


def mailed(encoding: str, text: str) -> bytes:
    return f"Subject: Nytt\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{text}".encode()


WRITINGS = {
    "in capitals": WORD.upper().encode(),
    "packed": gzip.compress(WORD.encode()),
    "in two runs of a Word file": packed_as_word(f"<t>{WORD[:4]}</t><t>{WORD[4:]}</t>"),
    "in a packed Word file": gzip.compress(packed_as_word(WORD)),
    "as references": as_references(WORD).encode(),
    "as references, twice": html.escape(as_references(WORD)).encode(),
    "folded": f"SUMMARY:{WORD[:4]}\r\n {WORD[4:]}".encode(),
    "in quoted-printable": mailed(
        "quoted-printable", f"{WORD[:4]}=\r\n={ord(WORD[4]):X}{WORD[5:]}"
    ),
    "in base64": mailed("base64", b64encode(f"å {WORD} ö".encode()).decode()),
    "in a subject": f"Subject: =?utf-8?q?{WORD[:4]}?=\r\n =?utf-8?q?{WORD[4:]}?=\r\n\r\n".encode(),
    "hyphenated": f"{WORD[:4]}\u00ad<wbr>{WORD[4:]}".encode(),
}


@pytest.mark.parametrize("data", WRITINGS.values(), ids=WRITINGS)
def test_the_word_is_found_however_it_is_written(data: bytes) -> None:
    assert tells(data)


def test_another_word_is_not_taken_for_it() -> None:
    assert not tells(gzip.compress(packed_as_word("<t>kroko</t> <t>dil</t>")))


def test_no_name_of_a_file_tells_of_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    files = built[0].files()
    assert not {path for path in files if WORD in path.lower()}
    assert not {path for path in files if "2021-06-04" in path or "2020-09" in path}


def test_no_file_tells_of_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    site = built[0].root / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    telling = [str(path.relative_to(site)) for path in files if tells(path.read_bytes())]
    assert {".html", ".xml", ".json", ".txt"} <= {path.suffix for path in files}
    assert telling == []


def test_no_page_leads_to_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    site = built[0]
    texts = (".html", ".xml", ".json", ".txt", ".ics", ".md", ".csv", ".bib", ".ris")
    pages = [path for path in site.files() if path.endswith(texts)]
    assert len(pages) > 5
    for path in pages:
        text = (site.root / "site" / path).read_text(encoding="utf-8")
        assert "2021-06-04" not in text, path
        assert "2020-09" not in text, path
        assert "2029-09-17" not in text, path
        assert "20290917" not in text, path


def test_what_is_public_is_still_there(built: tuple[Site, BuildResult]) -> None:
    site = built[0]
    assert {"nyhetsbrev/2021-01/index.html", "nyhetsbrev/2021-01/bild.png"} <= site.files()
    assert "Synlig" in site.text("utbildning")
    module = {path for path in site.files() if path.startswith("utbildning/synlig/")}
    assert {Path(path).suffix for path in module} >= {".html", ".md", ".docx", ".pptx", ".zip"}
    assert "Läs igen rot med del" in site.text("om")
    sitemap = (site.root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "https://exempel.se/utbildning/synlig/" in sitemap
    feed = (site.root / "site/feed/alla.xml").read_text(encoding="utf-8")
    assert {"Synligt möte", "Synlig översikt", "Synlig", "Synligt brev"} == set(
        re.findall(r"<entry>.*?<title>(.*?)</title>", feed, re.DOTALL)
    )


def test_the_editor_is_told_of_each_link_to_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    told = [one for one in built[1].findings if one.place.path == "docs/om/index.md"]
    lines = [finding.place.line or 0 for finding in told]
    assert sorted(lines) == [7] * 4 + [8] * 3 + [9] * 2 + [10, 12]
    assert all("inte är publicerat" in finding.message for finding in told)


@pytest.mark.parametrize(
    "name", ["sida.md.txt", "sida.txt", "sida.md.bak", "sida.md~", "~$sida.docx", "sida.MD"]
)
def test_a_draft_under_a_wrong_name_is_not_copied_to_the_site(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).set_up()
    draft = f"---\ntitle: {WORD}\ndraft: true\n---\n\n{WORD}\n"
    site.write(f"docs/om/{name}", draft).write(f"newsletters/{name}", draft)
    result = site.build()
    assert not {path for path in site.files() if "sida" in path}
    assert {str(f.place) for f in result.findings} == {f"docs/om/{name}", f"newsletters/{name}"}
