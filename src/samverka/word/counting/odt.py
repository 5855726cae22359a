"""The words of an OpenDocument text (ISO/IEC 26300): `content.xml`, and headers in `styles.xml`."""

import zipfile
from collections import Counter
from collections.abc import Iterator

from samverka.errors import SamverkaError
from samverka.word.counting.parts import Element, Names, Parts, attribute, below
from samverka.word.counting.pieces import Piece, Reason, Source

UNSAID = {
    *("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms"),
    *("note-citation", "bookmark-ref-decls", "binary-data", "event-listeners", "settings"),
}
INDEXES = (
    *("table-of-content", "illustration-index", "table-index", "object-index"),
    *("user-index", "alphabetical-index", "bibliography"),
)
REASONS = {
    "annotation": Reason.COMMENT,
    **dict.fromkeys(INDEXES, Reason.CONTENTS),
    "hidden-text": Reason.HIDDEN,
    "hidden-paragraph": Reason.HIDDEN,
}
PAGE_NUMBERS = ("page-number", "page-count")
SPACES = ("tab", "line-break", "s")
HEADERS = {"header": "sidhuvud", "footer": "sidfot"}
MEND = "Öppna filen i LibreOffice eller Word, spara en ny kopia och importera den."


def count_odt(content: bytes) -> Source:
    """Raise `SamverkaError` where the file has no text that can be read."""
    try:
        parts = Parts(content)
        root = parts.root("content.xml")
        if root is None:
            raise SamverkaError("filen är skadad: texten går inte att läsa", MEND)
        pieces = tuple(_Walk().whole(root, parts.root("styles.xml")))
        return Source(pieces, sum(1 for _ in below(root, "list-item", "h")))
    except zipfile.BadZipFile:
        raise SamverkaError("filen är skadad eller bara halv", MEND) from None
    except RecursionError:
        said = "filen har text inuti text i fler lager än vad som går att läsa"
        raise SamverkaError(said, MEND) from None


class _Walk:
    """Paragraphs in order; what lies in boxes and notes comes after the paragraph it hangs on."""

    def __init__(self) -> None:
        self._names = Names()
        self._numbers: Counter[str] = Counter()

    def whole(self, root: Element, styles: Element | None) -> Iterator[Piece]:
        for body in below(root, "body"):
            yield from self._blocks(body, None, "")
        for changes in below(root, "tracked-changes"):
            for deleted in below(changes, "deletion"):
                yield from self._blocks(deleted, Reason.DELETED, "spårad ändring")
        for master in below(styles, "master-styles") if styles is not None else ():
            for kind, place in HEADERS.items():
                for header in below(master, kind, f"{kind}-left", f"{kind}-first"):
                    yield from self._blocks(header, Reason.HEADER, place)

    def _blocks(self, element: Element, reason: Reason | None, place: str) -> Iterator[Piece]:
        for child in element:
            name = self._names[child.tag]
            if name in UNSAID:
                continue
            if name in ("p", "h"):
                yield from self._paragraph(child, reason, place)
            elif name in ("title", "desc"):
                spare = name == "title"
                yield Piece(f"alt-text vid {self._here(place)}", child.text or "", reason, spare)
            else:
                yield from self._blocks(child, REASONS.get(name, reason), place)

    def _here(self, place: str) -> str:
        return place or f"stycke {max(self._numbers['stycke'], 1)}"

    def _paragraph(self, element: Element, reason: Reason | None, place: str) -> Iterator[Piece]:
        texts: dict[Reason | None, list[str]] = {}
        after: list[Element] = []
        self._inlines(element, reason, (texts, after))
        said = {key: "".join(parts) for key, parts in texts.items()}
        if said.get(None, "").strip() and not place:
            self._numbers["stycke"] += 1
        for key, text in said.items():
            if text.strip():
                yield Piece(self._here(place), text, key)
        for inner in after:
            own = REASONS.get(self._names[inner.tag], reason)
            yield from self._blocks(inner, own, _place_inside(inner, self._here(place)))

    def _inlines(
        self,
        element: Element,
        reason: Reason | None,
        found: tuple[dict[Reason | None, list[str]], list[Element]],
    ) -> None:
        texts, after = found
        texts.setdefault(reason, []).append(element.text or "")
        for child in element:
            name = self._names[child.tag]
            if name in ("annotation", "note", "frame", "custom-shape", "g"):
                after.append(child)
            elif name in SPACES:
                texts.setdefault(reason, []).append(" ")
            elif name not in UNSAID:
                number = reason is Reason.HEADER and name in PAGE_NUMBERS
                own = Reason.PAGE_NUMBER if number else REASONS.get(name, reason)
                self._inlines(child, own, found)
            texts.setdefault(reason, []).append(child.tail or "")


def _place_inside(element: Element, place: str) -> str:
    if element.tag.endswith("}note"):
        said = "slutnot" if attribute(element, "note-class") == "endnote" else "fotnot"
        return f"{said} vid {place}"
    return f"kommentar vid {place}" if element.tag.endswith("}annotation") else f"ruta vid {place}"
