"""Pictures of a document get names, places and words, and drawings are drawn."""

import base64
import gzip
import struct
import zlib
from pathlib import PurePosixPath

import pytest
from PIL import Image

from samverka.settings import Limits
from samverka.word.markdown import markdown_of
from samverka.word.pictures.raster import web_picture
from samverka.word.pictures.ready import Trouble
from samverka.word.pictures.taking import Means
from samverka.word.tree.nodes import (
    Blocks,
    Cell,
    Figure,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Picture,
    Table,
    Text,
)
from tests.pictures import (
    BY_LIBREOFFICE,
    SVG,
    codes,
    emf,
    lines,
    names,
    needs_office,
    opened,
    placed,
    saved,
    shown,
)


def test_names_come_from_the_description_the_caption_or_the_role() -> None:
    blocks: Blocks = (
        *shown(Picture("media/1.png", "Två barn ritar på asfalten")),
        Figure(Picture("media/2.png"), (Text("Figur 1. Huset"),)),
        *shown(Picture("word/media/3.png", "image3.png"), Picture("media/4.png")),
        Listing(((Paragraph((Picture("media/5.png"),)),),)),
    )
    parts = {f"{n}.png": saved(Image.new("RGB", (n, 9), "red"), "PNG") for n in range(1, 6)}
    assert names(placed(blocks, parts)) == [
        "docs/om/tva-barn-ritar-pa-asfalten.png",
        "docs/om/figur-1-huset.png",
        "docs/om/bild-1.png",
        "docs/om/bild-2.png",
        "docs/om/logotyp-1.png",
    ]


def test_no_name_leaves_the_folder_or_meets_another() -> None:
    alts = ("../../x", "bild 1", "con", "", "Bild 1!", "日本", "a" * 300)
    parts = {f"{n}.png": saved(Image.new("RGB", (n + 1, 9)), "PNG") for n in range(len(alts))}
    blocks = shown(*(Picture(f"media/{n}.png", alt) for n, alt in enumerate(alts)))
    found = [PurePosixPath(name) for name in names(placed(blocks, parts))]
    assert {path.parent for path in found} == {PurePosixPath("docs/om")}
    assert len({path.stem for path in found}) == len(alts)
    assert all(path.name.isascii() and len(path.name) < 60 for path in found)


def test_equal_pictures_are_stored_once() -> None:
    red = saved(Image.new("RGB", (9, 9), "red"), "PNG")
    blocks = shown(Picture("media/1.png", "Rött"), Picture("media/2.png", "Också rött"))
    illustrated = placed(blocks, {"1.png": red, "2.png": red})
    assert names(illustrated) == ["docs/om/rott.png"]
    assert markdown_of(illustrated.blocks).count("(om/rott.png)") == 2


def test_a_part_is_found_in_any_case_and_with_escaped_letters() -> None:
    content = saved(Image.new("RGB", (9, 9)), "PNG")
    illustrated = placed(shown(Picture("media/Bild%201.PNG", "Ett")), {"bild 1.png": content})
    assert names(illustrated) == ["docs/om/ett.png"]


