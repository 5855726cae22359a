"""What can be wrong with what stands in a block."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from samverka.findings import Severity
from samverka.markdown.blocks.boxes import TERMS, terms_of
from samverka.markdown.blocks.content import Content, Item
from samverka.markdown.blocks.fault import BlockFault, nearest
from samverka.markdown.blocks.found import FoundBlock
from samverka.markdown.blocks.kinds import TYPES
from samverka.markdown.blocks.reading import BlockElement
from samverka.markdown.blocks.shaping import type_of
from samverka.markdown.safety import is_elsewhere, is_safe_address

KEY: Final = re.compile(r"[a-z][a-z0-9-]*")
_HIDDEN: Final = "dold:"
"""What stands for a file that is not published; its editor is told where the link is."""
_MINUTES: Final = re.compile(r"[1-9]\d{0,2}")
_BOX_LINE: Final = re.compile(r"\s*[-*+]\s+\[[ xX]?\].*")
_NUMBER_LINE: Final = re.compile(r"\s*(?::\s+)?\d+\.(?:\s.*)?")
_ROW_LINE: Final = re.compile(r".*\|.*")
_BOX_HINT: Final = "Skriv - [x] före det som är rätt och - [ ] före det som är fel."
_INDENT_HINT: Final = (
    "Börja varje rad under ett svar med fyra mellanslag, och svaret självt utan mellanslag."
)


def faults_in(element: BlockElement) -> Iterator[BlockFault]:
    """What is wrong with the block's header, its end, and what stands in it."""
    found = element.found
    yield from found.faults
    if found.kind is None:
        return
    if element.content is None:
        hint = "Lägg blocket för sig, utanför HTML och tabeller."
        yield BlockFault(found.line, "blocket gick inte att läsa till slutet", hint)
        return
    yield from _CHECKS[found.kind.name](element, element.content)


def _question(element: BlockElement, content: Content) -> Iterator[BlockFault]:
    found = element.found
    key, said = found.said("id"), found.said("type")
    if not found.title:
        hint = "Skriv frågan efter | på blockets första rad."
        yield BlockFault(found.line, "frågan har ingen text", hint)
    if "id" in found.options and not KEY.fullmatch(key):
        hint = "Använd bara a–z, siffror och bindestreck, och börja med en bokstav."
        yield BlockFault(found.line_of("id"), f"id {key} går inte att använda", hint)
    if "type" in found.options and said not in TYPES:
        meant = nearest(said, TYPES)
        hint = f"Menade du {meant}?" if meant else f"De typer som finns är {', '.join(TYPES)}."
        yield BlockFault(found.line_of("type"), f"det finns ingen frågetyp som heter {said}", hint)
        return
    yield from _answers(element, content)


def _answers(element: BlockElement, content: Content) -> Iterator[BlockFault]:
    found, said = element.found, element.found.said("type")
    if content.answers is None:
        yield from _no_answers(found, content)
        return
    kind = type_of(element)
    yield from _ANSWER_CHECKS[kind](found, content)
    if said == "single" and sum(map(_is_right, content.items)) > 1:
        hint = "Sätt ett enda [x], eller ta bort raden med type."
        yield BlockFault(found.line_of("type"), "type: single har flera rätta svar", hint)


def _no_answers(found: FoundBlock, content: Content) -> Iterator[BlockFault]:
    said = found.said("type")
    needed = {"order": "en numrerad lista", "match": "en tabell med två kolumner"}
    if said and said != "text":
        lacking = needed.get(said, "en lista med [x] och [ ]")
        hint = "Ändra type eller det som står under frågan."
        yield BlockFault(found.line_of("type"), f"type: {said} ska ha {lacking}", hint)
    elif not said and content.is_bulleted:
        hint = f"{_BOX_HINT} Är det ingen svarslista, skriv type: text."
        yield BlockFault(found.line, "listan i frågan har inga rutor", hint)


def _choices(found: FoundBlock, content: Content) -> Iterator[BlockFault]:
    lines = _lines(found, _BOX_LINE)
    if content.is_parted or content.is_lost:
        said = "svaren hänger inte ihop i en enda lista"
        yield BlockFault(found.line, said, _INDENT_HINT)
    elif len(content.items) < 2:  # noqa: PLR2004 - one answer is no choice
        yield BlockFault(found.line, "frågan har bara ett svar", "Skriv minst två svar.")
    if not any(map(_is_right, content.items)):
        hint = "Skriv - [x] före det svar som är rätt."
        yield BlockFault(found.line, "inget svar är markerat som rätt", hint)
    yield from _each_choice(content, lines)
    yield from _equals([item.words for item in content.items], lines, "svar")


