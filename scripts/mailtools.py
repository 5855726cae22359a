"""The mail servers that the tests of sending run for themselves, and what judges the letters."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
from messages import say

TOLD = "SAMVERKA_MAIL_TOOLS"
"""The environment variable that tells the tests where Postfix is."""
PROGRAMS = {
    "postfix": ("postfix",),
    "dovecot": ("dovecot-core",),
    "/usr/lib/dovecot/lmtp": ("dovecot-lmtpd",),
    "spamassassin": ("spamassassin",),
}
OUTSIDE_PATH = os.pathsep.join(("/usr/sbin", "/usr/local/sbin"))
POLICY = Path("/usr/sbin/policy-rc.d")
"""What Debian asks before it starts a service; 101 is no."""
ANSWERS = "postfix postfix/main_mailer_type select No configuration\n"
ADVICE = """\
Testerna av utskick mot en riktig mejlserver behöver Postfix, Dovecot och SpamAssassin, och att du
är root. Något av det saknas här, så de hoppas över. På Debian installeras programmen när root kör
testerna; ingen av dem startas som tjänst."""


def find_program(name: str) -> str:
    """Where a program is, also where only root looks; nothing where it is not."""
    places = os.pathsep.join((os.environ.get("PATH", os.defpath), OUTSIDE_PATH))
    return shutil.which(name, path=places) or ""


def missing_programs() -> "list[str]":
    """The programs among those we need that are not here."""
    return [name for name in PROGRAMS if not find_program(name)]


@contextmanager
def no_services(policy: Path = POLICY) -> "Iterator[None]":
    """Meanwhile nothing that is installed is started; an answer that is there already stays."""
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


def install_programs(missing: "list[str]") -> None:
    """As root only, which the tests need too; no question is asked and no service started."""
    packages = tuple(package for name in missing for package in PROGRAMS[name])
    answering = shutil.which("debconf-set-selections")
    if answering:
        subprocess.run([answering], input=ANSWERS, encoding="ascii", check=False)
    with no_services():
        debian.install(packages, "Postfix, Dovecot och SpamAssassin")


def ensure_mail_tools() -> str:
    """The folder of Postfix, installed if need be; nothing, and advice, where it cannot run."""
    is_root = os.name != "nt" and os.geteuid() == 0
    missing = missing_programs()
    if missing and is_root and shutil.which("apt-get"):
        install_programs(missing)
    if not is_root or missing_programs():
        say(ADVICE)
        return ""
    return str(Path(find_program("postfix")).parent)
