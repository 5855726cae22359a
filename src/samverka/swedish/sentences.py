"""Where one sentence ends and the next begins in Swedish prose."""

import re
from collections.abc import Iterator
from typing import Final

from samverka.swedish.lexicon import lexicon

_ABBREVIATIONS = lexicon(
    "adj adr anm ang art avd avs bilj bitr bl.a ca co d.v.s d.y d.ä dir div dnr dr dvs e.d ek enl "
    "ers etc ev ex exkl f.d f.k f.n f.o.m fd fig fm fr.o.m forts följ förf förk ggr i.st inkl inst "
    "iofs jfr jr jmf kap kl kungl leg lic m.a.o m.fl m.h.t m.m max mfl milj min mkt mm mr mrs nr "
    "o.d o.dyl o.s.v obs odyl ordf orig osv p.g.a p.m p.s pga pkt pl prof red ref reg resp rskr "
    "s.a.s s.k s:t sekr sid sk skr spec st ställf str stud suppl särsk t.ex t.f t.h t.o.m t.v "
    "tekn tel temp tf tfn tidn tr uppl utg v v.s.b vard vers vv zool å.s.k övers ekon kand jur "
    "odont tim kr gm bl bo:s enh tj tjg tj.g just. p pp f ff"
)
"""Words after which a full stop need not end anything."""
_OFTEN_LAST = lexicon(
    "m.m mm osv o.s.v etc m.fl mfl o.d o.dyl odyl e.d p.g.a kr forts min tim st milj v ff f"
)
"""Those among them after which a capital begins a new sentence."""
_MONTHS = lexicon("jan feb febr mars apr jun jul aug sep sept okt nov dec")
_STARTERS = lexicon(
    "det den de vi man i på en ett när om efter för detta dessa denna därefter nästa ingen inga "
    "alla samtliga styrgruppen mötet"
)
"""Words that begin a sentence rather than follow an initial."""
_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<closing>[\"'”’»)\]*_]*+)\s++(?=(?P<then>(?:[-–\u2014\u2022]\s+)?\S{1,60}))"
)
_PARAGRAPH = re.compile(r"\n(?:\s*\n\s*|\s*(?=(?:[-–\u2022*•]|\d{1,2}[.)])\s))")
_OPENING = "\"'”’»«“‘([*_–-\u2014\u2022"
_NUMBERING = re.compile(r"\W*(?:(?:§+|punkt|nr|p|steg|bilaga)\.?\s*)?\d{1,3}(?:[.:]\d+)*\s?[a-z]?")
_LONGEST_WORD: Final = 40


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The span of each sentence; only white space lies between them."""
    return tuple(
        span for first, last in _paragraphs(text) for span in _sentences_within(text, first, last)
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _sentences_within(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first
    for match in _END.finditer(text, first, last):
        if _ends_sentence(text, start, match):
            yield from _trimmed(text, start, match.end("closing"))
            start = match.end()
    yield from _trimmed(text, start, last)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    then = match["then"].lstrip(_OPENING).lstrip()
    if not then or then[0].islower():
        return False
    if match["stop"] != "." or match["closing"].strip("*_"):
        return True
    before = text[max(start, match.start() - _LONGEST_WORD) : match.start()]
    return not _is_numbering(text[start : match.start()]) and not _carries_on(before, then)


def _is_numbering(sentence: str) -> bool:
    return len(sentence) <= _LONGEST_WORD and _NUMBERING.fullmatch(sentence) is not None


def _carries_on(before: str, then: str) -> bool:
    words = before.split()
    word = words[-1].lstrip(_OPENING) if words else ""
    if len(word) == 1 and word.isupper():
        return _is_initial(words) and then.rstrip(".,").casefold() not in _STARTERS
    if len(word) == 1 and word.islower():
        return True
    folded = word.casefold()
    if folded in _MONTHS:
        return then[0].isdecimal()
    often_last = folded in _OFTEN_LAST and not then[0].isdecimal()
    return folded in _ABBREVIATIONS and not often_last


def _is_initial(words: list[str]) -> bool:
    if len(words) == 1 or words[-2] in ("och", "samt", "&"):
        return True
    return words[-2][0].isupper() or words[-2].endswith((".", ","))
