"""A newsletter: its head becomes front matter, its articles H2, its logos one list at the end."""

import re
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from samverka.errors import SamverkaError
from samverka.source.kinds import Kind
from samverka.swedish.dates import find_dates, find_month
from samverka.swedish.names import Organisation, Organisations, spellings
from samverka.word.shaped import Brief, Moved, Remark, Shaped, says_invented
from samverka.word.shaping.announced import announced_events
from samverka.word.shaping.logos import gather_logos, part_logos
from samverka.word.shaping.newsletter_labels import keep_labelled_lines
from samverka.word.shaping.titles import bare_words, take_title
from samverka.word.tidying.layout import is_picture_only
from samverka.word.tree.inlines import lines_of, plain_text
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Heading,
    Link,
    Note,
    Paragraph,
    Picture,
    Text,
)
from samverka.word.tree.walking import block_text, inlines_in

TITLE = re.compile(r"nyhetsbrev|nyheter från|månadsbrev|veckobrev", re.IGNORECASE)
CONTACT = re.compile(r"\W*kontakt", re.IGNORECASE)
ISSUE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)")


def shape_newsletter(blocks: Blocks, brief: Brief) -> Shaped:
    """Raise `SamverkaError` where no month can be found: it is the issue's address."""
    titled = take_title(blocks, TITLE)
    year, month = _issue(titled.text, brief.name, blocks)
    start = _first_article(titled.blocks, brief)
    head = _Head(titled.blocks[:start], brief)
    articles = gather_logos(_articles(keep_labelled_lines(part_logos(titled.blocks[start:]))))
    issue = f"{year}-{month:02}"
    fields = {
        "title": titled.text or brief.name,
        "date": _day(titled.text, year, month),
        "issue": issue,
        "masthead": head.masthead,
        "preheader": head.preheader,
        "description": titled.description or head.preheader,
        "events": announced_events(articles, date(year, month, 1)),
    }
    title = (Heading(1, titled.title),) if titled.title else ()
    return Shaped(
        kind=Kind.NEWSLETTER,
        stem=issue,
        fields=fields,
        blocks=(*title, *head.rest, *articles),
        remarks=tuple(_spelling_remarks((*titled.blocks, Paragraph(titled.title)), brief)),
        moved=tuple(
            Moved(t, k) for t, k in (*head.moved, (titled.description, "description")) if t
        ),
    )


class _Head:
    """What stands between the title and the first article."""

    def __init__(self, blocks: Blocks, brief: Brief) -> None:
        self.masthead = ""
        self.preheader = ""
        self.moved: list[tuple[str, str]] = []
        rest: list[Block] = []
        for block in blocks:
            said = block_text(block).strip()
            if not self.masthead and said and _is_masthead(block, brief):
                self.masthead = said
                self.moved.append((said, "masthead"))
            elif not self.preheader and isinstance(block, Paragraph) and _is_plain(block):
                self.preheader = said
                self.moved.append((said, "preheader"))
            else:
                rest.append(block)
        self.rest = tuple(rest)


def _is_plain(block: Paragraph) -> bool:
    """Words only: a link or a picture would be lost in the front matter."""
    said = plain_text(block.content).strip()
    has_more = any(isinstance(one, Link | Picture | Note) for one in inlines_in((block,)))
    return bool(said) and not block.mark and not has_more and not says_invented(said)


def _is_masthead(block: Block, brief: Brief) -> bool:
    if not isinstance(block, Heading | Paragraph):
        return False
    said = plain_text(block.content).strip()
    if isinstance(block, Heading) and block.subtitle:
        return True
    if said.isupper() and len(said) > 5:  # noqa: PLR2004  shorter ones are abbreviations
        return True
    return bare_words(said) in {bare_words(name) for name in _collaboration_names(brief)}


def _collaboration_names(brief: Brief) -> list[str]:
    settings = brief.settings
    named = [spelling for thing in settings.names for spelling in (thing.name, *thing.also)]
    return [settings.title, *named]


