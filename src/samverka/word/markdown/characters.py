r"""Characters that mean something in Markdown, written so that they stand as they were.

A backslash does it for those on Python-Markdown's list (`ESCAPED_CHARS`); the others are numbers.
"""

import re

BREAK = "<br>"

_SPECIAL = re.compile(
    r"[\\`*\[\]{}|<~\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]"
    r"|[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
    r"|_+|&(?=#|\w+;)|\$(?=\$|\Z)"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BACKSLASHED = frozenset("\\`*[]{}|")
_NUMBERED = {"<": "&lt;", "~": "&#126;", "&": "&amp;", "$": "&#36;"}
_SPACES = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")
_LINES = frozenset("\u2028\u2029")

_START = re.compile(
    r"(?P<digits>\d+)(?=[.)](?:\s|\Z))"
    r"|(?=#|>|[-+](?:\s|\Z|-)|!!!|///)"
    r"|(?P<note>\[\^\d+\])(?=:)"
    r"|(?=:\s|\?\?\?|==)"
)
_IN_ATTRIBUTE = re.compile(
    r"[()\[\]\"'<>\\`|{}]|&(?=#|\w+;)|\$(?=\$|\Z)"
    r"|[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, anywhere but at the start of a line.

    Control characters, which no page can hold, become a space where they part words.
    """
    return _SPECIAL.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    sign = found.group()
    if sign in _BACKSLASHED:
        return f"\\{sign}"
    if sign[0] == "_":
        return sign if _is_inside_word(found) else r"\_" * len(sign)
    if sign in _SPACES:
        return " "
    return BREAK if sign in _LINES else _NUMBERED.get(sign, "")


def _is_inside_word(found: re.Match[str]) -> bool:
    text, before, after = found.string, found.start() - 1, found.end()
    return before >= 0 and after < len(text) and text[before].isalnum() and text[after].isalnum()


def verbatim(code: str) -> str:
    """Text for where nothing has a meaning: only what no page can hold is taken out."""
    return _CONTROL.sub(lambda found: " " if found.group().isspace() else "", code)


def guarded(line: str) -> str:
    """A line that is text, whatever it begins with; the line is escaped already."""
    line = line.strip(" ")
    found = _START.match(line)
    if found is None:
        return line
    before, sign, after = line[: found.end()], line[found.end()], line[found.end() + 1 :]
    shown = f"&#{ord(sign)};" if sign in ":?=" else f"\\{sign}"
    return f"{before}{shown}{after}"


def attribute(text: str) -> str:
    """Text for an attribute or an address: nothing in it can end or change what it stands in."""
    return _IN_ATTRIBUTE.sub(_in_attribute, text.strip())


def _in_attribute(found: re.Match[str]) -> str:
    sign = found.group()
    if sign.isspace():
        return " "
    return f"&#{ord(sign)};" if sign.isprintable() else ""


def address(url: str) -> str:
    """An address a link leads to, letter for letter as in the source but for its spaces."""
    return attribute(url).replace(" ", "%20")
