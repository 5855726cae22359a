"""The browser that the browser tests drive: found where it usually is, or installed on Debian."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from messages import say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WINDOWS_PLACES = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_ROOTS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
PACKAGES = ("chromium", "fonts-liberation")
TOLD = "SAMVERKA_CHROMIUM"
"""The environment variable that tells the browser tests where the browser is."""

ADVICE = """\
Webbläsartesterna behöver Chromium eller Chrome, som inte hittades här. Installera:
  Debian:  sudo apt install chromium fonts-liberation
  Ubuntu:  sudo snap install chromium
  macOS:   brew install --cask chromium
  Windows: winget install Google.Chrome
Ligger den på annat håll: sätt miljövariabeln SAMVERKA_CHROMIUM till programmets sökväg."""


def usual_places(environ: "Mapping[str, str]") -> "list[str]":
    """Where an installer puts the browser on macOS and Windows, outside PATH."""
    if sys.platform == "darwin":
        return list(MAC_PLACES)
    roots = [environ[name] for name in WINDOWS_ROOTS if name in environ]
    return [str(Path(root) / place) for root in roots for place in WINDOWS_PLACES]


def find_chromium(environ: "Mapping[str, str]") -> str:
    """The path of a browser, or nothing."""
    told = [environ[TOLD]] if environ.get(TOLD) else []
    on_path = [shutil.which(name, path=environ.get("PATH")) or "" for name in NAMES]
    for place in [*told, *on_path, *usual_places(environ)]:
        if place and Path(place).is_file():
            return place
    return ""


def apt_commands(os_release: str) -> "list[list[str]]":
    """How to install the browser on this Debian as the person we are; none where we cannot."""
    if "debian" not in os_release or shutil.which("apt-get") is None:
        return []
    commands = [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES],
    ]
    if os.geteuid() == 0:
        return commands
    if shutil.which("sudo") is None:
        return []
    sudo = ["sudo"] if sys.stdin and sys.stdin.isatty() else ["sudo", "-n"]
    return [sudo + command for command in commands]


def install_chromium() -> None:
    """Install Debian's browser where this is Debian and we may; the caller looks if it came."""
    release = Path("/etc/os-release")
    commands = apt_commands(release.read_text(encoding="utf-8") if release.is_file() else "")
    if commands:
        say("Installerar Chromium för webbläsartesterna. Det tar ungefär en minut ...")
    for command in commands:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(command, env=environment, stdout=subprocess.DEVNULL)


def ensure_chromium() -> str:
    """The path of a browser, installed if need be; nothing, and advice, where there is none."""
    if not find_chromium(os.environ):
        install_chromium()
    found = find_chromium(os.environ)
    if not found:
        say(ADVICE)
    return found
