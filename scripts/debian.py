"""Programs that Debian has packages for, installed where this is Debian and we may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from messages import say


def apt_commands(os_release: str, packages: "tuple[str, ...]") -> "list[list[str]]":
    """How to install packages on this Debian as the person we are; none where we cannot."""
    if "debian" not in os_release or shutil.which("apt-get") is None:
        return []
    commands = [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages],
    ]
    if os.geteuid() == 0:
        return commands
    if shutil.which("sudo") is None:
        return []
    sudo = ["sudo"] if sys.stdin and sys.stdin.isatty() else ["sudo", "-n"]
    return [sudo + command for command in commands]


def install(packages: "tuple[str, ...]", what: str) -> None:
    """Install what we can; the caller looks whether it came. `what` is said while it goes on."""
    release = Path("/etc/os-release")
    text = release.read_text(encoding="utf-8") if release.is_file() else ""
    commands = apt_commands(text, packages)
    if commands:
        say(f"Installerar {what} för testerna. Det tar ungefär en minut ...")
    for command in commands:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(command, env=environment, stdout=subprocess.DEVNULL)
