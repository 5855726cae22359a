"""What is wrong with a package, asked before it is written."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Place, Severity
from samverka.learning.packages.checks.cmi5 import cmi5_faults
from samverka.learning.packages.checks.files import launch_faults, name_faults
from samverka.learning.packages.checks.qti import qti_faults
from samverka.learning.packages.checks.remembering import memory_faults
from samverka.learning.packages.checks.requests import request_faults
from samverka.learning.packages.checks.scorm import scorm12_faults, scorm2004_faults
from samverka.learning.packages.package import Package

_MEND: Final = "Rätta det i modulen. Hittar du inte felet där, spara utskriften och be om hjälp."
Check: TypeAlias = Callable[[Package], Iterator[str]]

PAGE: Final[tuple[Check, ...]] = (name_faults, launch_faults, request_faults)
"""Of every form that is a page to open."""
CHECKS: Final[Mapping[str, tuple[Check, ...]]] = MappingProxyType(
    {
        "offline": PAGE,
        "scorm12": (*PAGE, scorm12_faults, memory_faults),
        "scorm2004": (*PAGE, scorm2004_faults, memory_faults),
        "cmi5": (*PAGE, cmi5_faults),
        "qti": (name_faults, qti_faults),
    }
)
"""By the package's form."""


def faults_in(package: Package) -> tuple[str, ...]:
    """Each as a sentence in Swedish; none where the package may be written."""
    return tuple(dict.fromkeys(said for check in CHECKS[package.form] for said in check(package)))


def package_findings(package: Package, entry: Entry) -> tuple[Finding, ...]:
    """The faults, told of the module's own file."""
    place = Place(str(entry.path))
    said = (f"{package.name}: {fault}" for fault in faults_in(package))
    return tuple(Finding(place, "LEARN09", Severity.ERROR, one, _MEND) for one in said)
