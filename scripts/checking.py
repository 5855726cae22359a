"""What `test.py` does once everything is set up: every check, each told, none in another's way."""

import os
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

import chromium
import environment
import mailtools
import webtools
from environment import Home
from messages import say

COMMAND = "py scripts\\test.py" if os.name == "nt" else "python3 scripts/test.py"
HELP = f"""\
Kör projektets alla kontroller: Ruff, mypy, testerna och ett strikt bygge av webbplatsen.
Första gången hämtas allt som behövs till mappen .venv.

Användning: {COMMAND} [--all] [VAL TILL PYTEST ...]

  --all        kör även de långsamma testerna
  -h, --help   visa den här hjälpen
  Andra val och sökvägar: bara pytest körs, och får dem.

Exempel:
  {COMMAND}
  {COMMAND} --all
  {COMMAND} -k styrgrupp
  {COMMAND} tests/test_scripts.py -x

Slutkod: 0 allt är godkänt, annars inte.
"""


TOOLS = {
    "Chromium": chromium.TOLD,
    "webbverktygen": webtools.TOLD,
    "mejlservrarna": mailtools.TOLD,
}


FLAGS = ("-h", "--help")
SHARED_OUT = ("--numprocesses=auto", "--dist=worksteal", "--durations=15")
"""Over the cores: who is done first takes over tests of the other."""
ASSESS_HELP = """\
Prövar varje sida med axe i Chromium, i sex utföranden, och skriver dagen och resultatet i
docs/tillganglighet.yml. Tillgänglighetsredogörelsen visar dem nästa gång du bygger.

Användning: python3 scripts/assess.py
"""


class Step(NamedTuple):
    """One check: what it is called in the table, and the module of `.venv` that makes it."""

    name: str
    command: "list[str]"


class Outcome(NamedTuple):
    """How a check went, how long it took, and the last line it printed."""

    name: str
    passed: bool
    seconds: float
    last_line: str


def marker_arguments(*, slow: bool, browser: bool) -> "list[str]":
    """What leaves out the tests that are not asked for or cannot run here."""
    kept = {"slow": slow, "covered": not slow, "browser": browser}
    left_out = [name for name in kept if not kept[name]]
    return ["-m", " and ".join("not " + name for name in left_out)] if left_out else []


def show_output(running: "subprocess.Popen[bytes]") -> str:
    """Everything a program prints, handed on as it comes, also before a line is whole."""
    shown = []
    while running.stdout:
        piece = os.read(running.stdout.fileno(), 65536)
        if not piece:
            break
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        shown.append(piece)
    return b"".join(shown).decode("utf-8", "replace")


def run_step(home: Home, step: Step) -> Outcome:
    """Run one check to its end, whatever the ones before it said."""
    say("\n== " + step.name)
    began = time.monotonic()
    with subprocess.Popen(
        [str(home.python), "-m", *step.command],
        cwd=str(home.root),
        env=environment.child_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        lines = show_output(running).splitlines()
    seconds = time.monotonic() - began
    return Outcome(step.name, running.returncode == 0, seconds, lines[-1] if lines else "")


def all_steps(site: str, markers: "list[str]") -> "list[Step]":
    """Every check there is, the quick ones first; the tests last, so that their answer ends."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    return [
        Step("Ruff, regler", ["ruff", "check"]),
        Step("Ruff, format", ["ruff", "format", "--check"]),
        Step("mypy", ["mypy", "src", "tests", "scripts", "benchmarks"]),
        Step("Strikt bygge", ["mkdocs", "build", "--strict", "--quiet", "--site-dir", site]),
        Step("pytest", ["pytest", *SHARED_OUT, *colour, *markers]),
    ]


def table(outcomes: "list[Outcome]") -> str:
    """The checks, a line each: what, whether it passed, and the seconds it took."""
    rows = [
        f"{one.name:<14} {'godkänd' if one.passed else 'UNDERKÄND':<12} {one.seconds:6.1f} s"
        for one in outcomes
    ]
    return "\n".join(rows).replace(".", ",")


def run_everything(home: Home, markers: "list[str]") -> "list[Outcome]":
    """All checks one after the other; one that fails hides none of the others."""
    with tempfile.TemporaryDirectory() as site:
        return [run_step(home, step) for step in all_steps(site, markers)]


def find_tools() -> "list[Outcome]":
    """A failed check for what CI has not got to test with; elsewhere only a word about it."""
    missing = [name for name, told in TOOLS.items() if not os.environ.get(told)]
    if os.environ.get("CI"):
        return [Outcome(name, passed=False, seconds=0.0, last_line="") for name in missing]
    if missing:
        say("Tester som behöver " + " och ".join(missing) + " hoppas över.")
    return []


def prepare(home: Home) -> bool:
    """Make ready everything the tests need; False where there is no browser to be had."""
    environment.prepare(home, "test")
    os.environ[chromium.TOLD] = chromium.ensure_chromium()
    os.environ[webtools.TOLD] = webtools.ensure_web_tools(home.root, home.venv)
    os.environ[mailtools.TOLD] = mailtools.ensure_mail_tools()
    return bool(os.environ[chromium.TOLD])


def assess_main(home: Home, arguments: "list[str]") -> int:
    """Try every page with axe in the browser, and write the result into the statement."""
    if arguments:
        say(ASSESS_HELP)
        return 0 if arguments[0] in FLAGS else 2
    if not prepare(home) or not os.environ[webtools.TOLD]:
        return 2
    os.environ["SAMVERKA_ASSESSMENT"] = str(home.root / "docs" / "tillganglighet.yml")
    markers = marker_arguments(slow=True, browser=True)
    return environment.run(home, ["pytest", *markers, "tests/test_accessibility.py"])


def main(home: Home, arguments: "list[str]") -> int:
    """Run every check, or only pytest when it is given arguments of its own."""
    if any(flag in arguments for flag in FLAGS):
        say(HELP)
        return 0
    browser = prepare(home)
    markers = marker_arguments(slow="--all" in arguments, browser=browser)
    for_pytest = [argument for argument in arguments if argument != "--all"]
    if for_pytest:
        return environment.run(home, ["pytest", *markers, *for_pytest])
    outcomes = [*find_tools(), *run_everything(home, markers)]
    say("\n" + table(outcomes) + "\n\n" + outcomes[-1].last_line)
    return 0 if all(one.passed for one in outcomes) else 1
