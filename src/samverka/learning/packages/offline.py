"""A module to take along: one zip whose page opens from the disk, without network or account."""

from pathlib import PurePosixPath
from typing import Final

from samverka.learning.packages.launch import files_for
from samverka.learning.packages.package import LAUNCH, Courseware, Package, PackageFile

FORM: Final = "offline"
READ_ME: Final = PurePosixPath("README.txt")
_WORDS: Final = """\
{title}

En utbildning från {site}. Den fungerar utan nät och utan inloggning.

PÅ EN DATOR MED WINDOWS
1. Högerklicka på zip-filen och välj Extrahera alla. Det räcker inte att titta in i den.
2. Öppna mappen som skapades.
3. Dubbelklicka på {page}. Utbildningen öppnas i webbläsaren.

PÅ EN MAC
1. Dubbelklicka på zip-filen.
2. Öppna mappen som skapades och dubbelklicka på {page}.

I EN TELEFON
1. Tryck på zip-filen i appen Filer, så packas den upp.
2. Öppna {page} i en webbläsare.
Visar telefonen bara text, utan färger och knappar? Då öppnade den sidan i en enklare visning.
Svar och förklaringar går att läsa ändå. Välj en annan webbläsare, eller öppna på en dator.

DET DU GÖR
Dina svar sparas bara i den webbläsare du använder. Inget skickas till någon.
"""


def offline(course: Courseware) -> Package:
    """The launch page with the player that keeps its record on the device, and how to open it."""
    words = _WORDS.format(title=course.module.title, site=course.settings.title, page=LAUNCH)
    told = words.replace("\n", "\r\n").encode("utf-8-sig")
    files = (*files_for(course, "device"), PackageFile(READ_ME, told))
    return Package(FORM, f"{course.module.name}-{FORM}.zip", files)
