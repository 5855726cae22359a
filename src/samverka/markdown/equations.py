r"""Equations in TeX, as `\(x^2\)` in a line or `$$x^2$$` on a line of its own, become MathML.

MathML is shown by the browser itself (MathML Core), so nothing is loaded and nothing is run.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from latex2mathml.converter import convert
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

IN_LINE: Final = r"(?<!\\)(?P<before>(?:\\\\)*)\\\((?P<tex>.+?)\\\)"
ALONE: Final = r"(?P<before>)\$\$(?P<tex>.+?)\$\$"
LONGEST: Final = 5000
"""Characters; no equation on a page is longer."""

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


class EquationProcessor(InlineProcessor):
    """TeX between its marks; what cannot be read as TeX is shown as code."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the host's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the host's signature
    ) -> tuple[Element, int, int]:
        """Backslashes before the mark belong to the text."""
        tex = " ".join(m["tex"].split())
        element = _mathml(tex, display="block" if self.pattern == ALONE else "inline")
        return (_code(tex) if element is None else element), m.end("before"), m.end()


def _mathml(tex: str, display: str) -> Element | None:
    if len(tex) > LONGEST:
        return None
    try:
        root = fromstring(convert(tex, display=display))  # noqa: S314 - our own output, no DOCTYPE
    except Exception:  # noqa: BLE001 - the library raises whatever the TeX makes it stumble over
        return None
    if any((element.text or "").startswith("\\") for element in root.iter()):
        return None  # a command it does not know
    for element in root.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
        element.text = AtomicString(element.text or "")
    root.set("alttext", tex)
    return root


def _code(tex: str) -> Element:
    code = Element("code")
    code.text = AtomicString(tex)
    return code
