"""What `site.py`, `import_word.py` and `weekly_digest.py` do once everything is set up."""

import os
from pathlib import Path

import environment
import preview
from environment import Home
from messages import say

COMMAND = "py scripts\\site.py" if os.name == "nt" else "python3 scripts/site.py"
HELP_FLAGS = ("-h", "--help")
REFUSED = 2

HELP = f"""\
Bygger webbplatsen: läser in Word-filerna i inbox/, visar vad du bör titta på och bygger site/.
Första gången hämtas allt som behövs till mappen .venv; sedan går det direkt.

Användning: {COMMAND} [--serve] [VAL ...]

  --serve      visa den färdiga webbplatsen i webbläsaren, tills du trycker Ctrl-C
  -h, --help   visa den här hjälpen
  VAL          andra val lämnas vidare till  samverka build

Exempel:
  {COMMAND}
  {COMMAND} --serve
  {COMMAND} --strict --clean

Slutkod: 0 allt är bra, 1 något i texterna behöver rättas, 2 något kunde inte läsas eller byggas.
"""

IMPORT_HELP = """\
Läser in Word-filerna i inbox/, för ett schemalagt jobb. Rapporten skrivs till
.samverka/import.json. Val lämnas vidare till  samverka import.

Exempel:
  python3 scripts/import_word.py
  python3 scripts/import_word.py --dry-run
"""

DIGEST_HELP = """\
Gör en sammanfattning av det som är nytt, för ett schemalagt jobb: hämtar parternas nyheter och
lägger brevet i outbox/. Det skickas bara om mkdocs.yml säger det, och till så många som står där.
Val lämnas vidare till  samverka digest --scheduled.

Exempel:
  python3 scripts/weekly_digest.py
  python3 scripts/weekly_digest.py --audience Skola

Slutkod: 0 allt är bra eller inget nytt, 1 något behöver ses över, 2 det gick inte.
"""


def has_files(folder: Path) -> bool:
    """Whether anything but hidden files lies in a folder; an empty inbox is nothing to refuse."""
    return folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())


def import_inbox(home: Home) -> int:
    """Import `inbox/` and give back the exit code; an empty inbox is fine."""
    if has_files(home.root / "inbox"):
        return environment.run(home, ["samverka", "import", "inbox"])
    say("Inkorgen (inbox/) är tom: det finns inget att läsa in.")
    return 0


def closing_line(imported: int, built: int) -> str:
    """Where the site is and how to look at it, or that there is none to look at."""
    if built == REFUSED:
        return f"Webbplatsen byggdes inte. Rätta det som står ovan och kör {COMMAND} igen."
    where = f"Webbplatsen ligger i site/index.html. Titta på den med:  {COMMAND} --serve"
    if imported == REFUSED:
        return "Alla filer i inbox/ kunde inte läsas in; se ovan. Resten är med.\n" + where
    return where


def main(home: Home, arguments: "list[str]") -> int:
    """Import, build whatever the import said, and answer with the worse of the two exit codes."""
    if any(flag in arguments for flag in HELP_FLAGS):
        say(HELP)
        return 0
    environment.prepare(home, "site")
    imported = import_inbox(home)
    passed_on = [argument for argument in arguments if argument != "--serve"]
    built = environment.run(home, ["samverka", "build", *passed_on])
    say("\n" + closing_line(imported, built))
    if "--serve" in arguments and built != REFUSED:
        preview.serve(home.root / "site")
    return max(imported, built)


def import_main(home: Home, arguments: "list[str]") -> int:
    """Import `inbox/` and leave the report where the next run and the editor find it."""
    if any(flag in arguments for flag in HELP_FLAGS):
        say(IMPORT_HELP)
        return 0
    environment.prepare(home, "site")
    report = ["--report", str(Path(".samverka") / "import.json")]
    return environment.run(home, ["samverka", "import", "inbox", *report, *arguments])


def digest_main(home: Home, arguments: "list[str]") -> int:
    """Fetch the partners' news and make the digest; the settings say whether it is sent too."""
    if any(flag in arguments for flag in HELP_FLAGS):
        say(DIGEST_HELP)
        return 0
    environment.prepare(home, "site")
    return environment.run(home, ["samverka", "digest", "--scheduled", *arguments])