def _each_choice(content: Content, lines: Callable[[int], int]) -> Iterator[BlockFault]:
    with_box = -1
    for item in content.items:
        with_box += item.is_ticked is not None
        line = lines(max(with_box, 0))
        if item.is_ticked is None:
            said = f"svaret {item.words} har ingen ruta"
            yield BlockFault(line, said, _BOX_HINT)
        elif item.is_blank:
            yield BlockFault(line, "ett svar har ingen text", "Skriv svaret efter rutan.")
        elif not item.has_rest:
            hint = "Skriv den på raden under svaret, med fyra mellanslag före."
            said = f"svaret {item.words} saknar återkoppling"
            yield BlockFault(line, said, hint, Severity.WARNING)


def _order(found: FoundBlock, content: Content) -> Iterator[BlockFault]:
    lines = _lines(found, _NUMBER_LINE)
    if len(content.items) < 2:  # noqa: PLR2004 - one has no order
        hint = "Skriv minst två rader i listan."
        yield BlockFault(found.line, "det finns bara en sak att ordna", hint)
    for place, item in enumerate(content.items):
        if item.is_blank:
            hint = "Skriv något efter siffran."
            yield BlockFault(lines(place), "en rad i listan har ingen text", hint)
    yield from _equals([item.words for item in content.items], lines, "rader")


def _match(found: FoundBlock, content: Content) -> Iterator[BlockFault]:
    lines = _lines(found, _ROW_LINE)
    body = content.rows[1:]
    if any(len(row.cells) != 2 for row in content.rows):  # noqa: PLR2004 - left and right
        hint = "Det som hör ihop ska stå på samma rad i två kolumner."
        yield BlockFault(found.line, "tabellen har inte två kolumner", hint)
        return
    for place, row in enumerate(body, 2):
        if not all(row.words):
            hint = "Fyll i båda cellerna, eller ta bort raden."
            yield BlockFault(lines(place), "en cell i tabellen är tom", hint)
    if len({row.words[1] for row in body if row.words[1]}) < 2:  # noqa: PLR2004 - a choice
        hint = "Skriv minst två olika saker i den högra kolumnen."
        yield BlockFault(found.line, "det finns inget att välja mellan", hint)
    left = [row.words[0] for row in body]
    yield from _equals(left, lambda place: lines(place + 2), "rader i vänstra kolumnen")


def _equals(words: list[str], lines: Callable[[int], int], nouns: str) -> Iterator[BlockFault]:
    """Two that no reader can tell apart."""
    for said, number in Counter(filter(None, words)).items():
        if number > 1:
            line = lines(len(words) - 1 - words[::-1].index(said))
            message = f"{number} {nouns} har samma text: {said}"
            yield BlockFault(line, message, "Ändra eller ta bort en av dem.")


def _box(element: BlockElement, content: Content) -> Iterator[BlockFault]:
    del content
    if len(element) == 1:
        hint = "Skriv texten före raden ///."
        yield BlockFault(element.found.line, f"{element.found.name} har ingen text", hint)


def _apt(element: BlockElement, content: Content) -> Iterator[BlockFault]:
    found = element.found
    terms = [term for term, _ in terms_of(element)]
    for needed in ("Syfte", "Frågor"):
        if needed not in terms:
            hint = (
                f"Skriv {needed} på en egen rad och börja nästa rad med kolon och tre mellanslag."
            )
            yield BlockFault(found.line, f"apt saknar {needed}", hint)
    for term in terms:
        if term not in TERMS:
            meant = nearest(term, TERMS) or ", ".join(TERMS)
            line = _line_with(found, term)
            hint = f"Menade du {meant}?" if meant in TERMS else f"Orden som finns är {meant}."
            yield BlockFault(line, f"apt har ingen del som heter {term}", hint)
    if "minutes" not in found.options:
        hint = "Skriv minutes: 20 under blockets första rad, med fyra mellanslag före."
        yield BlockFault(found.line, "apt saknar minutes", hint)
    yield from _minutes(found)
    yield from _points(found, content, has_term="Frågor" in terms)


