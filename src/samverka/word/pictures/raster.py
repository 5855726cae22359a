"""Pictures made of pixels, as browsers show them: kept as they are where that will do."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms, ImageFile, ImageOps

from samverka.word.pictures.bare import bare_jpeg, bare_png
from samverka.word.pictures.ready import LONGEST_SIDE, Ready, Result, Trouble

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "DIB", "TIFF", "PCX", "PPM", "JPEG2000", "TGA")
"""No format whose reader starts another program, as that for EPS does."""

HEAVY = 10**6
"""Bytes of a PNG that is tried as JPEG: most such are photographs."""

MUCH_SMALLER = 3
"""A lossy file this many times smaller than the PNG means a photograph, not lines and text."""

QUALITY = 85
OPAQUE = 255
ORIENTATION = 0x0112
UPRIGHT = 1
SRGB = ImageCms.createProfile("sRGB")

BAD = (
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    struct.error,
)
"""What Pillow raises for pictures that are none; SyntaxError is its own word for them."""

Image.MAX_IMAGE_PIXELS = None  # our own limit is held before any pixel is read


def web_picture(content: bytes, megapixels: int) -> Result:
    """The picture as the site has it; the same bytes in give the same bytes out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _opened(content) as image:
                if image.width * image.height > megapixels * 10**6:
                    return Trouble.TOO_LARGE
                return _kept(image, content) or Ready(*_made_anew(image))
        except BAD:
            return _rescued(content, megapixels)


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=FORMATS)


def _rescued(content: bytes, megapixels: int) -> Result:
    """What can be read of a picture that is cut short."""
    try:
        with _lenient(), _opened(content) as image:
            if image.width * image.height > megapixels * 10**6:
                return Trouble.TOO_LARGE
            return Ready(*_made_anew(image), whole=False)
    except BAD:
        return Trouble.BROKEN


@contextmanager
def _lenient() -> Iterator[None]:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def _kept(image: Image.Image, content: bytes) -> Ready | None:
    """The file itself, bare, where it is small and upright and every browser shows it."""
    if getattr(image, "is_animated", False) and image.format in ("GIF", "WEBP"):
        return Ready(content, f".{image.format.lower()}")
    if max(image.size) > LONGEST_SIDE or _is_turned(image):
        return None
    match image.format:
        case "JPEG" if image.mode in ("L", "RGB"):
            bare = _checked_jpeg(image, content)
        case "PNG" if len(content) <= HEAVY:
            bare = bare_png(content)
        case "GIF":
            image.load()
            bare = content
        case "WEBP" if not image.info.keys() & {"exif", "xmp"}:
            image.load()
            bare = content
        case _:
            bare = None
    return Ready(bare, SUFFIXES[image.format]) if bare and image.format else None


def _checked_jpeg(image: Image.Image, content: bytes) -> bytes | None:
    """Read at an eighth of its size, which tells what a JPEG has no checksum for."""
    bare = bare_jpeg(content)
    if bare is not None:
        image.draft(image.mode, (1, 1))
        image.load()
    return bare


SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}


def _is_turned(image: Image.Image) -> bool:
    return bool(image.getexif().get(ORIENTATION, UPRIGHT) != UPRIGHT)


def _made_anew(image: Image.Image) -> tuple[bytes, str]:
    """The first frame, upright, in sRGB, at most as large as a screen shows; and its suffix."""
    is_photo = image.format in ("JPEG", "MPO")
    if not is_photo:
        image = _plain_mode(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(image)
    return encoded(_in_srgb(upright), is_photo=is_photo)


def _plain_mode(image: Image.Image) -> Image.Image:
    """A mode that can be scaled without steps."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("L", "RGB", "CMYK", "LAB"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    wanted = image.mode if image.mode in ("L", "RGB", "RGBA") else "RGB"
    if profile and image.mode != "L":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, SRGB, outputMode=wanted)
        except (ImageCms.PyCMSError, OSError):
            made = None
        image = made or image
    return image if image.mode == wanted else image.convert(wanted)


def encoded(image: Image.Image, *, is_photo: bool = False) -> tuple[bytes, str]:
    """Its bytes and their suffix: PNG, but for photographs JPEG, or WebP where parts are clear."""
    image.info.clear()
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (OPAQUE, OPAQUE):
        image = image.convert("RGB")
    lossy, suffix = ("WEBP", ".webp") if image.mode == "RGBA" else ("JPEG", ".jpg")
    small = _saved(image, lossy)
    if is_photo:
        return small, suffix
    exact = _saved(image, "PNG")
    return (small, suffix) if len(small) * MUCH_SMALLER < len(exact) else (exact, ".png")


def _saved(image: Image.Image, format_: str) -> bytes:
    target = io.BytesIO()
    image.save(target, format_, quality=QUALITY, progressive=True)
    return target.getvalue()
