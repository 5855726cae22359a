"""Findings to MkDocs' log, so that `--strict` bites, and MkDocs' own log lines to findings."""

import logging
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mkdocs.plugins import get_plugin_logger

from samverka.findings import Finding, Place, Severity
from samverka.source.places import place_of, source_of

LEVELS: Final = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.NOTE: logging.INFO,
}
CODE: Final = "MKDOCS"
_LOG = get_plugin_logger("samverka")
_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains (?:a|an absolute|an unrecognized relative) link "
    r"'(?P<link>[^']*)'(?P<rest>.*)",
    re.DOTALL,
)
_IN_MENU = re.compile(r"A reference to '([^']+)' is included in the 'nav'")
_BESIDE_INDEX = re.compile(r"Excluding '([^']+)' from the site because it conflicts with '([^']+)'")
_NO_ADDRESS: Final = "Config value 'site_url'"
_MEANT = re.compile(r"Did you mean '([^']+)'")


def log_findings(findings: Iterable[Finding]) -> None:
    """One line each; the finding goes along for those who read the log as data."""
    for finding in findings:
        hint = f" {finding.hint}" if finding.hint else ""
        _LOG.log(
            LEVELS[finding.severity],
            "%s %s.%s", finding.place, finding.message.rstrip("."), hint,
            extra={"finding": finding},
        )  # fmt: skip


def is_finding(record: logging.LogRecord) -> bool:
    """Whether a line of the log is one of ours."""
    return isinstance(getattr(record, "finding", None), Finding)


def finding_of(record: logging.LogRecord, root: Path) -> Finding:
    """A line of the log as a finding."""
    ours = getattr(record, "finding", None)
    if isinstance(ours, Finding):
        return ours
    said = record.getMessage()
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    missing = _IN_MENU.search(said)
    if missing:
        message = f"sidan {missing[1]} står i menyn i mkdocs.yml men finns inte"
        hint = f"Skapa docs/{missing[1]} eller ta bort raden under nav."
        return Finding(Place("mkdocs.yml"), CODE, Severity.ERROR, message, hint)
    if _NO_ADDRESS in said:
        message = "adressen efter site_url går inte att använda"
        hint = "Skriv hela adressen, som https://exempel.se/, eller ta bort raden."
        return Finding(Place("mkdocs.yml"), CODE, Severity.ERROR, message, hint)
    beside = _BESIDE_INDEX.search(said)
    if beside:
        message = f"sidan kommer inte med, för att {beside[2]} ligger i samma mapp"
        return Finding(Place(f"docs/{beside[1]}"), CODE, severity, message, "Byt namn på filen.")
    link = _LINK.match(said)
    if link is None:
        return Finding(Place("mkdocs.yml"), CODE, severity, f"MkDocs säger: {said}")
    place = place_of(root, source_of(root, link["page"]), link["link"])
    meant = _MEANT.search(link["rest"])
    hint = f"Menade du {meant[1]}?" if meant else ""
    return Finding(place, CODE, severity, _said_of_link(link["link"], link["rest"]), hint)


def _said_of_link(link: str, rest: str) -> str:
    if "anchor" in rest:
        return f"länken {link} går till en rubrik som inte finns"
    if "excluded" in rest:
        return f"länken {link} går till en sida som inte är publicerad"
    if "left as is" in rest:
        return f"länken {link} ska peka på en fil, som ../om/index.md"
    return f"länken {link} går till en fil som inte finns"
