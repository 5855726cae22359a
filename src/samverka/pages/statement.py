"""The accessibility statement as a page: the parts the law names, in a reader's words.

What nobody has filled in is told on the page; nothing is taken for granted.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final, TypeVar

from samverka.findings import Finding, Noted, Place, Severity
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.ways import said
from samverka.pages.wording import as_markdown, joined, linked
from samverka.settings import FILE
from samverka.source.statement import (
    Assessment,
    AutomaticRun,
    Disproportionate,
    KnownFault,
    OutsideTheLaw,
    Statement,
    read_statement,
)
from samverka.swedish.dates import format_date

PAGE: Final = PurePosixPath("tillganglighet.md")
TITLE: Final = "Tillgänglighet"
COMPLAINT: Final = "https://www.digg.se/tdosanmalan"
"""Where Digg takes in complaints."""

LAW: Final = "lagen om tillgänglighet till digital offentlig service (2018:1937, DOS-lagen)"
DEGREES: Final = {"full": "helt förenlig", "partial": "delvis förenlig", "none": "inte förenlig"}
BY: Final = {"own": "Egen granskning", "outside": "Granskning av en utomstående"}
NO_CONTACT: Final = "Lägg till contact under samverka i mkdocs.yml."

T = TypeVar("T")


def statement_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """The statement below the editor's own words; no page where the project has no statement."""
    read = read_statement(around.root)
    if read.value is None:
        return Noted((), read.findings)
    text = "\n\n".join(_parts(read.value, around))
    findings = (*read.findings, *_without_contact(around))
    return Noted((GeneratedPage(PAGE, TITLE, text),), findings)


def _without_contact(around: Around) -> Iterator[Finding]:
    if not around.settings.contact:
        said = "tillgänglighetsredogörelsen saknar en adress att skriva till"
        yield Finding(Place(FILE), "TGR03", Severity.NOTE, said, NO_CONTACT)


def _parts(statement: Statement, around: Around) -> Iterator[str]:
    """What a reader can do comes before what was tested."""
    yield "## Vem som ansvarar"
    yield _responsible(statement, around.settings.title)
    yield "## Hur väl webbplatsen följer lagen"
    yield _compliance(statement)
    yield "## Säg till oss"
    yield _contact(around.settings.contact)
    yield "## Anmäl till Digg"
    yield _complaint()
    yield "## Brister vi känner till"
    yield _listed(statement.faults, _fault, "Vi känner inte till några brister.")
    yield "## Innehåll som lagen inte omfattar"
    yield _listed(statement.outside_the_law, _outside, "Inget (9 § DOS-lagen).")
    yield "## Innehåll som är oskäligt betungande att anpassa"
    yield _listed(statement.disproportionate, _burden, "Inget (12 § DOS-lagen).")
    yield "## Hur vi har testat"
    yield _listed(statement.assessments, _assessment, "Ingen människa har granskat webbplatsen än.")
    if statement.automatic:
        yield _automatic(statement.automatic)
    yield "## När redogörelsen ändrades"
    yield format_date(statement.updated) if statement.updated else _missing("Dagen är inte ifylld")


def _missing(said: str) -> str:
    return f"**Uppgift saknas.** {said} än."


def _responsible(statement: Statement, title: str) -> str:
    service = as_markdown(statement.service or title)
    applies = f"Redogörelsen gäller webbplatsen *{service}*."
    if statement.organisation is None:
        return f"{_missing('Den ansvariga organisationen är inte ifylld')}\n\n{applies}"
    return f"{as_markdown(statement.organisation)} ansvarar för webbplatsen.\n\n{applies}"


def _compliance(statement: Statement) -> str:
    aim = (
        "Vi bygger webbplatsen för att klara WCAG 2.2, nivå AA. Det omfattar kraven i standarden "
        "EN 301 549 och WCAG 2.1 AA, som lagen bygger på."
    )
    if statement.compliance is None:
        return f"{_missing('Ingen har bedömt det')}\n\nLagen heter {LAW}. {aim}"
    more = " Bristerna står nedan." if statement.faults else ""
    return f"Webbplatsen är {DEGREES[statement.compliance]} med {LAW}.{more}\n\n{aim}"


def _listed(things: Iterable[T] | None, say: Callable[[T], str], nothing: str) -> str:
    if things is None:
        return _missing("Ingen har bedömt det")
    return "\n".join(f"- {say(thing)}" for thing in things) or nothing


def _fault(fault: KnownFault) -> str:
    planned = f"Ska vara åtgärdat {format_date(fault.planned)}." if fault.planned else ""
    unplanned = "Det är inte bestämt när det ska vara åtgärdat."
    return joined(
        (
            f"**{_sentence(fault.what)}**",
            _sentence(fault.effect),
            _sentence(f"Skäl: {fault.reason}"),
            planned or unplanned,
            f"WCAG-kriterium {fault.criterion}.",
        ),
        " ",
    )


def _outside(content: OutsideTheLaw) -> str:
    return f"**{_sentence(content.what)}** {_sentence(content.reason)} (9 § DOS-lagen)"


def _burden(content: Disproportionate) -> str:
    judged = f"Bedömt {format_date(content.date)}."
    said = f"**{_sentence(content.what)}** {_sentence(content.assessment)}"
    return f"{said} {judged} (12 § DOS-lagen)"


def _assessment(assessment: Assessment) -> str:
    who = f"{BY[assessment.by]} av {as_markdown(assessment.who)}"
    if assessment.by == "outside":
        who = f"{BY[assessment.by]}, {as_markdown(assessment.who)}"
    return f"{who}, {format_date(assessment.date)}. {_sentence(assessment.method)}"


def _automatic(run: AutomaticRun) -> str:
    pages = "en sida" if run.pages == 1 else f"{run.pages} sidor"
    found = {0: "inga fel", 1: "ett fel"}.get(run.violations, f"{run.violations} fel")
    states = as_markdown(joined(run.states))
    return (
        f"Senast den {format_date(run.date)} gick ett program igenom {pages} "
        f"({states}) och hittade {found}. Vi använde {as_markdown(run.tool)} i "
        f"{as_markdown(run.browser)}. Ett program hittar bara en del av bristerna."
    )


def _contact(address: str) -> str:
    ask = (
        "Hittar du något som inte fungerar? Behöver du innehållet i ett annat format? {} "
        "Skriv vilken sida det gäller och vad som hände."
    )
    if not address:
        return ask.format(_missing("Adressen"))
    return ask.format(f"Mejla {said(linked(address))}.")


def _complaint() -> str:
    return (
        "Myndigheten för digital förvaltning (Digg) ser till att lagen följs. Är du inte nöjd med "
        "hur vi tar hand om din synpunkt kan du "
        f"[anmäla bristande tillgänglighet till Digg]({COMPLAINT})."
    )


def _sentence(text: str) -> str:
    plain = text.strip()
    return as_markdown(plain if plain.endswith((".", "!", "?")) else f"{plain}.")
