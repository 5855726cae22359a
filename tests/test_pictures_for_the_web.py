"""A picture made of pixels looks the same on the web, and tells nothing besides."""

import io
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import pytest
from PIL import Image, ImageCms

from samverka.errors import SamverkaError
from samverka.settings import Limits
from samverka.word.opening.package import open_package
from samverka.word.pictures.natures import Nature, nature_of
from samverka.word.pictures.raster import web_picture
from samverka.word.pictures.ready import Ready, Trouble
from samverka.word.tree.nodes import (
    Picture,
)
from tests.pictures import (
    CORPUS,
    apart,
    codes,
    exif,
    lines,
    made,
    names,
    opened,
    photo,
    placed,
    saved,
    shown,
)


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