def _points(found: FoundBlock, content: Content, *, has_term: bool) -> Iterator[BlockFault]:
    if has_term and not content.items:
        hint = "Numrera frågorna: 1. 2. 3."
        yield BlockFault(_line_with(found, "Frågor"), "Frågor har ingen numrerad lista", hint)
    if any(item.is_blank for item in content.items):
        hint = "Skriv något efter siffran."
        yield BlockFault(_line_with(found, "Frågor"), "en fråga har ingen text", hint)


def _checklist(element: BlockElement, content: Content) -> Iterator[BlockFault]:
    found = element.found
    lines = _lines(found, _BOX_LINE)
    if content.answers is None:
        hint = "Skriv - [ ] före varje sak som ska göras."
        yield BlockFault(found.line, "checklistan har inget att bocka av", hint)
    if content.is_parted or content.is_lost:
        said = "checklistan hänger inte ihop i en enda lista"
        yield BlockFault(found.line, said, _INDENT_HINT)
    for place, item in enumerate(content.items):
        if item.is_ticked is None or item.is_blank:
            hint = "Skriv - [ ] och sedan texten."
            yield BlockFault(lines(place), "en rad i checklistan saknar ruta eller text", hint)


def _video(element: BlockElement, content: Content) -> Iterator[BlockFault]:
    del content
    found = element.found
    source = found.said("src")
    if not found.title:
        hint = "Skriv titeln efter | på blockets första rad."
        yield BlockFault(found.line, "filmen har ingen titel", hint)
    if not source:
        hint = "Skriv src: och filens namn eller filmens adress."
        yield BlockFault(found.line, "filmen saknar src", hint)
    elif not is_elsewhere(source):
        yield from _captions(found)
    if len(element) == 1:
        hint = "Skriv det som sägs och det viktiga som syns före raden ///."
        yield BlockFault(found.line, "filmen saknar text för den som inte ser eller hör", hint)
    yield from _minutes(found)
    yield from _addresses(found)


def _captions(found: FoundBlock) -> Iterator[BlockFault]:
    captions = found.said("captions")
    if not captions:
        hint = "Skriv captions: och namnet på en .vtt-fil."
        yield BlockFault(found.line, "filmen saknar undertexter", hint)
    elif not captions.startswith(_HIDDEN) and not captions.lower().endswith(".vtt"):
        said = f"undertexterna {captions} är ingen .vtt-fil"
        yield BlockFault(found.line_of("captions"), said, "Spara undertexterna som WebVTT (.vtt).")


def _addresses(found: FoundBlock) -> Iterator[BlockFault]:
    for name in ("src", "poster", "captions"):
        address = found.said(name)
        if address.startswith(_HIDDEN):
            continue
        if not is_safe_address(address):
            said = f"adressen {address} går inte att använda"
            yield BlockFault(found.line_of(name), said, "Skriv en fil eller en adress på webben.")
        elif name != "src" and is_elsewhere(address):
            said = f"{name} ligger på en annan webbplats"
            hint = "Lägg filen bredvid sidan, så att inget hämtas från andra."
            yield BlockFault(found.line_of(name), said, hint)


def _minutes(found: FoundBlock) -> Iterator[BlockFault]:
    said = found.said("minutes")
    if "minutes" in found.options and not _MINUTES.fullmatch(said):
        hint = "Skriv bara ett helt tal, som minutes: 20."
        yield BlockFault(found.line_of("minutes"), f"minutes: {said} är inget antal minuter", hint)


def _is_right(item: Item) -> bool:
    return item.is_ticked is True


def _lines(found: FoundBlock, pattern: re.Pattern[str]) -> Callable[[int], int]:
    """The line of the nth that looks as it should; the block's own where there is none."""
    numbers = [number for number, line in found.content if pattern.fullmatch(line)]
    return lambda place: numbers[place] if 0 <= place < len(numbers) else found.line


def _line_with(found: FoundBlock, words: str) -> int:
    return next((at for at, line in found.content if line.strip() == words), found.line)


_ANSWER_CHECKS: Final[dict[str, Callable[[FoundBlock, Content], Iterator[BlockFault]]]] = {
    "single": _choices,
    "multiple": _choices,
    "order": _order,
    "match": _match,
}
_CHECKS: Final[dict[str, Callable[[BlockElement, Content], Iterator[BlockFault]]]] = {
    "question": _question,
    "case": _box,
    "reflection": _box,
    "facts": _box,
    "apt": _apt,
    "checklist": _checklist,
    "video": _video,
}