def _first_article(blocks: Blocks, brief: Brief) -> int:
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and not _is_masthead(block, brief):
            return place
    return len(blocks)


def _issue(title: str, name: str, blocks: Blocks) -> tuple[int, int]:
    for text in (title, name):
        if (found := find_month(text)) is not None:
            return found
        if days := find_dates(text):
            return days[0].first.year, days[0].first.month
        if numbers := ISSUE_IN_NAME.search(text):
            return int(numbers[1]), int(numbers[2])
    for block in blocks[:4]:
        if (found := find_month(block_text(block))) is not None:
            return found
    raise SamverkaError(
        "ser inte vilken månad nyhetsbrevet gäller",
        "Skriv månad och år i rubriken, till exempel Nyhetsbrev september 2020.",
    )


def _day(title: str, year: int, month: int) -> date:
    days = find_dates(title)
    return days[0].first if days else date(year, month, 1)


def _articles(blocks: Blocks) -> Blocks:
    """Headings as high as the first, or as `Kontakt`, are articles; kickers follow them."""
    limit = _article_level(blocks)
    made: list[Block] = []
    for block in map(_as_kicker, blocks, (*blocks[1:], None)):
        if isinstance(block, Heading):
            above = made.pop() if made and block.level <= limit and _is_kicker(made[-1]) else None
            within, heading = _split_kicker(block)
            made.append(replace(heading, level=_depth(block.level, limit)))
            made.extend(replace(k, mark="kicker") for k in (above, within) if _is_paragraph(k))
        else:
            made.append(block)
    return tuple(made)


def _as_kicker(block: Block, following: Block | None) -> Block:
    """A heading with a colon, right above another heading, is a kicker too."""
    if isinstance(block, Heading) and isinstance(following, Heading):
        line = Paragraph(block.content)
        return line if _is_kicker(line) else block
    return block


def _is_paragraph(block: Block | None) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph)


def _depth(level: int, limit: int) -> int:
    """Two for an article; a line in bold within one is always the next level."""
    if level <= limit:
        return 2
    return 3 if level == LINE_LEVEL else min(2 + level - limit, 6)


def _split_kicker(heading: Heading) -> tuple[Paragraph | None, Heading]:
    """A first line with a colon, in the heading itself, is a kicker too."""
    first, *others = lines_of(heading.content)
    if not others or not _is_kicker(Paragraph(first)):
        return None, heading
    rest = [part for line in others for part in (Text(" "), *line)]
    return Paragraph(first), replace(heading, content=tuple(rest[1:]))


def _article_level(blocks: Blocks) -> int:
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return 2
    contact = [h for h in headings if CONTACT.match(plain_text(h.content))]
    return max(headings[0].level, (contact or headings)[-1].level)


def _is_kicker(block: Block) -> bool:
    """`Ny kunskapsöversikt:` alone on the line above a heading belongs to what follows."""
    if not isinstance(block, Paragraph) or is_picture_only((block,)):
        return False
    said = plain_text(block.content).strip()
    return said.endswith(":") and len(said) <= 60 and "." not in said  # noqa: PLR2004


def _spelling_remarks(blocks: Blocks, brief: Brief) -> list[Remark]:
    settings = brief.settings
    text = "\n".join(block_text(block) for block in blocks)
    known = [Organisation(one.name, one.also) for one in (*settings.organisations, *settings.names)]
    remarks = []
    for name, written in spellings(text, Organisations(known)).items():
        forms = [form for form in written if not form.isupper()] if len(written) > 1 else []
        if len({form.casefold() for form in forms}) > 1:
            said = ", ".join(f"”{form}”" for form in forms)
            hint = f"Välj en form och använd den hela vägen; registret har ”{name}”."
            message = f"{name} skrivs på {len(forms)} sätt: {said}"
            remarks.append(Remark("ORG01", message, hint, forms[-1]))
    return remarks
