"""The one door to LibreOffice: bytes in, the same thing in a format we read out."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from samverka.errors import SamverkaError

PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Where the set-ups for Windows and macOS put it, which is never on the PATH."""

FLAGS = ("--headless", "--norestore", "--nologo", "--nofirststartwizard")

SCRIPTING = "org.openoffice.Office.Common/Security/Scripting"
PROXY = "org.openoffice.Inet/Settings"
GUARDS = (
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (PROXY, "ooInetProxyType", "2"),
    *((PROXY, f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *((PROXY, f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
"""LibreOffice's own settings: no macro, no Java, no linked file, and a proxy where nobody answers.

MacroSecurityLevel 3 is very high, Link 2 never, ooInetProxyType 2 a proxy given by hand.
"""


class OfficeError(SamverkaError):
    """LibreOffice could not be started or needed too long."""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice that runs no macro, reaches no network and leaves the user's own in peace.

    Each thread of each process keeps its profile in the folder `profiles` while that exists, which
    makes its later calls about a third quicker; without it every call makes its own.
    """

    path: str
    seconds: int = 60
    profiles: Path | None = None

    def convert(self, files: Sequence[tuple[str, bytes]], target: str) -> tuple[bytes | None, ...]:
        """Each file, given as suffix and bytes, in the format with the suffix `target`.

        None for those that LibreOffice cannot read. Raises `OfficeError` for all of them where it
        does not start or is not done in time.
        """
        with TemporaryDirectory(prefix="samverka-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            names = [f"{number}{suffix}" for number, (suffix, _) in enumerate(files)]
            for file, (_, content) in zip(names, files, strict=True):
                (folder / file).write_bytes(content)
            command = [self.path, self._profile(folder), *FLAGS]
            command += ["--convert-to", target.removeprefix("."), "--outdir", "out", *names]
            self._run(command, folder)
            made = [folder / "out" / f"{number}{target}" for number in range(len(files))]
            return tuple(one.read_bytes() if one.is_file() else None for one in made)

    def _profile(self, folder: Path) -> str:
        profile = folder / "profile"
        if self.profiles is not None and self.profiles.is_dir():
            profile = self.profiles / f"{os.getpid()}-{threading.get_ident()}"
        settings = profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.parent.mkdir(parents=True, mode=0o700)
            settings.write_text("\n".join(_guards()), encoding="utf-8")
        return f"-env:UserInstallation={profile.resolve().as_uri()}"

    def _run(self, command: list[str], folder: Path) -> None:
        try:
            process = subprocess.Popen(  # noqa: S603  a fixed program, no shell, our file names
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as fault:
            said = f"LibreOffice går inte att starta ({fault.strerror})"
            raise OfficeError(said, "Installera om LibreOffice.") from None
        try:
            process.wait(self.seconds)
        except subprocess.TimeoutExpired:
            said = f"LibreOffice behövde mer än {self.seconds} sekunder och avbröts"
            raise OfficeError(said, "Öppna filen i Word och spara den som .docx.") from None
        finally:
            if process.poll() is None:
                _end(process)


def _guards() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    for path, name, value in GUARDS:
        prop = f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        yield f'<item oor:path="/{path}">{prop}</item>'
    yield "</oor:items>"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop it with all it has started: the program we start is only a starter."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603  nothing from outside
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def find_office(seconds: int = 60, profiles: Path | None = None) -> Office | None:
    """The LibreOffice of this machine, None where there is none."""
    named = (shutil.which("soffice"), shutil.which("libreoffice"))
    found = next((one for one in (*PLACES, *named) if one and Path(one).is_file()), None)
    return None if found is None else Office(found, seconds, profiles)
