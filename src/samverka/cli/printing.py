"""How everything is shown: what an editor should look at, and what went wrong."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape as without_markup

from samverka.errors import SamverkaError
from samverka.files import printable
from samverka.findings import Finding, Severity

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def escape(text: str) -> str:
    """As it stands, whatever a file is called or says: no markup and no orders to the terminal."""
    return without_markup(printable(text))


def print_findings(findings: Sequence[Finding]) -> None:
    """Findings of one sort together, what to do about them said once."""
    for _, same in groupby(findings, key=lambda finding: (finding.code, finding.hint)):
        group = list(same)
        for finding in group:
            style = "red" if finding.severity is Severity.ERROR else "yellow"
            place = escape(str(finding.place))
            out.print(f"  {place} [{style}]{finding.severity}[/] {escape(finding.message)}")
        if group[0].hint:
            out.print(f"    {escape(group[0].hint)} ({group[0].code})")


def print_problem(problem: SamverkaError, console: Console = out) -> None:
    """What is wrong and what to do, line by line."""
    for text in filter(None, (problem.what, problem.do)):
        for line in text.splitlines():
            console.print(f"  {escape(line)}")
