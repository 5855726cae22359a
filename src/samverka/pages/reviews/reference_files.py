"""References as reference managers read them: BibTeX, and RIS (Research Information Systems)."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from samverka.pages.reviews.work import Work
from samverka.swedish.authors import Author

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": "(",
    "}": ")",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
"""BibTeX counts braces even where they are escaped, so they become parentheses."""

_VERBATIM: Final = {"\\": "%5C", "{": "%7B", "}": "%7D"}
"""In addresses, which BibTeX and biblatex take as they stand."""

_SIGNS = re.compile(r"[\\{}~^#$%&_]")
_UNPRINTED = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_BIBTEX_SORT: Final = {"review": "misc", "report": "techreport"}
_RIS_SORT: Final = {"review": "ELEC", "report": "RPRT"}


def as_bibtex(works: Iterable[Work]) -> str:
    """Text in UTF-8 with LaTeX's own signs escaped; braces keep the capitals of titles."""
    return "\n".join(_bibtex(work) for work in works)


def _bibtex(work: Work) -> str:
    institution = "institution" if work.sort == "report" else "publisher"
    said = (
        ("author", " and ".join(_bibtex_name(author) for author in work.authors)),
        ("title", f"{{{_latex(work.title)}}}"),
        ("year", str(work.year or "")),
        ("month", str(work.date.month) if work.date else ""),
        (institution, _latex(work.publisher)),
        ("doi", _verbatim(work.doi)),
        ("url", _verbatim(work.url)),
        ("note", _latex(work.note)),
        ("language", "swedish"),
    )
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in said if value)
    return f"@{_BIBTEX_SORT[work.sort]}{{{work.key},\n{fields}}}\n"


def _bibtex_name(author: Author) -> str:
    return _latex(author.turned) if author.given else f"{{{_latex(author.family)}}}"


def _latex(text: str) -> str:
    return _SIGNS.sub(lambda found: _SPECIAL[found[0]], _one_line(text))


def _verbatim(address: str) -> str:
    return "".join(_VERBATIM.get(sign, sign) for sign in _one_line(address))


def as_ris(works: Iterable[Work]) -> str:
    """Two letters, two spaces, a hyphen and a space on every line, and nothing to escape."""
    return "".join(
        f"{tag}  - {value}\r\n" for work in works for tag, value in (*_ris(work), ("ER", ""))
    )


def _ris(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_SORT[work.sort]
    yield "ID", work.key
    yield from (("AU", _one_line(author.turned)) for author in work.authors)
    said = (
        ("TI", work.title),
        ("PY", str(work.year or "")),
        ("DA", f"{work.date:%Y/%m/%d}" if work.date else ""),
        ("PB", work.publisher),
        ("DO", work.doi),
        ("UR", work.url),
        ("N1", work.note),
        ("LA", "sv"),
    )
    yield from ((tag, _one_line(value)) for tag, value in said if value)


def _one_line(text: str) -> str:
    return _UNPRINTED.sub(" ", text).strip()
