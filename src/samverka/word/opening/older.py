"""Files in Word's older format become .docx through LibreOffice, and go through the same door."""

from dataclasses import replace

from samverka.errors import SamverkaError
from samverka.office import Office
from samverka.settings import Limits
from samverka.word.opening.package import Package, package_of
from samverka.word.opening.parts import SAVE_AGAIN


def renew(package: Package, office: Office | None, limits: Limits) -> Package:
    """The package as .docx; raise `SamverkaError` where LibreOffice is missing or cannot read it.

    A .docx is handed back as it is.
    """
    if not package.older:
        return package
    if office is None:
        hint = f"{SAVE_AGAIN} Eller installera LibreOffice: då läses filen som den är."
        raise SamverkaError("filen är i det äldre formatet .doc", hint)
    (content,) = office.convert([(".doc", package.content)], ".docx")
    if content is None:
        raise SamverkaError("filen är skadad: LibreOffice kan inte läsa den", SAVE_AGAIN)
    return replace(package_of(f"{package.stem}.docx", content, limits), name=package.name)
