"""Pictures arrive as files that browsers show, look the same, and tell nothing besides."""

import base64
import gzip
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image, ImageCms, ImageDraw

from samverka.errors import SamverkaError
from samverka.office import find_office
from samverka.settings import Limits
from samverka.word.markdown import markdown_of
from samverka.word.opening.package import Format, Package, open_package
from samverka.word.pictures.natures import Nature, nature_of
from samverka.word.pictures.placing import Illustrated, place_pictures
from samverka.word.pictures.raster import web_picture
from samverka.word.pictures.ready import Ready, Trouble
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

CORPUS = Path(os.environ.get("SAMVERKA_SHARED", "/nonexistent")) / "corpus"
OFFICE = find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, format_, **options)
    return target.getvalue()


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Soft noise: small as JPEG, large as PNG."""
    noise = Image.effect_noise((width // 4 or 1, height // 4 or 1), 60)
    bands = [noise.rotate(90 * turn).resize((width, height)) for turn in range(len(mode))]
    return Image.merge(mode, bands)


def lines(width: int, height: int) -> Image.Image:
    """A drawing: black strokes on white, unlike itself when turned or mirrored."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 3), fill="black")
    draw.line((0, height, width, height // 2), fill="black", width=max(height // 20, 1))
    return image


def emf(width: int, height: int) -> bytes:
    """[MS-EMF]: a black rectangle over the left half; the sides in millimetres."""
    select = struct.pack("<III", 37, 12, 0x80000004)
    rectangle = struct.pack("<II4i", 43, 24, 0, 0, width // 2, height)
    end = struct.pack("<5I", 14, 20, 0, 0, 20)
    records = select + rectangle + end
    frame = (0, 0, width * 100, height * 100)
    head = struct.pack("<II4i4i4s", 1, 88, 0, 0, width, height, *frame, b" EMF")
    head += struct.pack("<IIIHHIII", 0x10000, 88 + len(records), 4, 1, 0, 0, 0, 0)
    return head + struct.pack("<4i", width, height, width, height) + records


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    b'<script>alert(1)</script><rect width="40" height="40" fill="black"/></svg>'
)


def package(parts: Mapping[str, bytes]) -> Package:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/media/{name}", content)
    return Package("a.docx", Format.DOCX, target.getvalue())


NO_PARTS: Mapping[str, bytes] = {}
BY_OURSELVES = Means(Limits())
BY_LIBREOFFICE = Means(Limits(), OFFICE)


def placed(
    blocks: Blocks, parts: Mapping[str, bytes] = NO_PARTS, means: Means = BY_OURSELVES
) -> Illustrated:
    return place_pictures(blocks, package(parts), PurePosixPath("docs/om.md"), means)


def shown(*pictures: Picture) -> Blocks:
    return tuple(Paragraph((picture,)) for picture in pictures)


def names(illustrated: Illustrated) -> list[str]:
    return [str(media.path) for media in illustrated.media]


def codes(illustrated: Illustrated) -> list[str]:
    return [remark.code for remark in illustrated.remarks]


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def made(content: bytes, megapixels: int = 100) -> Ready:
    result = web_picture(content, megapixels)
    assert isinstance(result, Ready)
    return result


def dhash(image: Image.Image) -> list[bool]:
    """Whether each of 8 x 8 fields is lighter than the one to its right, on white."""
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    small = white.convert("L").resize((9, 8), Image.Resampling.BOX)
    rows = [[small.getpixel((x, y)) for x in range(9)] for y in range(8)]
    return [row[x] > row[x + 1] for row in rows for x in range(8)]  # type: ignore[operator]


def apart(one: Image.Image, other: Image.Image) -> int:
    return sum(a != b for a, b in zip(dhash(one), dhash(other), strict=True))


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


@pytest.mark.parametrize(
    ("format_", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("GIF", ".gif"), ("WEBP", ".webp")]
)
def test_a_small_picture_of_the_web_is_kept_as_it_is(format_: str, suffix: str) -> None:
    content = saved(lines(300, 200), format_)
    assert made(content) == Ready(content, suffix)


@pytest.mark.parametrize("format_", ["BMP", "TIFF", "PCX", "PPM", "JPEG2000", "TGA"])
def test_a_drawing_in_another_format_becomes_a_png(format_: str) -> None:
    result = made(saved(lines(300, 200), format_))
    assert result.suffix == ".png"
    assert apart(opened(result.content), lines(300, 200)) == 0


def test_a_photograph_in_another_format_becomes_a_jpeg() -> None:
    result = made(saved(photo(600, 400), "BMP"))
    assert result.suffix == ".jpg"


@pytest.mark.parametrize("size", [(4000, 1000), (1000, 4000), (1601, 900)])
@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_a_large_picture_is_scaled_and_looks_the_same(size: tuple[int, int], format_: str) -> None:
    image = opened(made(saved(lines(*size), format_)).content)
    assert max(image.size) == 1600
    assert apart(image, lines(*size)) <= 2


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "RGBA"])
def test_every_kind_of_large_png_can_be_scaled(mode: str) -> None:
    if mode == "I;16":
        image = Image.frombytes(
            mode, (2000, 900), b"".join([b"\x00\x80" * 1000 + b"\xff\xff" * 1000] * 900)
        )
    else:
        image = lines(2000, 900).convert(mode)
    result = opened(made(saved(image, "PNG")).content)
    assert result.size == (1600, 720)
    if mode != "I;16":
        assert apart(result, image) <= 2


