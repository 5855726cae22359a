"""The locked packages, fetched by pip and followed in Swedish while it works."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from messages import Stop, say

PINNED = re.compile(r"^[A-Za-z0-9][\w.-]*==", re.MULTILINE)
FETCHED = re.compile(r"^(?:Collecting |Processing .*[/\\])([\w.-]+?)(?:==|-\d)")
"""What pip says of each line of a lock, wherever it takes the file from."""
AGAIN = "och kör sedan samma kommando igen. Det som redan hunnit hämtas hämtas inte en gång till."


class Trouble(NamedTuple):
    """One way pip can fail: what its output then holds, and what to tell the person."""

    signs: "tuple[str, ...]"
    what: str
    do: str


TROUBLES = (
    Trouble(
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSLCertVerificationError"),
        "Nätet svarar, men dess certifikat godtas inte, så inga paket kunde hämtas.",
        "Det är vanligt där arbetsplatsen granskar trafiken. Be it om rotcertifikatet, sätt\n"
        "miljövariabeln PIP_CERT till filen " + AGAIN,
    ),
    Trouble(
        ("No space left on device", "[Errno 28]", "[WinError 112]"),
        "Disken är full.",
        "Frigör ungefär 1 GB " + AGAIN,
    ),
    Trouble(
        ("DO NOT MATCH THE HASHES",),
        "Ett hämtat paket är inte det som låsfilen anger, och installerades därför inte.",
        "Det kan bero på ett avbrott eller en mellanlagrad fil: kör  pip cache purge\n" + AGAIN,
    ),
    Trouble(
        (
            "NewConnectionError",
            "NameResolutionError",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "ProxyError",
            "ConnectionError",
            "Connection refused",
            "Network is unreachable",
            "connection broken",
        ),
        "Det går inte att nå nätet, så paketen kunde inte hämtas.",
        "Kontrollera anslutningen " + AGAIN + "\n"
        "Går trafiken genom en proxy? Fråga it om adressen och sätt HTTPS_PROXY till den.",
    ),
)


class Pip(NamedTuple):
    """The pip of a `.venv`, and how it is to be run."""

    python: Path
    folder: Path
    environment: "dict[str, str]"

    def start(self, arguments: "list[str]") -> "subprocess.Popen[str]":
        """Start pip with everything it says, errors too, in one stream."""
        return subprocess.Popen(
            [str(self.python), "-m", "pip", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=str(self.folder),
            env=self.environment,
            encoding="utf-8",
            errors="replace",
        )


class Progress:
    """How far pip has come: one line rewritten on a screen, a line in ten packages in a log."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.fetched = 0
        self.on_screen = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def notice(self, line: str) -> None:
        """Take in a line that pip printed."""
        fetched = FETCHED.match(line)
        if fetched:
            self.fetched += 1
            self.show(f"Hämtar {self.fetched} av {self.total}: {fetched.group(1)}")
        elif line.startswith("Installing collected packages"):
            self.fetched = 0
            self.show("Packar upp ...")

    def show(self, text: str) -> None:
        """Put a text in place of the last one, or below it now and then in a log."""
        if self.on_screen:
            print("\r" + text.ljust(60), end="", flush=True)
        elif self.fetched % 10 == 0:
            say(text)

    def end(self) -> None:
        """Leave a clean line on the screen."""
        if self.on_screen:
            print("\r" + " " * 60, end="\r", flush=True)


def explain(output: str) -> Stop:
    """The end that fits what pip printed before it gave up."""
    for trouble in TROUBLES:
        if any(sign in output for sign in trouble.signs):
            return Stop(trouble.what, trouble.do)
    last = "\n".join(output.splitlines()[-15:])
    return Stop("Paketen kunde inte installeras. Så här sa pip:\n" + last, "Rätta felet " + AGAIN)


def follow(pip: Pip, arguments: "list[str]", progress: Progress) -> None:
    """Run pip to its end, showing how far it has come, and stop with the reason when it fails."""
    lines = []
    with pip.start(arguments) as running:
        for line in running.stdout or ():
            lines.append(line)
            progress.notice(line)
    progress.end()
    if running.returncode:
        raise explain("".join(lines))


def install_locked(pip: Pip, lock: Path) -> None:
    """Install exactly what a lock names, each file checked against its hash, nothing compiled."""
    total = len(PINNED.findall(lock.read_text(encoding="utf-8")))
    say(f"Installerar {total} låsta paket. Det tar ungefär en minut första gången ...")
    exactly = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    quietly = ["--no-input", "--progress-bar", "off", "--retries", "3"]
    follow(pip, ["install", *exactly, *quietly, "-r", str(lock)], Progress(total))


def install_project(pip: Pip) -> None:
    """Install the repo itself, as it lies there, with what the lock brought and no network."""
    alone = ["--no-deps", "--no-build-isolation", "--no-index"]
    follow(pip, ["install", "--quiet", *alone, "--editable", str(pip.folder)], Progress(1))
