"""The report of a run as JSON, for other programs and for those who want every word."""

from typing import Any

from samverka.findings import Finding
from samverka.word.batch import Outcome
from samverka.word.receipt.accounts import Receipt


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """The keys are a contract: file, status, path, problem, receipt, receipt_page, findings."""
    made: dict[str, Any] = {"file": str(outcome.file), "status": outcome.status.value}
    if outcome.path is not None:
        made["path"] = str(outcome.path)
    if outcome.problem is not None:
        made["problem"] = {"what": outcome.problem.what, "do": outcome.problem.do}
    if outcome.receipt is not None:
        made["receipt"] = _receipt_as_json(outcome.receipt)
    if outcome.receipt_page is not None:
        made["receipt_page"] = str(outcome.receipt_page)
    made["findings"] = [_finding_as_json(finding) for finding in outcome.findings]
    return made


def _receipt_as_json(receipt: Receipt) -> dict[str, Any]:
    """Counts are words, `share` percent of `words`; `line` counts from 1 below the front matter."""
    return {
        "words": receipt.words,
        "kept": receipt.kept,
        "in_front_matter": receipt.in_front_matter,
        "left_out": [
            {
                "reason": one.reason.value,
                "count": one.count,
                "share": round(one.share, 2),
                "words": one.words,
            }
            for one in receipt.left_out
        ],
        "missing": list(receipt.missing),
        "missing_at": [
            {"place": one.place, "words": list(one.words), "quote": one.quote}
            for one in receipt.losses
        ],
        "invented": list(receipt.invented),
        "invented_at": [
            {"line": one.line, "words": list(one.words), "quote": one.quote}
            for one in receipt.additions
        ],
    }


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }
