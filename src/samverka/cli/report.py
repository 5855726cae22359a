"""The report of a run as JSON, for other programs and for those who want every word."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import Any, TextIO

from samverka.findings import Finding
from samverka.word.batch import Outcome
from samverka.word.receipt.accounts import Receipt


@contextmanager
def open_report(path: Path | None) -> Iterator[Callable[[Outcome], None]]:
    """A function that adds an outcome to the report at `path`, or to none.

    The report is put in its place at the end, also of a run that was interrupted; one that came to
    nothing leaves the report of the run before it. A name that is no UTF-8 is written as escapes,
    which json.loads reads back.
    """
    if path is None:
        yield lambda _: None
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.ny")
    with beside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        try:
            yield lambda outcome: _add(outcome, file)
        finally:
            is_empty = file.tell() == 0
            file.write("\n]\n")
            file.close()
            if is_empty:
                beside.unlink()
            else:
                beside.replace(path)


def _add(outcome: Outcome, file: TextIO) -> None:
    text = json.dumps(outcome_as_json(outcome), ensure_ascii=False, indent=2)
    file.write((",\n" if file.tell() else "[\n") + indent(text, "  "))


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
