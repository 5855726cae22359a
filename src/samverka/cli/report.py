"""The report of a run as JSON, for other programs and for those who want every word."""

from typing import Any

from samverka.findings import Finding
from samverka.word.batch import Outcome


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """The keys are a contract: file, status, path, problem, receipt, findings."""
    made: dict[str, Any] = {"file": str(outcome.file), "status": outcome.status.value}
    if outcome.path is not None:
        made["path"] = str(outcome.path)
    if outcome.problem is not None:
        made["problem"] = {"what": outcome.problem.what, "do": outcome.problem.do}
    if outcome.receipt is not None:
        made["receipt"] = {
            "words": outcome.receipt.words,
            "kept": outcome.receipt.kept,
            "left_out": [
                {"reason": one.reason, "count": one.count, "words": one.words}
                for one in outcome.receipt.left_out
            ],
            "missing": list(outcome.receipt.missing),
        }
    made["findings"] = [_finding_as_json(finding) for finding in outcome.findings]
    return made


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }
