"""`Document`: one source file, read or to be written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path, PurePosixPath

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from samverka.findings import Finding, Noted, Place, Severity
from samverka.schema import Data, Fault, check_model, line_of, load_yaml
from samverka.source.addresses import heading_anchor
from samverka.source.frontmatter import MODELS, FrontMatter
from samverka.source.kinds import Kind, kind_of
from samverka.source.merging.conflicts import conflicts_in

FENCE = re.compile(
    r"\A(?:\ufeff)?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
FIRST_HEADING = re.compile(r"\A\s*(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
MARKS = re.compile(r"[*`\\]|\s*\{:[^}]*\}$")
NEEDS_QUOTES = re.compile(r"\d{1,2}:\d{2}|\d{4}-\d{2}|[\d.]+|y|n|yes|no|on|off", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """`path` is relative to the project; `body` is the Markdown below the front matter.

    `written` is the front matter's own text, where the document was read from a file.
    """

    path: PurePosixPath
    matter: FrontMatter
    body: str
    written: str = field(default="", compare=False, repr=False)

    @property
    def kind(self) -> Kind:
        """Follows from the folder."""
        return kind_of(self.path)

    def place_of(self, *location: str | int) -> Place:
        """Where a value of the front matter stands: its key, then its position in a list."""
        return matter_place(self.path, self.written, location)

    @property
    def text_without_title(self) -> str:
        """The body below the heading it begins with, where that is its title.

        That is a heading of the first level, or one that says what the front matter calls the page.
        """
        found = FIRST_HEADING.match(self.body)
        said = MARKS.sub("", found[2]) if found else ""
        if found is None or (len(found[1]) > 1 and said != self.matter.title):
            return self.body.lstrip("\n")
        rest = self.body[found.end() :].lstrip("\n")
        anchor = heading_anchor(said)
        return f'<a id="{anchor}"></a>\n\n{rest}' if f"](#{anchor})" in rest else rest


@dataclass(frozen=True, slots=True)
class Split:
    """A file's text in its two parts; `matter` is None where it has no front matter."""

    matter: str | None
    body: str


def matter_place(path: PurePosixPath, written: str, location: Sequence[str | int]) -> Place:
    """Where a value stands in a source whose front matter is `written`."""
    line = line_of(load_yaml(written).data, location)
    return Place(str(path), line + 1 if line else None)


def split_front_matter(text: str) -> Split:
    """The YAML between the first two `---` lines, and the rest."""
    found = FENCE.match(text)
    if found is None:
        return Split(None, text.removeprefix("\ufeff"))
    return Split(found.group(1), text[found.end() :].lstrip("\n"))


def parse_document(path: PurePosixPath, text: str) -> Noted[Document | None]:
    """None, with a finding per fault, where the front matter cannot be used."""
    parts = split_front_matter(text)
    if parts.matter is None:
        fault = Fault(1, "sidan saknar en inledning mellan två rader med ---, med minst title")
        return Noted(None, (_finding(path, fault, above=0),))
    loaded = load_yaml(parts.matter)
    if loaded.faults:
        return Noted(None, tuple(_finding(path, fault) for fault in loaded.faults))
    data = {} if loaded.data is None else loaded.data
    checked = check_model(MODELS[kind_of(path)], data)
    if checked.value is None:
        return Noted(None, tuple(_finding(path, fault) for fault in checked.faults))
    return Noted(Document(path, checked.value, parts.body, parts.matter))


def read_document(root: Path, path: PurePosixPath) -> Noted[Document | None]:
    """The document at `path` below `root`, with what is wrong with it."""
    try:
        text = (root / path).read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        said = f"filen är inte sparad som UTF-8 (tecken {fault.start}); spara om den som UTF-8"
        return Noted(None, (_finding(path, Fault(None, said)),))
    parsed = parse_document(path, text)
    return Noted(parsed.value, (*parsed.findings, *conflicts_in(path, text)))


def _finding(path: PurePosixPath, fault: Fault, above: int = 1) -> Finding:
    line = fault.line + above if fault.line else None
    return Finding(Place(str(path), line), "FM01", Severity.ERROR, fault.message)


def render_document(document: Document) -> str:
    """The text of the source file: same document, same bytes."""
    fields = document.matter.model_dump(exclude_defaults=True, exclude_none=True)
    fields = {key: fields[key] for key in sorted(fields, key=_place)}
    stream = StringIO()
    yaml = YAML(typ="rt", pure=True)
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(_quoted(fields), stream)
    return f"---\n{stream.getvalue()}---\n\n{document.body.strip()}\n"


def _place(key: str) -> int:
    """The title first, then what the kind says, then what every document may say."""
    first = ("title", "date")
    if key in first:
        return first.index(key) - len(first)
    common = list(FrontMatter.model_fields)
    return common.index(key) + 1 if key in common else 0


def _quoted(value: Data) -> Data:
    if isinstance(value, Mapping):
        return {key: _quoted(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_quoted(item) for item in value]
    if isinstance(value, str) and NEEDS_QUOTES.fullmatch(value):
        return DoubleQuotedScalarString(value)
    if isinstance(value, date | int | float | bool):
        return value
    return str(value)
