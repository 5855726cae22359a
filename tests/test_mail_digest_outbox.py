"""A digest in the outbox: Markdown that is the editor's, and the letter that is made of it."""

import datetime as dt
import email
import email.policy
import json
import re
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.mail.choosing.keys import page_keys
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.digests import find_prepared, free_name, make_letter, prepare, set_aside
from samverka.mail.outbox.folder import write_letter
from samverka.settings import Sender
from samverka.source.document import split_front_matter
from tests.digests import FEEDS, TODAY, Desk, news
from tests.hidden_word import HIDDEN, TEXT, WORD
from tests.small_site import page
from tests.test_leaks import tells

NASTY = (
    'a](https://x.se) `b` *c* <script>d</script> {: .decision } ![e](f) $x$ "g" \\ # h: & &amp;'
    ' \\](f) href="/x"'
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def edit(desk: Desk, old: str, new: str) -> None:
    path = desk.root / desk.prepared().path
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def laid_out(desk: Desk) -> Path:
    """The letter's files too."""
    made = make_letter(desk.project, desk.prepared(), desk.told).value
    sender = Sender(name="Trygg uppväxt", address="brev@exempel.se")
    return write_letter(desk.root, made.letter, Background(sender)).value


def section(desk: Desk, title: str) -> str:
    """The text of one item, from its heading."""
    text = (desk.root / desk.prepared().path).read_text(encoding="utf-8")
    found = re.search(rf"^### \[{title}\].*?(?=^##)", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


def test_the_text_is_plain_to_read_and_to_change(desk: Desk) -> None:
    desk.page("om/a.md", "Välkommen hit! Läs vår sida", description="Så här fungerar det. Bra.")
    desk.fetch(news("Ny lekplats i parken", summary="Den är grön."))
    prepared = desk.prepare()
    assert prepared.path.as_posix() == "outbox/sammanfattning-2026-11-22/brev.md"
    assert (
        (desk.root / prepared.path).read_text(encoding="utf-8")
        == """\
---
title: "Nytt 22 november 2026"
preheader: ""
---

Hej! Här är det senaste.

## Sidor

### [Välkommen hit! Läs vår sida](<https://exempel.se/om/a/>)

22 november 2026

Så här fungerar det. Bra.

## Från våra parter

### [Ny lekplats i parken](<https://www.alvesta.example/Ny-lekplats-i-parken>)

22 november 2026 · Alvesta, på alvesta.example

Den är grön.

## Inte med i brevet

Det här avsnittet syns inte i brevet. Flytta hit det du inte vill berätta, så kommer det inte \
tillbaka. Det du bara tar bort kommer med nästa gång.
"""
    )


def test_what_others_wrote_stays_text(desk: Desk) -> None:
    desk.fetch(news(NASTY, link="https://www.alvesta.example/a?b=1&c='d'", summary=NASTY))
    prepared = desk.prepare()
    letter = desk.letter()
    assert letter.preheader.startswith("a](https://x.se) `b`")
    assert NASTY in letter.text
    assert letter.items == (prepared.contents.start, *prepared.contents.items[0].keys)
    assert "<script" not in letter.html
    assert 'href="https://x.se' not in letter.html


def test_the_same_pages_and_the_same_told_give_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    desk.page("om/a.md", "Sidan")
    desk.fetch(news("Ny lekplats i parken"))
    digest = desk.digest()
    once, again = (prepare(tmp_path / name, digest, "brev") for name in ("ett", "två"))
    assert once == again
    for name in ("brev.md", "items.json"):
        files = [tmp_path / folder / "outbox/brev" / name for folder in ("ett", "två")]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_preparing_and_looking_tells_nobody(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.prepare()
    laid_out(desk)
    assert desk.told.issues == frozenset()
    assert desk.titles() == ["Sidan"]


def test_the_letter_is_made_of_what_the_editor_wrote(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.prepare()
    edit(desk, "[Sidan]", "[En bättre rubrik]")
    edit(desk, "## Sidor", "Hej alla!\n\n## Läsvärt")
    letter = desk.letter()
    assert "Hej alla!" in letter.text
    assert "Läs på webben: https://exempel.se/nytt/\n" in letter.text
    assert "En bättre rubrik" in letter.html
    assert desk.prepared().is_edited
    assert desk.send(letter) == ()
    assert desk.titles() == []


def test_the_first_titles_are_what_an_inbox_shows_unless_the_editor_writes_it(desk: Desk) -> None:
    for number in range(4):
        desk.page(f"om/{number}.md", f"Sida {number}")
    desk.prepare()
    edit(desk, section(desk, "Sida 0"), "")
    assert desk.letter().preheader == "Sida 1, Sida 2 och 1 till"
    edit(desk, 'preheader: ""', "preheader: Läs om hösten")
    assert desk.letter().preheader == "Läs om hösten"


def test_links_of_the_editors_own_are_led_right_from_the_sites_root(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.page("om/b.md", "Äldre sida", date=None)
    desk.prepare()
    edit(desk, "## Sidor", "Läs [den](om/b.md), [den](/om/b/) och [den](borta.md).\n\n## Sidor")
    assert "Läs den <https://exempel.se/om/b/>, den <https://exempel.se/om/b/> och den." in (
        desk.letter().text
    )


def test_what_the_editor_takes_away_comes_the_next_time(desk: Desk) -> None:
    desk.page("om/a.md", "Första sidan")
    desk.page("om/b.md", "Andra sidan")
    desk.prepare()
    edit(desk, section(desk, "Första sidan"), "")
    letter = desk.letter()
    assert "Första sidan" not in letter.text
    desk.send(letter)
    assert desk.titles() == ["Första sidan"]


def test_what_the_editor_moves_to_the_last_section_never_comes(desk: Desk) -> None:
    desk.page("om/a.md", "Första sidan")
    desk.page("om/b.md", "Andra sidan")
    desk.prepare()
    item = section(desk, "Första sidan")
    edit(desk, item, "")
    edit(desk, "## Inte med i brevet\n", f"## Inte med i brevet\n\n{item}")
    letter = desk.letter()
    assert "Första sidan" not in letter.html + letter.text
    assert "Inte med i brevet" not in letter.html + letter.text
    desk.send(letter)
    assert desk.titles() == []


def test_items_of_one_address_are_known_by_their_titles(desk: Desk) -> None:
    same = {"link": "https://alvesta.example/"}
    desk.fetch(
        news("Första nyheten i november", 3, id="1", **same),
        news("Andra nyheten i november", 2, id="2", **same),
    )
    desk.prepare()
    edit(desk, section(desk, "Första nyheten i november"), "")
    desk.send(desk.letter())
    assert desk.titles() == ["Första nyheten i november"]


def test_a_page_that_was_hidden_since_is_refused_with_its_line(desk: Desk) -> None:
    desk.page("om/a.md", "Hemlig sida")
    desk.page("om/b.md", "Öppen sida")
    desk.prepare()
    edit(desk, "## Sidor", "Min text.\n\n## Sidor")
    desk.page("om/a.md", "Hemlig sida", draft="true")
    with pytest.raises(SamverkaError) as refused:
        desk.letter()
    assert refused.value.what == (
        "outbox/sammanfattning-2026-11-22/brev.md:12"
        " https://exempel.se/om/a/ finns inte på webbplatsen längre."
    )


def test_a_page_that_moved_since_still_has_its_way(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.prepare()
    (desk.root / "docs/om/a.md").unlink()
    desk.page("om/b.md", "Sidan", moved_from="[om/a/]")
    assert "Sidan" in desk.letter().text


def test_what_was_told_since_is_refused_with_where(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", audience="[Skola]")
    desk.prepare()
    desk.send_new("Skola")
    with pytest.raises(SamverkaError, match="redan berättat i sammanfattning-2026-11-22-skola"):
        desk.letter()


def test_a_second_digest_of_the_day_has_a_name_of_its_own(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    desk.send_new()
    desk.page("om/b.md", "Andra sidan")
    assert desk.prepare().name == "sammanfattning-2026-11-22-2"
    assert desk.prepared().name == "sammanfattning-2026-11-22-2"


def test_one_that_is_prepared_is_found_as_long_as_nobody_was_sent_it(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    name = desk.prepare().name
    desk.today += dt.timedelta(days=7)
    assert desk.prepared().name == name
    assert find_prepared(desk.root, "Skola", desk.told) is None
    desk.send(desk.letter())
    assert find_prepared(desk.root, "", desk.told) is None


def test_the_editors_text_is_set_aside_and_never_written_over(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan")
    for number in (1, 2):
        desk.prepare() if number == 1 else prepare(desk.root, desk.digest(), desk.prepared().name)
        edit(desk, "Sidan", f"Min text {number}")
        aside = set_aside(desk.root, desk.prepared())
        assert f"Min text {number}" in (desk.root / aside).read_text(encoding="utf-8")
        (desk.root / aside.with_name("brev.md")).write_text("", encoding="utf-8")
    folder = desk.root / "outbox/sammanfattning-2026-11-22"
    assert {path.name for path in folder.glob("*.bak")} == {"brev-1.bak", "brev-2.bak"}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"audience": ""}', '{"audience":"","start":"x","made":"","items":[]}'],
)
def test_a_list_of_items_that_cannot_be_read_is_told(desk: Desk, content: str) -> None:
    desk.page("om/a.md", "Sidan")
    prepared = desk.prepare()
    (desk.root / prepared.path.with_name("items.json")).write_text(content, encoding="utf-8")
    with pytest.raises(SamverkaError, match=r"items\.json går inte att läsa"):
        desk.prepared()


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("---\nrubrik: a\n---\n", "brev.md title: saknas\n.*brev.md:2 rubrik: okänd nyckel"),
        ('---\ntitle: "a\n---\n', r"brev.md:\d+ ett citattecken saknas"),
        ('---\ntitle: " "\n---\n', "brev.md:2 title: får inte vara tom"),
        ("", "brev.md.* title: saknas"),
    ],
)
def test_faults_in_the_first_lines_are_told_together(desk: Desk, top: str, said: str) -> None:
    desk.page("om/a.md", "Sidan")
    path = desk.root / desk.prepare().path
    text = split_front_matter(path.read_text(encoding="utf-8")).body
    path.write_text(f"{top}\n{text}", encoding="utf-8")
    with pytest.raises(SamverkaError) as refused:
        desk.letter()
    assert re.search(said, refused.value.what, re.DOTALL), refused.value.what


def test_a_digest_of_many_items_is_read_back_whole(desk: Desk) -> None:
    for number in range(60):
        desk.page(f"om/s{number}.md", f"Sida nummer {number}")
    prepared = desk.prepare()
    letter = desk.letter()
    assert len(prepared.contents.items) == 60
    assert set(letter.items) == {
        prepared.contents.start,
        *(key for keys in page_keys(desk.project.around.catalogue).values() for key in keys),
    }


def parts_of(path: Path) -> list[bytes]:
    """The file, and what a mail program reads in it."""
    content = path.read_bytes()
    if path.suffix != ".eml":
        return [content]
    message = email.message_from_bytes(content, policy=email.policy.default)
    return [
        str(message.items()).encode(),
        *(bytes(part.get_payload(decode=True) or b"") for part in message.walk()),
    ]


@pytest.mark.parametrize("hidden", ["draft", "visibility"])
def test_no_file_of_the_outbox_tells_of_a_hidden_page(desk: Desk, hidden: str) -> None:
    value = {"draft": "true", "visibility": "staff"}[hidden]
    for path, matter in HIDDEN.items():
        said = {"date": TODAY, "updated": TODAY, "description": WORD, **matter, hidden: value}
        desk.write(path, page(f"{WORD} titel", TEXT, **said))
    desk.page("om/synlig.md", "Synlig sida", description="Den syns.")
    desk.fetch(news("Ny lekplats i parken"), feed=FEEDS[1])
    desk.prepare()
    folder = laid_out(desk)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"brev.md", "items.json", "letter.html", "draft.eml", "preview.html"} <= {
        path.name for path in files
    }
    telling = [path.name for path in files if any(map(tells, parts_of(path)))]
    assert telling == []
    assert "Synlig sida" in (folder / "letter.txt").read_text(encoding="utf-8")
    assert WORD not in json.dumps(desk.prepared().contents.model_dump())


def test_a_name_is_free_where_no_text_lies(desk: Desk) -> None:
    desk.page("om/a.md", "Sidan", audience="[Skola]")
    digest = desk.digest("Skola")
    assert free_name(desk.root, digest, desk.told) == "sammanfattning-2026-11-22-skola"
    (desk.root / "outbox/sammanfattning-2026-11-22-skola").mkdir(parents=True)
    assert free_name(desk.root, digest, desk.told) == "sammanfattning-2026-11-22-skola"
