"""Every link of the project's own site leads to a file that is there, and to a place in it."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

HERE = "https://webbplatsen.example/"
ADDRESSES = frozenset({"href", "src", "action", "poster", "data", "popovertarget", "xlink:href"})
REFERENCES = frozenset({"for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"})


@dataclass
class Read(HTMLParser):
    """The anchors of a page, the addresses it leads to, and the ids it names."""

    ids: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.append(value or "")
            elif name == "popovertarget":
                self.named.append(value or "")
            elif name in REFERENCES:
                self.named.extend((value or "").split())
            elif name in ADDRESSES:
                self.targets.append(value or "")
            elif name == "srcset":
                self.targets.extend(one.split()[0] for one in (value or "").split(","))


@cache
def read(path: Path) -> Read:
    parser = Read()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def file_at(site: Path, path: str) -> Path:
    found = site / unquote(path).lstrip("/")
    return found / "index.html" if path.endswith("/") or found.is_dir() else found


def faults_of(site: Path, page: Path) -> list[str]:
    said = str(page.relative_to(site))
    base = urljoin(HERE, said)
    own = read(page)
    faults = [f"{said}: id {one} twice" for one in set(own.ids) if own.ids.count(one) > 1]
    faults += [f"{said}: nothing is called {one}" for one in own.named if one not in own.ids]
    for target in own.targets:
        parts = urlsplit(urljoin(base, target))
        if f"{parts.scheme}://{parts.netloc}/" != HERE:
            continue
        file = file_at(site, parts.path)
        if not file.is_file():
            faults.append(f"{said}: {target} is not there")
        elif parts.fragment and file.suffix == ".html":
            anchors = read(file).ids
            if unquote(parts.fragment) not in anchors:
                faults.append(f"{said}: {target} is no place on its page")
    return faults


@pytest.mark.browser
def test_every_link_and_anchor_leads_somewhere(own_site: Path) -> None:
    pages = sorted(own_site.rglob("*.html"))
    assert len(pages) > 30
    assert [fault for page in pages for fault in faults_of(own_site, page)] == []
