"""What `samverka export` can make of a module: one row a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from samverka.findings import Finding, Noted, Place, Severity
from samverka.learning.module import Module
from samverka.learning.packages.cmi5 import cmi5
from samverka.learning.packages.offline import offline
from samverka.learning.packages.package import Courseware, Package
from samverka.learning.packages.qti import qti
from samverka.learning.packages.scorm12 import scorm12
from samverka.learning.packages.scorm2004 import scorm2004
from samverka.learning.packages.validating import package_findings
from samverka.pages.copies.handouts import guide_docx, guide_pptx, module_docx
from samverka.pages.header import Around

UPLOAD: Final = "Ladda upp zip-filen som den är i lärplattformen, som {}. Packa inte upp den."


@dataclass(frozen=True, slots=True)
class Order:
    """A module to make files of; `course` is what its packages are made of."""

    module: Module
    course: Courseware
    around: Around


@dataclass(frozen=True, slots=True)
class Made:
    """`name` is the file's."""

    name: str
    content: bytes


Make = Callable[[Order], Noted[tuple[Made, ...]]]


@dataclass(frozen=True, slots=True)
class Form:
    """`option` asks for it; `name` and `then`, what to do with the file, are for the editor."""

    option: str
    name: str
    make: Make
    then: str


def packed(build: Callable[[Courseware], Package]) -> Make:
    """Looked through before it may be written."""

    def make(order: Order) -> Noted[tuple[Made, ...]]:
        package = build(order.course)
        findings = package_findings(package, order.module.entry)
        made = () if findings else (Made(package.name, package.zipped()),)
        return Noted(made, findings)

    return make


def _documents(order: Order) -> Noted[tuple[Made, ...]]:
    """The module to read on paper, and the guide where there is one."""
    module = order.module
    whole, guide = module_docx(module, order.around), guide_docx(module, order.around)
    named = {f"{module.name}.docx": whole.value, f"{module.name}-apt.docx": guide.value}
    made = tuple(Made(name, content) for name, content in named.items() if content)
    return Noted(made, (*whole.findings, *guide.findings))


def _slides(order: Order) -> Noted[tuple[Made, ...]]:
    module = order.module
    slides = guide_pptx(module, order.around)
    if slides.value:
        return Noted((Made(f"{module.name}-apt.pptx", slides.value),), slides.findings)
    place = Place(str(module.entry.path))
    said = "modulen har inget att prata om på ett möte, så det blir inget bildspel"
    missing = Finding(place, "LEARN07", Severity.WARNING, said, "Skriv ett block /// apt.")
    return Noted((), slides.findings or (missing,))


FORMS: Final = (
    Form("scorm12", "SCORM 1.2", packed(scorm12), UPLOAD.format("SCORM 1.2")),
    Form("scorm2004", "SCORM 2004", packed(scorm2004), UPLOAD.format("SCORM 2004")),
    Form("cmi5", "cmi5", packed(cmi5), UPLOAD.format("cmi5-paket")),
    Form(
        "qti",
        "QTI",
        packed(qti),
        "Importera zip-filen bland proven i lärplattformen. Den har bara frågorna.",
    ),
    Form("docx", "Word", _documents, "Skriv ut, eller mejla till den som leder mötet."),
    Form("pptx", "PowerPoint", _slides, "Öppna på mötet. Stödet till dig står i anteckningarna."),
    Form(
        "offline",
        "Utan nät",
        packed(offline),
        "Skicka zip-filen till den som ska läsa. Filen README.txt i den säger hur den öppnas.",
    ),
)
"""In the order `--help` tells of them."""
