"""The report of a run as JSON, for other programs and for those who want every word."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import Any, TextIO

from samverka.findings import Finding
from samverka.word.batch import Outcome


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