BROKEN = {
    "text": b"inte en bild",
    "empty": b"",
    "cut in its head": saved(lines(90, 60), "PNG")[:20],
    "zeros": bytes(5000),
    "cut gzip": gzip.compress(emf(10, 10))[:-20],
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_named_and_all_text_is_kept(name: str) -> None:
    blocks = (*shown(Picture("media/1.png", "Ett hus")), Paragraph((Text("Efter."),)))
    illustrated = placed(blocks, {"1.png": BROKEN[name]})
    assert markdown_of(illustrated.blocks) == "Ett hus\n\nEfter."
    (remark,) = illustrated.remarks
    assert (remark.code, remark.severity.value) == ("IMG08", "fel")
    assert "bild 1" in remark.message
    assert "Ett hus" in remark.message


def test_a_picture_with_too_many_pixels_is_left_out_before_it_is_read() -> None:
    assert web_picture(saved(Image.new("1", (1200, 1000)), "PNG"), 1) is Trouble.TOO_LARGE
    endless = saved(Image.new("1", (9, 9)), "PNG")
    head = struct.pack(">4sII", b"IHDR", 100_000, 100_000) + endless[24:29]
    endless = endless[:12] + head + struct.pack(">I", zlib.crc32(head)) + endless[33:]
    assert web_picture(endless, 100) is Trouble.TOO_LARGE


def test_more_pictures_than_allowed_are_left_out_and_named() -> None:
    parts = {f"{n}.png": saved(Image.new("RGB", (n, 9)), "PNG") for n in range(1, 5)}
    blocks = shown(*(Picture(f"media/{n}.png", f"Nummer {n} av fyra") for n in range(1, 5)))
    illustrated = placed(blocks, parts, Means(Limits(pictures=2)))
    assert len(illustrated.media) == 2
    assert codes(illustrated) == ["IMG09", "IMG09"]


def test_a_zipped_drawing_that_swells_without_end_is_left_out() -> None:
    bomb = gzip.compress(emf(10, 10) + bytes(30_000_000))
    illustrated = placed(
        shown(Picture("media/1.emz")), {"1.emz": bomb}, Means(Limits(unpacked_mb=20))
    )
    assert codes(illustrated) == ["IMG08"]


def test_a_picture_that_lies_elsewhere_is_not_fetched_and_becomes_a_link() -> None:
    blocks = shown(
        Picture("https://example.org/a.png", "Ett hus"),
        Picture("http://example.org/b.png"),
        Picture("file:///C:/hemligt/c.png", "En båt"),
        Picture("\\\\server\\delat\\d.png"),
    )
    illustrated = placed(blocks)
    assert codes(illustrated) == ["IMG10"] * 4
    assert markdown_of(illustrated.blocks).split("\n\n") == [
        "[Ett hus](https://example.org/a.png)",
        "<http://example.org/b.png>",
        "En båt",
    ]


def test_a_picture_within_an_address_is_read() -> None:
    content = saved(Image.new("RGB", (9, 9)), "PNG")
    address = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    illustrated = placed(shown(Picture(address, "Ett hus")))
    assert names(illustrated) == ["docs/om/ett-hus.png"]


def test_a_drawing_nobody_can_draw_is_stored_and_linked_to() -> None:
    blocks: Blocks = (
        *shown(Picture("media/1.emf", "En ritning"), Picture("media/2.emz")),
        Figure(Picture("media/1.emf", "En ritning"), (Text("Figur 1. Plan"),)),
    )
    parts = {"1.emf": emf(40, 20), "2.emz": gzip.compress(emf(30, 20))}
    illustrated = placed(blocks, parts)
    assert names(illustrated) == ["docs/om/en-ritning.emf", "docs/om/bild-1.emf"]
    assert codes(illustrated) == ["IMG02", "IMG02"]
    assert markdown_of(illustrated.blocks).split("\n\n") == [
        "[En ritning](om/en-ritning.emf)",
        "[bild-1.emf](om/bild-1.emf)",
        "[En ritning](om/en-ritning.emf)",
        "Figur 1. Plan",
    ]


def test_a_link_is_never_put_inside_a_link() -> None:
    content: Inlines = (Link("https://example.org/", (Picture("media/1.emf", "En ritning"),)),)
    illustrated = placed((Paragraph(content),), {"1.emf": emf(40, 20)})
    assert markdown_of(illustrated.blocks) == "[En ritning](https://example.org/)"


def test_pictures_in_tables_and_captions_in_cells_point_at_their_files() -> None:
    figure = Figure(Picture("media/1.png", "Ett hus"), (Text("Figur 1"),))
    table = Table((), ((Cell((figure,)), Cell(shown(Picture("media/1.png", "Ett hus")))),))
    content = saved(Image.new("RGB", (9, 9)), "PNG")
    illustrated = placed((table,), {"1.png": content})
    assert markdown_of(illustrated.blocks).count("(om/ett-hus.png)") == 2


def test_an_svg_is_never_taken_in_as_it_is() -> None:
    illustrated = placed(shown(Picture("media/1.png", "Ett hus")), {"1.png": SVG})
    assert not illustrated.media
    assert codes(illustrated) == ["IMG04"]
    assert markdown_of(illustrated.blocks) == "Ett hus"


@needs_office
@pytest.mark.parametrize(
    ("content", "size"),
    [
        (emf(40, 20), (302, 151)),
        (gzip.compress(emf(40, 20)), (302, 151)),
        (emf(1000, 500), (1600, 800)),
        (SVG, (160, 80)),
    ],
    ids=["emf", "emz", "large emf", "svg"],
)
def test_a_drawing_becomes_a_picture_of_the_whole_drawing(
    content: bytes, size: tuple[int, int]
) -> None:
    illustrated = placed(
        shown(Picture("media/1.emf", "En ritning")), {"1.emf": content}, BY_LIBREOFFICE
    )
    assert names(illustrated) == ["docs/om/en-ritning.png"]
    assert codes(illustrated) == []
    image = opened(illustrated.media[0].content).convert("L")
    assert abs(image.width - size[0]) <= 2
    assert abs(image.height - size[1]) <= 2
    assert image.getpixel((image.width // 4, image.height // 2)) == 0
    assert image.getpixel((image.width * 3 // 4, image.height // 2)) == 255


@needs_office
def test_a_broken_drawing_among_others_takes_none_of_them_down() -> None:
    parts = {"1.emf": emf(40, 20), "2.emf": emf(40, 20)[:88], "3.emf": emf(30, 30)}
    blocks = shown(*(Picture(f"media/{n}.emf", f"Ritning över plan {n}") for n in (1, 2, 3)))
    illustrated = placed(blocks, parts, BY_LIBREOFFICE)
    assert [PurePosixPath(name).suffix for name in names(illustrated)] == [".png", ".emf", ".png"]


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("", "IMG01"),
        ("image1.png", "IMG06"),
        ("Bild 3", "IMG06"),
        ("IMG_2031.JPG", "IMG06"),
        ("Bildobjekt 7", "IMG06"),
        ("Skärmavbild 2021-03-04 kl. 10.12.33.png", "IMG06"),
        ("En bild som visar text\n\nAutomatiskt genererad beskrivning", "IMG07"),
        ("Logo\n\nDescription automatically generated", "IMG07"),
        ("Ett hus\n\nAI-genererat innehåll kan vara felaktigt.", "IMG07"),
        ("Två barn på en gunga", None),
        ("Bild av 3 barn", None),
        ("Diagram 2020: fler trygga", None),
    ],
)
def test_a_description_that_describes_nothing_is_a_finding(alt: str, code: str | None) -> None:
    content = saved(Image.new("RGB", (9, 9)), "PNG")
    illustrated = placed(shown(Picture("media/1.png", alt)), {"1.png": content})
    assert codes(illustrated) == ([code] if code else [])
    assert f"![{' '.join(alt.split())}]".replace("_", "") in markdown_of(
        illustrated.blocks
    ).replace("\\", "").replace("_", "")


def test_a_decorative_picture_needs_no_description_and_a_title_stays() -> None:
    content = saved(Image.new("RGB", (9, 9)), "PNG")
    picture = Picture("media/1.png", title="Rubrik", decorative=True)
    illustrated = placed(shown(picture), {"1.png": content})
    assert codes(illustrated) == []
    (block,) = illustrated.blocks
    assert block == Paragraph((Picture("om/bild-1.png", "", "Rubrik", decorative=True),))
