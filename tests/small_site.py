"""A tiny real site in a folder, built by MkDocs itself."""

import html
import re
from dataclasses import dataclass, replace
from pathlib import Path

from samverka.findings import Severity
from samverka.website.building import BuildResult, build_site

SETTINGS = """\
site_name: Trygg uppväxt
theme:
  name: material
  language: sv
  font: false
markdown_extensions: [attr_list, md_in_html, tables, footnotes, samverka.markdown]
validation:
  links: {absolute_links: warn, unrecognized_links: warn, anchors: warn}
"""
OURS = """\
plugins:
  - search
  - samverka:
      title: Trygg uppväxt
      vision: Varje barn får en trygg uppväxt
      forums:
        styrgrupp: {name: Styrgruppen}
        natverk: {name: Nätverket}
"""


@dataclass(frozen=True)
class Site:
    """`root` holds mkdocs.yml, docs/ and newsletters/, as a project of an editor does."""

    root: Path

    def write(self, path: str, text: str | bytes) -> "Site":
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def set_up(self, more: str = "", ours: str = OURS) -> "Site":
        self.write("mkdocs.yml", f"{SETTINGS}{more}{ours}")
        return self.write("docs/index.md", "---\ntitle: Start\n---\n\n# Start\n\nHej.\n")

    def build(self, *, strict: bool = False) -> BuildResult:
        """With what an editor has to look at; notes, such as that site_url is unset, are left."""
        result = build_site(self.root, strict=strict, clean=True)
        heavy = tuple(one for one in result.findings if one.severity is not Severity.NOTE)
        return replace(result, findings=heavy)

    def html(self, address: str) -> str:
        return (self.root / "site" / address / "index.html").read_text(encoding="utf-8")

    def text(self, address: str) -> str:
        """The words of the page, without its menus and scripts."""
        return plain(self.html(address).partition("<article")[2].partition("</article>")[0])

    def files(self) -> set[str]:
        site = self.root / "site"
        return {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}


def plain(markup: str) -> str:
    """The words, read from the end of the tag that `markup` begins within."""
    words = re.sub(r"<[^>]+>", " ", markup.partition(">")[2])
    return " ".join(html.unescape(words).split())


def page(title: str, body: str = "Text.", /, **matter: object) -> str:
    """A source file; values of the front matter are written as they stand."""
    fields = "".join(f"{key}: {value}\n" for key, value in matter.items())
    return f"---\ntitle: {title}\n{fields}---\n\n# {title}\n\n{body}\n"


def meeting(title: str, date: str, body: str = "Text.", /, **matter: object) -> str:
    return page(title, body, **{"date": date, "forum": "styrgrupp", **matter})


def said(result: BuildResult) -> list[str]:
    """The findings as an editor reads them."""
    return [f"{finding.place} {finding.message}" for finding in result.findings]
