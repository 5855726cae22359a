"""What `samverka export` can make of a module: one row a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from samverka.findings import Noted
from samverka.learning.module import Module
from samverka.learning.packages.offline import offline
from samverka.learning.packages.package import Courseware, Package, Project

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
        return Noted(Made(package.name, package.zipped()), ())

    return make


FORMS: Final = (
    Form(
        "offline",
        "Utan nät",
        _packed(offline),
        "Skicka zip-filen till den som ska läsa. Filen README.txt i den säger hur den öppnas.",
    ),
)
"""In the order `--help` tells of them."""
