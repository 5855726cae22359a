"""A letter's folder in the outbox: nothing of the user's is lost, nothing changed is sent."""

import email
import email.policy
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from playwright.sync_api import Browser

from samverka.errors import SamverkaError
from samverka.findings import Finding, Place, Severity
from samverka.mail.letter.letter import Letter, Picture
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.folder import read_letter, write_letter
from samverka.settings import Sender
from samverka.swedish.sizes import say_size
from tests.accessibility import View, judge
from tests.outbox_letters import LEAVING, PNG, SENDER, written_letter
from tests.test_accessibility import needed

OURS = {
    *("letter.html", "letter.txt", "draft.eml", "preview.html", "letter.json"),
    "bilder/logotyp.png",
}
BACKGROUND = Background(SENDER)


def write(root: Path, letter: Letter) -> Path:
    return write_letter(root, letter, BACKGROUND).value


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_letter_is_read_back_as_it_was(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    assert folder == tmp_path / "outbox" / "2020-09"
    assert set(files(folder)) == OURS
    assert read_letter(tmp_path, folder) == letter


def test_the_same_letter_gives_the_same_files(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    before = files(write(tmp_path, letter))
    assert files(write(tmp_path, letter)) == before


def test_the_html_on_disk_shows_its_pictures(tmp_path: Path) -> None:
    folder = write(tmp_path, written_letter(tmp_path))
    html = (folder / "letter.html").read_text(encoding="utf-8")
    assert 'src="bilder/logotyp.png"' in html
    assert "cid:" not in html
    assert (folder / "bilder/logotyp.png").read_bytes() == PNG


def test_pictures_that_differ_in_capitals_only_get_names_of_their_own(tmp_path: Path) -> None:
    names = ("logo.png", "LOGO.png", "logo.png")
    pictures = tuple(
        Picture(f"{number}@exempel.se", name, "image/png", PNG + bytes([number]))
        for number, name in enumerate(names)
    )
    html = "".join(f'<img src="cid:{one.cid}" alt="">' for one in pictures)
    letter = replace(written_letter(tmp_path), html=html, pictures=pictures)
    read = read_letter(tmp_path, write(tmp_path, letter))
    assert read.html == html
    assert [one.content for one in read.pictures] == [one.content for one in pictures]
    assert len({one.file_name.casefold() for one in read.pictures}) == 3


def test_a_new_letter_takes_the_place_of_one_that_is_as_we_left_it(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    (folder / "resultat.html").write_text("mitt", encoding="utf-8")
    html = letter.html.replace('<img src="cid:a1@exempel.se" alt="Logotyp > stor" width="40">', "")
    newer = replace(letter, html=html, pictures=())
    write(tmp_path, newer)
    assert read_letter(tmp_path, folder) == newer
    assert set(files(folder)) == OURS - {"bilder/logotyp.png"} | {"resultat.html"}


@pytest.mark.parametrize("name", sorted(OURS - {"letter.json"}))
def test_a_file_changed_by_hand_is_never_written_over(tmp_path: Path, name: str) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    (folder / name).write_bytes(b"mitt eget")
    before = files(folder)
    different = replace(letter, html=letter.html.replace("Hej", "Tja"), text="Annat\n" + LEAVING)
    different = replace(different, pictures=(replace(letter.pictures[0], content=PNG + b"x"),))
    with pytest.raises(SamverkaError, match=re.escape(f"outbox/2020-09/{name}")) as refused:
        write(tmp_path, different)
    assert files(folder) == before
    assert "flytta" in refused.value.do


def test_all_files_changed_by_hand_are_told_at_once(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    for name in ("letter.html", "draft.eml"):
        (folder / name).write_bytes(b"mitt eget")
    with pytest.raises(SamverkaError, match=r"letter\.html är ändrad.*\n.*draft\.eml är ändrad"):
        write(tmp_path, letter)


def test_a_file_that_was_there_before_us_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "outbox" / "2020-09"
    folder.mkdir(parents=True)
    (folder / "letter.html").write_text("mitt", encoding="utf-8")
    with pytest.raises(SamverkaError, match="ändrad för hand"):
        write(tmp_path, written_letter(tmp_path))
    assert set(files(folder)) == {"letter.html"}


@pytest.mark.parametrize("name", ["letter.html", "letter.txt", "bilder/logotyp.png"])
def test_a_letter_changed_by_hand_is_not_sent(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, written_letter(tmp_path))
    (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    with pytest.raises(SamverkaError, match=re.escape(name)) as refused:
        read_letter(tmp_path, folder)
    assert "samverka newsletter 2020-09" in refused.value.do


def test_a_letter_is_not_sent_when_its_text_was_edited_since(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    source = tmp_path / letter.source.path
    source.write_bytes(source.read_bytes() + b"Mer.\n")
    with pytest.raises(SamverkaError, match=r"newsletters/2020-09\.md är ändrad"):
        read_letter(tmp_path, folder)
    source.unlink()
    with pytest.raises(SamverkaError, match=r"newsletters/2020-09\.md finns inte längre"):
        read_letter(tmp_path, folder)


def test_a_digest_is_made_anew_with_its_own_command(tmp_path: Path) -> None:
    path = PurePosixPath("outbox/sammanfattning-2020-09-01/brev.md")
    letter = written_letter(tmp_path, "sammanfattning-2020-09-01", path)
    folder = write(tmp_path, letter)
    assert read_letter(tmp_path, folder) == letter
    (tmp_path / path).write_text("nytt", encoding="utf-8")
    with pytest.raises(SamverkaError) as refused:
        read_letter(tmp_path, folder)
    assert refused.value.do.endswith('samverka digest --audience "Förskola"')


def test_everything_wrong_with_a_letter_is_told_at_once(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    (folder / "letter.txt").unlink()
    (folder / "letter.html").write_bytes(b"")
    (tmp_path / letter.source.path).write_bytes(b"")
    with pytest.raises(SamverkaError) as refused:
        read_letter(tmp_path, folder)
    assert len(refused.value.what.splitlines()) == 3


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "no name": lambda said: said.pop("name"),
    "another name": lambda said: said.update(name="../../borta"),
    "a name with a drive": lambda said: said.update(name="C:borta"),
    "a source outside": lambda said: said["source"].update(path="../hemligt.md"),
    "an absolute source": lambda said: said["source"].update(path="/etc/passwd"),
    "a source by backslash": lambda said: said["source"].update(path="..\\hemligt.md"),
    "a picture outside": lambda said: said["pictures"][0].update(stored="../../hemlig.png"),
    "a picture not listed": lambda said: said["files"].pop("bilder/logotyp.png"),
    "a page as picture": lambda said: said["pictures"][0].update(media_type="text/html"),
    "a header in the name of a picture": lambda said: said["pictures"][0].update(
        stored="a\r\nBcc: x.png"
    ),
    "a header in the id of a picture": lambda said: said["pictures"][0].update(cid="a>\r\nB: c"),
    "a script as the way out": lambda said: said.update(leaving="javascript:alert(1)"),
    "a header in the way out": lambda said: said.update(leaving="mailto:a@b.se\r\nBcc: c@d.se"),
    "an unknown key": lambda said: said.update(mer=1),
    "a wrong type": lambda said: said.update(items=3),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_a_manifest_that_is_not_ours_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    folder = write(tmp_path, written_letter(tmp_path))
    said = json.loads((folder / "letter.json").read_text(encoding="utf-8"))
    change(said)
    (folder / "letter.json").write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(SamverkaError, match="inget brev som Samverka har gjort"):
        read_letter(tmp_path, folder)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"null", b"[" * 100_000, b'{"a": NaN}'])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = write(tmp_path, written_letter(tmp_path))
    (folder / "letter.json").write_bytes(content)
    with pytest.raises(SamverkaError, match="inget brev"):
        read_letter(tmp_path, folder)


def test_a_folder_without_a_letter_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SamverkaError, match="inget brev") as refused:
        read_letter(tmp_path, tmp_path / "outbox" / "2020-09")
    assert "samverka newsletter 2020-09" in refused.value.do


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "C:x", ".gömd", "a\nb"])
def test_a_letter_never_leaves_the_outbox(tmp_path: Path, name: str) -> None:
    with pytest.raises(SamverkaError, match="går inte att spara"):
        write(tmp_path, replace(written_letter(tmp_path), name=name))
    assert not (tmp_path / "outbox").exists()


CUT_SHORT = """\
    import os, sys
    from pathlib import Path
    from dataclasses import replace
    from samverka.mail.outbox import folder
    from samverka.mail.outbox.background import Background
    from tests.outbox_letters import SENDER, written_letter

    root, left = Path(sys.argv[1]), int(sys.argv[2])

    def stop(event, arguments):
        global left
        if event == "os.rename" and "outbox" in str(arguments[0]):
            if left == 0:
                os._exit(9)
            left -= 1

    letter = written_letter(root)
    newer = replace(letter, html=letter.html.replace("Hej", "Tja"), text="Nytt\\n" + letter.text)
    sys.addaudithook(stop)
    folder.write_letter(root, newer, Background(SENDER))
"""


@pytest.mark.parametrize("moves", range(8))
def test_a_run_cut_short_anywhere_is_made_good_by_the_next(tmp_path: Path, moves: int) -> None:
    letter = written_letter(tmp_path)
    folder = write(tmp_path, letter)
    program = textwrap.dedent(CUT_SHORT)
    command = [sys.executable, "-c", program, str(tmp_path), str(moves)]
    project = Path(__file__).parent.parent
    done = subprocess.run(command, cwd=project, check=False)
    assert done.returncode == (9 if moves < 7 else 0)
    write(tmp_path, letter)
    assert read_letter(tmp_path, folder) == letter
    assert set(files(folder)) == OURS


def draft_of(root: Path, letter: Letter, background: Background = BACKGROUND) -> EmailMessage:
    folder = write_letter(root, letter, background).value
    content = (folder / "draft.eml").read_bytes()
    return email.message_from_bytes(content, policy=email.policy.default)


def test_a_draft_opens_as_not_yet_sent_and_to_nobody(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    draft = draft_of(tmp_path, letter)
    assert draft["X-Unsent"] == "1"
    assert draft["Subject"] == letter.subject
    assert str(draft["From"].addresses[0]) == "Trygg uppväxt i Växjö <brev@exempel.se>"
    assert set(draft.keys()) == {"Subject", "MIME-Version", "Content-Type", "X-Unsent", "From"}
    plain, html = draft.get_body(("plain",)), draft.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert LEAVING in plain.get_content()
    assert html.get_content().replace("\r\n", "\n") == letter.html
    related = draft.get_body(("related",))
    assert isinstance(related, EmailMessage)
    assert [part["Content-ID"] for part in related.iter_attachments()] == ["<a1@exempel.se>"]


def test_a_draft_has_nothing_but_ascii_and_crlf(tmp_path: Path) -> None:
    content = (write(tmp_path, written_letter(tmp_path)) / "draft.eml").read_bytes()
    assert content.isascii()
    assert not re.search(rb"(?<!\r)\n", content)


def test_a_domain_with_swedish_letters_is_written_for_mail(tmp_path: Path) -> None:
    sender = Sender(name="Växjö, kommun", address="brev@växjö.se", reply_to="svar@växjö.se")
    draft = draft_of(tmp_path, written_letter(tmp_path), Background(sender))
    assert draft["From"].addresses[0].addr_spec == "brev@xn--vxj-qla6g.se"
    assert draft["From"].addresses[0].display_name == "Växjö, kommun"
    assert str(draft["Reply-To"]) == "svar@xn--vxj-qla6g.se"


@pytest.mark.parametrize(
    ("name", "address"),
    [("A\r\nBcc: x@y.se", "a@b.se"), ("A", "å@b.se"), ("A", "a@b..se"), ("A\0", "a@b.se")],
)
def test_a_sender_that_no_header_can_hold_is_refused(
    tmp_path: Path, name: str, address: str
) -> None:
    sender = Sender.model_construct(name=name, address=address, reply_to=None)
    with pytest.raises(SamverkaError, match="Avsändaren"):
        write_letter(tmp_path, written_letter(tmp_path), Background(sender))
    assert not (tmp_path / "outbox").exists()


def preview_of(root: Path, letter: Letter, background: Background = BACKGROUND) -> str:
    folder = write_letter(root, letter, background).value
    return (folder / "preview.html").read_text(encoding="utf-8")


def test_a_preview_loads_nothing_from_anywhere(tmp_path: Path) -> None:
    picture = tmp_path / "barn.png"
    picture.write_bytes(PNG)
    pictures = {"https://exempel.se/bilder/barn.png": picture}
    page = preview_of(tmp_path, written_letter(tmp_path), Background(SENDER, pictures=pictures))
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert set(re.findall(r"src=(?:\"|&#34;)(.*?)(?:,|\"|&#34;)", page)) <= {
        *("data:image/png;base64", "data:"),
    }
    assert "cid:" not in page
    assert "<script" not in page


def test_a_preview_tells_subject_figures_findings_and_what_to_type(tmp_path: Path) -> None:
    found = Finding(
        Place("newsletters/2020-09.md", 7), "IMG01", Severity.WARNING, "Saknas <b>", "Gör"
    )
    page = preview_of(tmp_path, written_letter(tmp_path), Background(SENDER, (found,)))
    assert "Nyhetsbrev för september: vi når fler föräldrar" in page
    assert "Två nya utbildningar." in page
    assert "0,7 kB. Gmail klipper av vid 102 kB" in page
    assert "2 olika" in page
    assert "1 i brevet, 1 på webbplatsen" in page
    assert "Saknas &lt;b&gt;" in page
    assert "newsletters/2020-09.md:7" in page
    assert "samverka send outbox/2020-09 --test din@adress" in page


def test_sizes_are_said_in_a_unit_that_fits() -> None:
    assert [say_size(size) for size in (700, 35_000, 11_800_000)] == [
        "0,7 kB",
        "34,2 kB",
        "11,3 MB",
    ]


def test_nothing_in_a_letter_breaks_out_of_its_preview(tmp_path: Path) -> None:
    attack = '"></iframe><script>alert(1)</script>'
    letter = replace(
        written_letter(tmp_path),
        html=f"<p>{attack}</p>",
        subject=attack,
        preheader=attack,
        text=attack,
        pictures=(),
    )
    page = preview_of(tmp_path, letter)
    assert "<script" not in page
    assert page.count("<iframe") == page.count("</iframe>") == 4


def test_what_shows_badly_in_an_inbox_is_told(tmp_path: Path) -> None:
    letter = written_letter(tmp_path)
    bare = replace(letter, subject="x" * 61, preheader="")
    told = write_letter(tmp_path, bare, BACKGROUND).findings
    assert [one.code for one in told] == ["BREV11", "BREV12"]
    assert write_letter(tmp_path, replace(letter, name="annat"), BACKGROUND).findings == ()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_preview_and_it_fits_the_screen(
    tmp_path: Path, browser: Browser, scheme: str, width: int
) -> None:
    found = Finding(Place("a.md", 7), "IMG01", Severity.WARNING, "Saknas", "Gör något.")
    sender = SENDER.model_copy(update={"address": "barnens-basta-i-hela-lanet@exempel.se"})
    folder = write_letter(tmp_path, written_letter(tmp_path), Background(sender, (found,))).value
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = View("skärm", width, 900, scheme).open(browser)
    page.goto((folder / "preview.html").as_uri())
    verdict = judge(page, axe, "preview")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    columns = page.locator("dd").evaluate_all("all => all.map(a => a.scrollWidth - a.clientWidth)")
    page.context.close()
    assert columns == [0, 0, 0, 0]
    assert verdict.violations == ()
    # The letter within it is judged by itself: no script runs in these frames.
    assert [one for one in verdict.incomplete if one.rule != "frame-tested"] == []


@pytest.mark.browser
def test_a_preview_shows_the_letter_light_dark_and_without_pictures(
    tmp_path: Path, browser: Browser
) -> None:
    folder = write(tmp_path, written_letter(tmp_path))
    asked: list[str] = []
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "preview.html").as_uri())
    colours = [
        frame.evaluate("getComputedStyle(document.body).backgroundColor")
        for frame in page.frames[1:]
    ]
    headings = [frame.locator("h1").inner_text() for frame in page.frames[1:]]
    drawn = [frame.evaluate("document.images[0].naturalWidth") for frame in page.frames[1:]]
    context.close()
    assert {url for url in asked if not url.startswith("data:")} <= {
        (folder / "preview.html").as_uri(),
        "about:srcdoc",
    }
    dark = "rgb(16, 24, 24)"
    assert [colour == dark for colour in colours] == [False, False, False, True]
    assert [heading.strip() for heading in headings] == ["Nyhetsbrev"] * 4
    assert drawn == [1, 1, 0, 1]
