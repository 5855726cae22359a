"""A small project in a folder: settings, an inbox, and the import run on it."""

from pathlib import Path

from samverka.office import Office
from samverka.pandoc import find_pandoc
from samverka.settings import read_settings
from samverka.word.batch import Outcome, Run, import_files
from samverka.word.folders import find_files
from samverka.word.importing import Order

SETTINGS = """\
site_name: Exempel
plugins:
  - samverka:
      title: Trygg uppväxt
"""
FORUMS = """\
      forums:
        styrgrupp: {name: Styrgruppen, also: [Styrgrupp]}
      organisations:
        - {name: Växjö kommun, also: [Växjö]}
        - {name: Lessebo kommun, also: [Lessebo]}
        - {name: Region Kronoberg}
        - {name: Linnéuniversitetet, also: [LNU]}
"""


class Project:
    """Real files below `root`; `more` is added to the settings of samverka."""

    def __init__(self, root: Path, more: str = "", office: Office | None = None) -> None:
        self.root = root
        self.office = office
        settings = f"{SETTINGS}      {more}\n" if more else SETTINGS + FORUMS
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
        (root / "inbox").mkdir()

    def put(self, name: str, content: bytes) -> Path:
        path = self.root / "inbox" / name
        path.write_bytes(content)
        return path

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def import_all(self, *, dry_run: bool = False) -> list[Outcome]:
        order = Order(read_settings(self.root), find_pandoc(), office=self.office)
        files = find_files([self.root / "inbox"])
        return list(import_files(files, Run(self.root, order, dry_run)))

    def import_one(self, name: str, content: bytes) -> Outcome:
        path = self.put(name, content)
        order = Order(read_settings(self.root), find_pandoc(), office=self.office)
        (outcome,) = import_files([path], Run(self.root, order))
        return outcome
