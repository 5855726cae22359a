"""The browser that the browser tests drive: found where it usually is, or installed on Debian."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import debian
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


def ensure_chromium() -> str:
    """The path of a browser, installed if need be; nothing, and advice, where there is none."""
    if not find_chromium(os.environ):
        debian.install(PACKAGES, "Chromium")
    found = find_chromium(os.environ)
    if not found:
        say(ADVICE)
    return found
