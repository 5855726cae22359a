"""`Statement`: what has been assessed of the site's accessibility, in docs/tillganglighet.yml.

The parts are those of Digg's regulations on accessibility statements (MDFFS 2019:2) to the law on
accessibility of digital public service (2018:1937), sections 9 and 12 among them.
"""

import datetime as dt
import re
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from ruamel.yaml import YAML

from samverka.errors import SamverkaError
from samverka.files import read_text, write_bytes
from samverka.findings import Finding, Noted, Place, Severity
from samverka.schema import Checked, Fault, Model, check_model, load_yaml
from samverka.source.kinds import DOCS

PATH: Final = PurePosixPath(DOCS, "tillganglighet.yml")

_AUTOMATIC: Final = re.compile(r"^automatic:.*\n?(?:[ \t].*\n?|\n(?=[ \t]))*", re.MULTILINE)
_NOBODY_KNOWS: Final = {
    "organisation": "vilken organisation som ansvarar",
    "compliance": "hur väl webbplatsen följer lagen",
    "faults": "vilka brister som är kända",
    "outside_the_law": "vilket innehåll lagen inte omfattar",
    "disproportionate": "vad som är oskäligt betungande att anpassa",
    "assessments": "hur webbplatsen har bedömts",
    "updated": "när redogörelsen ändrades",
}
"""The keys the law asks for, and what a reader learns from each."""


def _criterion(value: str) -> str:
    if not re.fullmatch(r"[1-4]\.[1-5]\.\d{1,2}", value):
        raise ValueError(f'{value!r} är inget WCAG-kriterium; skriv som "1.4.3", med citattecken')
    return value


Text = Annotated[str, Field(min_length=1)]
Criterion = Annotated[str, AfterValidator(_criterion)]


class KnownFault(Model):
    """`effect` is what it means for a reader; `planned` is the day it is to be mended by."""

    what: Text
    criterion: Criterion
    effect: Text
    reason: Text
    planned: dt.date | None = None


class OutsideTheLaw(Model):
    """Content that section 9 of the law exempts."""

    what: Text
    reason: Text


class Disproportionate(Model):
    """What would be an unreasonable burden to adapt (section 12), and how that was judged."""

    what: Text
    assessment: Text
    date: dt.date


class Assessment(Model):
    """Somebody's look at the site: `by` the own organisation or one outside it."""

    date: dt.date
    by: Literal["own", "outside"]
    who: Text
    method: Text


class AutomaticRun(Model):
    """What a program found: `states` are the forms each page was tried in."""

    date: dt.date
    pages: int = Field(gt=0)
    states: tuple[Text, ...]
    tool: Text
    browser: Text
    violations: int = Field(ge=0)


class Statement(Model):
    """None says that nobody has filled it in; an empty list says that there is none of it."""

    organisation: Text | None = None
    service: Text | None = None
    compliance: Literal["full", "partial", "none"] | None = None
    faults: tuple[KnownFault, ...] | None = None
    outside_the_law: tuple[OutsideTheLaw, ...] | None = None
    disproportionate: tuple[Disproportionate, ...] | None = None
    assessments: tuple[Assessment, ...] | None = None
    updated: dt.date | None = None
    automatic: AutomaticRun | None = None


def read_statement(root: Path) -> Noted[Statement | None]:
    """None where the project has no such file, or where it cannot be used."""
    if not (root / PATH).is_file():
        return Noted(None)
    checked = _check(read_text(root / PATH, str(PATH)))
    if checked.value is None:
        return Noted(None, tuple(_finding(fault) for fault in checked.faults))
    return Noted(checked.value, tuple(_notes(checked.value)))


def record_run(path: Path, run: AutomaticRun) -> None:
    """Write `run` as the statement's `automatic`; every other byte of the file stays.

    Raise `SamverkaError` where the file cannot be used as it is.
    """
    text = read_text(path, path.name)
    faults = _check(text).faults
    if faults:
        said = [f"{path.name}{f':{one.line}' if one.line else ''} {one.message}" for one in faults]
        raise SamverkaError("\n".join(said), f"Rätta {path.name} och kör igen.")
    block = _as_yaml(run)
    if _AUTOMATIC.search(text):
        text = _AUTOMATIC.sub(lambda _: block, text, count=1)
    else:
        text = f"{text.rstrip()}\n\n{block}"
    write_bytes(path, text.encode())


def _check(text: str) -> Checked[Statement]:
    loaded = load_yaml(text)
    if loaded.faults:
        return Checked(None, loaded.faults)
    checked = check_model(Statement, {} if loaded.data is None else loaded.data)
    value = checked.value
    if value is not None and value.compliance == "full" and value.faults:
        line = loaded.data.lc.key("compliance")[0] + 1
        said = "compliance: full går inte ihop med kända brister; skriv partial"
        return Checked(None, (Fault(line, said),))
    return checked


def _finding(fault: Fault) -> Finding:
    hint = "Tills det är rättat visas sidan utan redogörelsen."
    return Finding(Place(str(PATH), fault.line), "TGR01", Severity.ERROR, fault.message, hint)


def _notes(statement: Statement) -> list[Finding]:
    place = Place(str(PATH))
    return [
        Finding(place, "TGR02", Severity.NOTE, f"{key} saknas: {said}", "Lagen kräver uppgiften.")
        for key, said in _NOBODY_KNOWS.items()
        if getattr(statement, key) is None
    ]


def _as_yaml(run: AutomaticRun) -> str:
    stream = StringIO()
    yaml = YAML(typ="rt", pure=True)
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    fields = {**run.model_dump(), "states": list(run.states)}
    yaml.dump({"automatic": fields}, stream)
    return stream.getvalue()
