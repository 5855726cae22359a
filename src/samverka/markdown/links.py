"""Where the links and pictures of a Markdown text lead, found in the text itself."""

import posixpath
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

FENCE = r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_INLINE = (
    r"\]\([ \t]*(?P<inline><[^>\n]*>|(?:[^()<>\n\"]|\([^()\n]*\))*?)"
    r"(?=\s*(?:[\"'][^\n]*?[\"']\s*)?\))"
)
_REFERENCE = r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?P<reference><[^>\n]*>|\S+)"
_ATTRIBUTE = r"\b(?:href|src|poster|data)\s*=\s*(?P<attribute>\"[^\"]*\"|'[^']*'|[^\s>\"']+)"
_OPTION = r"^[ ]{4,}(?:src|poster|captions):[ \t]+(?P<option>\S[^\n]*?)(?=[ \t]+#|[ \t]*$)"
"""Of a film's block."""
_PATTERN = re.compile(
    f"{FENCE}|{SPAN}|{_INLINE}|{_REFERENCE}|{_OPTION}|{_ATTRIBUTE}",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_WRAPPING = {"<": ">", '"': '"', "'": "'"}
_GROUPS = ("inline", "reference", "option", "attribute")


def link_targets(markdown: str) -> Iterator[tuple[int, str]]:
    """Each target outside code, with the line it stands on, counted from 1."""
    for match in _PATTERN.finditer(markdown):
        group = _group_of(match)
        if group:
            line = markdown.count("\n", 0, match.start(group)) + 1
            yield line, _bare(match[group])


def replace_targets(markdown: str, replace: Callable[[str], str]) -> str:
    """The text with every target outside code handed to `replace`; other words stay as they are."""

    def replaced(match: re.Match[str]) -> str:
        group = _group_of(match)
        if not group:
            return match[0]
        written = match[group]
        target = _bare(written)
        begin, end = (at - match.start() for at in match.span(group))
        return match[0][:begin] + written.replace(target, replace(target), 1) + match[0][end:]

    return _PATTERN.sub(replaced, markdown)


def resolve_target(source: PurePosixPath, target: str) -> PurePosixPath | None:
    """The file a relative target means, seen from `source`; None where it is not a file of ours."""
    try:
        parts = urlsplit(unescape(target))
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return PurePosixPath(posixpath.normpath(source.parent / unquote(parts.path)))


def after_path(target: str) -> str:
    """What a target says after the path: its query and its fragment."""
    marks = (at for sign in "#?" if (at := target.find(sign)) >= 0)
    return target[min(marks, default=len(target)) :]


def _group_of(match: re.Match[str]) -> str | None:
    return next((group for group in _GROUPS if match[group]), None)


def _bare(written: str) -> str:
    if len(written) > 1 and written[-1] == _WRAPPING.get(written[0]):
        return written[1:-1]
    return written.strip()
