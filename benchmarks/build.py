"""What a build costs as the site grows: ours, and stock Material's of the same sources.

Each build is a process of its own. Seconds are those of the processor, so that what else the
machine does tells less; the Word copies are pandoc's and stand in a column of their own. Cold is
the first build, warm the next with nothing changed.

    python benchmarks/build.py
    python benchmarks/build.py 250 500 1000
"""

import datetime as dt
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from first_view import STOCK

PROJECT = Path(__file__).resolve().parent.parent
SIZES = (250, 500, 1000)
MOST_GROWTH = 2.4
"""Times as much work for twice the pages; more is superlinear."""
WORDS = (
    "barn unga familj skola stöd plan möte arbete samverkan region kommun vård hälsa trygghet metod"
    " uppföljning dialog insats råd grupp tid fråga behov resurs ansvar"
)
VOCABULARY = WORDS.split()
MEETINGS, REVIEWS = 6, 1
"""Of ten pages; the others are ordinary ones."""
AREAS = ("Hälsa", "Utveckling", "Lärande", "Omsorg", "Hemmet", "Relationer", "Trygghet")
FORUMS = ("styrgrupp", "arbetsutskott", "tvargrupp", "natverk")
DECISIONS = "\n\nGruppen beslutar att {words}.\n{{: .decision }}"
MEASURED = """\
import json, resource, sys
{prepare}
{build}
of = lambda who: (lambda used: used.ru_utime + used.ru_stime)(resource.getrusage(who))
print(json.dumps([of(resource.RUSAGE_SELF), of(resource.RUSAGE_CHILDREN)]))
"""
OURS = (
    "from pathlib import Path\nfrom samverka.website.building import build_site",
    "build_site(Path(sys.argv[1]), strict=False, clean=True)",
)
THEIRS = (
    "from mkdocs.commands.build import build\nfrom mkdocs.config import load_config",
    "build(load_config(sys.argv[1] + '/mkdocs.yml'))",
)


class Writer:
    """Invented sources, the same each time: meetings, reviews and ordinary pages."""

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self._chance = random.Random(7)

    def write(self, number: int) -> None:
        """One page."""
        day = dt.date(2014, 1, 1) + dt.timedelta(days=4 * number)
        if number % 10 < MEETINGS:
            forum = FORUMS[number % len(FORUMS)]
            people = "".join(f"  - name: {name}\n" for name in self._names())
            said = f"forum: {forum}\npresent:\n{people}"
            self._page(f"moten/{forum}/{day}.md", f"Möte {day}", f"date: {day}\n{said}")
        elif number % 10 < MEETINGS + REVIEWS:
            self._page(f"kunskapsoversikter/o{number}.md", f"Översikt {number}", f"date: {day}\n")
        else:
            self._page(f"om/amne{number % 40}/s{number}.md", f"Sida {number}", "")

    def _page(self, path: str, title: str, said: str) -> None:
        area, tag = self._chance.choice(AREAS), self._chance.choice(VOCABULARY)
        parts = "".join(self._part(number, path) for number in range(4))
        head = f"---\ntitle: {title}\n{said}areas: [{area}]\ntags: [{tag}]\n---\n\n# {title}\n"
        place = self._docs / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(head + parts, encoding="utf-8")

    def _part(self, number: int, path: str) -> str:
        decided = DECISIONS.format(words=self._words(9)) if path.startswith("moten") else ""
        return f"\n## Punkt {number}\n\n{self._words(60)}.\n\n{self._words(40)}.{decided}\n"

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(VOCABULARY, k=count)).capitalize()

    def _names(self) -> Iterator[str]:
        for word in self._chance.sample(VOCABULARY, 8):
            yield f"{word.capitalize()} {word.capitalize()}sson"


def make_ours(root: Path, pages: int) -> Path:
    """The project itself with so many pages more."""
    for folder in ("docs", "newsletters", "overrides"):
        shutil.copytree(PROJECT / folder, root / folder)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    writer = Writer(root / "docs")
    for number in range(pages):
        writer.write(number)
    return root


def make_stock(root: Path, ours: Path) -> Path:
    """The same sources under Material as it is."""
    shutil.copytree(ours / "docs", root / "docs")
    shutil.copytree(ours / "newsletters", root / "docs" / "nyhetsbrev")
    start = root / "docs" / "index.md"
    start.write_text(start.read_text(encoding="utf-8").replace("template: home.html\n", ""))
    (root / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    return root


def cost_of(program: tuple[str, str], root: Path) -> tuple[float, float]:
    """Seconds of the processor: the build's own, and those of the programs it starts."""
    prepare, build = program
    code = MEASURED.format(prepare=prepare, build=build)
    done = subprocess.run(  # noqa: S603  this Python and the code above
        [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True
    )
    own, started = json.loads(done.stdout.splitlines()[-1])
    return own, started


def measure(pages: int) -> float:
    """Print the row of a size; what a warm build of ours costs."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("ours", "stock"):
            Path(folder, name).mkdir()
        ours = make_ours(Path(folder, "ours"), pages)
        stock = make_stock(Path(folder, "stock"), ours)
        cold, word = cost_of(OURS, ours)
        warm, _ = cost_of(OURS, ours)
        theirs, _ = cost_of(THEIRS, stock)
    row = f"{pages:>6} {cold:>8.1f} {word:>8.1f} {warm:>8.1f} {theirs:>8.1f}"
    print(f"{row} {warm / theirs:>7.2f}", flush=True)
    return warm


def main(sizes: list[int]) -> int:
    """Print a row for each size; 1 where twice the pages cost more than `MOST_GROWTH` times."""
    print(f"{'pages':>6} {'cold':>8} {'pandoc':>8} {'warm':>8} {'stock':>8} {'ratio':>7}")
    measured = [(size, measure(size)) for size in sorted(sizes)]
    slopes = [
        (after / before) / (more / fewer) * 2
        for (fewer, before), (more, after) in pairwise(measured)
    ]
    return int(max(slopes, default=0) > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
