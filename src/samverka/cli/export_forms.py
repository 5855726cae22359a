"""What `samverka export` can make of a module: one row a form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from samverka.findings import Finding, Noted, Place, Severity
from samverka.learning.module import Module
from samverka.learning.packages.offline import offline
from samverka.learning.packages.package import Courseware, Package, Project
from samverka.learning.packages.scorm12 import scorm12
from samverka.learning.packages.scorm2004 import scorm2004
from samverka.learning.packages.validating import faults_in

_MEND: Final = "Rätta det i modulen. Hittar du inte felet där, spara utskriften och be om hjälp."
UPLOAD: Final = "Ladda upp zip-filen som den är i lärplattformen, som {}. Packa inte upp den."


@dataclass(frozen=True, slots=True)
class Order:
    """A module to make a file of; `course` is what its packages are made of."""

    module: Module
    course: Courseware
    project: Project


@dataclass(frozen=True, slots=True)
class Made:
    """`name` is the file's; `content` is None where nothing could be made."""

    name: str
    content: bytes | None


Make = Callable[[Order], Noted[Made]]


@dataclass(frozen=True, slots=True)
class Form:
    """`option` asks for it; `name` and `then`, what to do with the file, are for the editor."""

    option: str
    name: str
    make: Make
    then: str


def _packed(build: Callable[[Courseware], Package]) -> Make:
    """Looked through before it may be written."""

    def make(order: Order) -> Noted[Made]:
        package = build(order.course)
        findings = tuple(_faults(package, order.module))
        content = None if findings else package.zipped()
        return Noted(Made(package.name, content), findings)

    return make


def _faults(package: Package, module: Module) -> Iterator[Finding]:
    place = Place(str(module.entry.path))
    for said in faults_in(package):
        yield Finding(place, "LEARN09", Severity.ERROR, f"{package.name}: {said}", _MEND)


FORMS: Final = (
    Form("scorm12", "SCORM 1.2", _packed(scorm12), UPLOAD.format("SCORM 1.2")),
    Form("scorm2004", "SCORM 2004", _packed(scorm2004), UPLOAD.format("SCORM 2004")),
    Form(
        "offline",
        "Utan nät",
        _packed(offline),
        "Skicka zip-filen till den som ska läsa. Filen README.txt i den säger hur den öppnas.",
    ),
)
"""In the order `--help` tells of them."""