def test_clear_parts_stay_clear() -> None:
    image = lines(2000, 1000).convert("RGBA")
    image.paste((0, 0, 0, 0), (1000, 0, 2000, 1000))
    result = opened(made(saved(image, "PNG")).content).convert("RGBA")
    assert result.getpixel((1500, 100)) == (0, 0, 0, 0)
    assert result.getpixel((100, 50)) == (0, 0, 0, 255)


def test_a_photograph_saved_as_a_heavy_png_becomes_a_jpeg() -> None:
    content = saved(photo(1200, 1000), "PNG")
    result = made(content)
    assert result.suffix == ".jpg"
    assert len(result.content) * 3 < len(content)


def test_a_moving_gif_moves_on() -> None:
    frames = [Image.new("P", (20, 20), colour) for colour in (1, 2, 3)]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert made(content) == Ready(content, ".gif")


def test_colours_for_print_become_colours_for_screens() -> None:
    image = opened(made(saved(Image.new("CMYK", (50, 50), (0, 255, 255, 0)), "JPEG")).content)
    assert image.mode == "RGB"
    red, green, blue = image.getpixel((25, 25))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_the_colours_of_a_profile_are_kept_in_the_common_one() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = opened(made(saved(lines(2000, 900), "TIFF", icc_profile=profile)).content)
    assert "icc_profile" not in image.info
    assert image.mode == "RGB"


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = "Kameran"
    data[0x0112] = orientation
    data.get_ifd(0x8825)[1] = "N"
    return data


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_no_file_tells_where_and_with_what_it_was_taken(format_: str, orientation: int) -> None:
    content = saved(lines(300, 200), format_, exif=exif(orientation))
    result = made(content).content
    assert b"Kameran" in content
    assert b"Kameran" not in result
    assert not opened(result).getexif()


def test_a_jpeg_that_is_bare_already_loses_not_a_pixel() -> None:
    image = photo(300, 200)
    told = saved(image, "JPEG", exif=exif(1), comment=b"hemligt")
    result = made(told).content
    assert b"hemligt" not in result
    assert opened(result).tobytes() == opened(told).tobytes()


def test_a_picture_taken_with_the_camera_turned_stands_upright() -> None:
    content = saved(lines(300, 200).rotate(90, expand=True), "JPEG", exif=exif(6), quality=95)
    image = opened(made(content).content)
    assert image.size == (300, 200)
    assert apart(image, lines(300, 200)) <= 2


def test_what_follows_the_end_of_a_picture_is_left_behind() -> None:
    for format_ in ("PNG", "JPEG"):
        content = saved(lines(90, 60), format_)
        assert made(content + b"<script>").content == content


def test_the_same_picture_gives_the_same_bytes() -> None:
    content = saved(lines(3000, 2000), "TIFF")
    assert made(content) == made(content)


def test_a_picture_cut_short_shows_what_is_left_and_the_editor_is_told() -> None:
    content = saved(photo(400, 400), "JPEG")
    blocks = shown(Picture("media/1.jpg", "Ett"))
    illustrated = placed(blocks, {"1.jpg": content[: len(content) // 2]})
    assert names(illustrated) == ["docs/om/ett.jpg"]
    assert codes(illustrated) == ["IMG11"]
    assert opened(illustrated.media[0].content).size == (400, 400)


def test_a_png_with_a_wrong_checksum_is_made_whole() -> None:
    content = bytearray(saved(lines(90, 60), "PNG"))
    content[-13] ^= 0xFF
    assert opened(made(bytes(content)).content).size == (90, 60)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "BMP"])
def test_whatever_is_stored_of_a_damaged_picture_can_be_shown(format_: str) -> None:
    chance = random.Random(3)  # noqa: S311  no secret
    content = saved(lines(120, 80), format_)
    results = set()
    for _ in range(100):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        result = web_picture(bytes(damaged), 100)
        results.add(type(result))
        assert isinstance(result, Trouble) or opened(result.content).size
    assert Ready in results


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


def corpus_pictures() -> Iterator[tuple[str, bytes]]:
    for path in sorted(CORPUS.rglob("*.doc[xm]")):
        with suppress(SamverkaError):
            content = open_package(path, Limits()).content
            yield from ((f"{path.name} {name}", part) for name, part in media_of(content))


def media_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if "/media/" in name and not name.endswith("/"):
                yield name, archive.read(name)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="SAMVERKA_SHARED names no folder with corpus/")
def test_every_picture_of_the_corpus_looks_the_same() -> None:
    seen = 0
    for name, content in corpus_pictures():
        if nature_of(content) is not Nature.PIXELS:
            continue
        image = opened(made(content).content)
        assert max(image.size) <= 1600, name
        assert apart(image, opened(content)) <= 2, name
        seen += 1
    assert seen > 200
