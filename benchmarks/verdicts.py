"""What became of one damaged file, and whether that was right."""

import re
import resource
import shutil
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from one_import import Desk, import_one, make_desk, make_order
from samverka.errors import SamverkaError
from samverka.markdown.links import link_targets
from samverka.word.faults import FAULTS
from samverka.word.importing import Imported

REFUSAL_SECONDS = 1.0
"""Of work: how busy the machine is says nothing of the import."""

MEGABYTES = 1500
"""What a worker may come to use; pictures of a hundred million points are let in."""

SWEDISH = re.compile(
    r"\b(?:är|inte|och|filen|dokumentet|innehåll\w*|bild\(er\)|går|rad \d)\b", re.IGNORECASE
)
ENGLISH = re.compile(
    r"\b(?:the|error|invalid|expected|mismatch|not|unknown|failed|at)\b", re.IGNORECASE
)
BAD_TARGET = re.compile(r"(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
SECRETS = ("root:x:0", "root:!:")
"""What a page may never hold: lines of this machine's own files."""

PAGES = ("docs", "newsletters", ".imports", ".samverka")
FORMULA = re.compile(r"\\\(.*?\\\)|\$\$.*?\$\$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is empty where all is well; `kind` is imported, refused, net, escaped or wrong."""

    kind: str
    seconds: float
    fault: str = ""
    detail: str = ""


class Judge:
    """Imports one file after another, each into a project of its own below `place`."""

    def __init__(self, place: Path, seconds: int) -> None:
        self._place, self._order = place, make_order(seconds)
        shutil.rmtree(place, ignore_errors=True)

    def verdict(self, name: str, content: bytes) -> Verdict:
        """Whatever happens to this file is told; memory is the whole process's."""
        desk = make_desk(self._place / "projekt", self._order)
        file = desk.root / "inbox" / name
        file.write_bytes(content)
        try:
            return self._tried(file, desk)
        finally:
            shutil.rmtree(self._place, ignore_errors=True)

    def _tried(self, file: Path, desk: Desk) -> Verdict:
        began, worked = time.monotonic(), time.process_time()
        try:
            imported = import_one(file, desk)
        except SamverkaError as refusal:
            seconds = time.monotonic() - began
            fault = _fault_of_refusal(refusal, time.process_time() - worked)
            return Verdict("wrong" if fault else "refused", seconds, fault, str(refusal.what))
        except FAULTS as fault:
            return _told("net", fault, began)
        except BaseException as fault:  # noqa: BLE001  to tell of whatever escapes is the purpose
            return _told("escaped", fault, began)
        seconds = time.monotonic() - began
        faults = list(self._faults_of_page(file, desk, imported))
        return Verdict("wrong" if faults else "imported", seconds, "; ".join(faults))

    def _faults_of_page(self, file: Path, desk: Desk, imported: Imported) -> Iterator[str]:
        page, body = (desk.root / imported.document.path).read_text("utf-8"), imported.document.body
        if "<script" in body.lower():
            yield "<script on the page"
        links = link_targets(FORMULA.sub("", body).replace("\\]", ""))
        bad = [target for _, target in links if BAD_TARGET.match(target.strip())]
        if bad:
            yield f"a link that leads out: {bad[0][:60]!r}"
        if any(secret in page for secret in SECRETS):
            yield "a file of this machine on the page"
        yield from self._strays(file, desk)
        if (used := _megabytes()) > MEGABYTES:
            yield f"{used} MB of memory"

    def _strays(self, file: Path, desk: Desk) -> Iterator[str]:
        """Files where no page and no picture belongs."""
        expected = {file, desk.root / "mkdocs.yml"}
        for one in self._place.rglob("*"):
            if one.is_dir() or one in expected:
                continue
            if not one.is_relative_to(desk.root):
                yield f"written outside: {one}"
            elif one.relative_to(desk.root).parts[0] not in PAGES:
                yield f"written beside: {one.relative_to(desk.root)}"


def _fault_of_refusal(refusal: SamverkaError, seconds: float) -> str:
    if seconds > REFUSAL_SECONDS:
        return f"refused only after {seconds:.1f} s: {refusal.what[:60]}"
    if not refusal.what or not SWEDISH.search(refusal.what):
        return f"no Swedish reason: {refusal.what!r}"
    if ENGLISH.search(refusal.what):
        return f"English in the reason: {refusal.what[:100]!r}"
    return "" if refusal.do else f"no word on what to do: {refusal.what[:60]!r}"


def _told(kind: str, fault: BaseException, began: float) -> Verdict:
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "samverka" in one.filename] or list(frames)
    last = ours[-1]
    said = f"{type(fault).__name__} in {Path(last.filename).name}:{last.lineno}"
    full = "".join(traceback.format_exception(fault)[-12:])
    return Verdict(kind, time.monotonic() - began, said, full[-3000:])


def _megabytes() -> int:
    """The most this process has used; Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
