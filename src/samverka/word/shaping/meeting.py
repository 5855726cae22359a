"""Meeting notes: the head becomes front matter, the agenda H2, the decisions are marked."""

import re
from datetime import date

from samverka.errors import SamverkaError
from samverka.source.kinds import Kind
from samverka.swedish.dates import find_dates, find_times
from samverka.swedish.people import read_people
from samverka.word.shaped import Brief, Moved, Remark, Shaped
from samverka.word.shaping import attendance
from samverka.word.shaping.agenda import first_item, join_numbers, shape_agenda
from samverka.word.shaping.agenda_tables import unfold_agenda_tables
from samverka.word.shaping.decided import mark_decisions
from samverka.word.shaping.head_tables import split_head_tables
from samverka.word.shaping.meeting_head import LABELS, Head
from samverka.word.shaping.titles import Titled, take_title, with_description
from samverka.word.tree.nodes import Blocks, Heading, Paragraph, Text
from samverka.word.tree.walking import block_text

TITLE = re.compile(
    r"(?:mötes|minnes|samman(?:komst|trädes)|tjänste)?anteckning|protokoll|\bmöte\b", re.IGNORECASE
)
OTHER_FORUM = "ovriga"
NAME = r"(?P<name>[A-ZÅÄÖ][\w-]+(?:[ \u00a0][A-ZÅÄÖ][\w-]*){1,3})"
SECRETARY = re.compile(
    r"(?i:(?:anteckningar(?:na)?|protokoll(?:et)?)\s+(?:är\s+)?"
    r"(?:förd\w*|skriv\w*|gjord\w*|upprätta\w*)\s+av"
    r"|(?:vid|för)\s+(?:anteckningarna|protokollet)"
    r"|(?:mötes)?sekreterare|protokollförare|antecknat\s+av)"
    rf"\s*[:,]?\s*{NAME}"
)
CHAIR = re.compile(rf"\b[Oo]rdförande,?\s+{NAME}")


def shape_meeting(blocks: Blocks, brief: Brief) -> Shaped:
    """Raise `SamverkaError` where no date can be found: it is the page's address."""
    unfolded = unfold_agenda_tables(split_head_tables(blocks, LABELS))
    joined = join_numbers(unfolded.blocks)
    titled = with_description(take_title(joined, TITLE), brief.settings.vision)
    start = first_item(titled.blocks, LABELS.is_label)
    head = Head(brief)
    for block in titled.blocks[:start]:
        head.read(block)
    body = mark_decisions(shape_agenda(titled.blocks[start:], LABELS.is_label))
    people = attendance.read_attendance(
        head.lines.get("present", ()), head.lines.get("absent", ()), brief.organisations
    )
    left = tuple(Paragraph((Text(piece),)) for piece in people.unread)
    fields = _fields(titled, head, people, body)
    return Shaped(
        kind=Kind.MEETING,
        stem=f"{fields['forum']}/{fields['date']}",
        fields=fields,
        blocks=(*_title_block(titled), *head.rest, *left, *body),
        remarks=tuple(_remarks(head, people, body, fields)),
        moved=(
            Moved(titled.description, "description"),
            *head.moved,
            *(Moved(text, "dagordningens punkter") for text in unfolded.headers),
        ),
    )


def _title_block(titled: Titled) -> Blocks:
    return (Heading(1, titled.title),) if titled.title else ()


def _fields(
    titled: Titled, head: Head, people: attendance.Attendance, body: Blocks
) -> dict[str, object]:
    when = " ".join([*head.lines.get("when", ()), *head.lines.get("when_and_place", ())])
    when = when or _unlabelled_time(head)
    times = find_times(when)
    forum = _forum(titled.text, head.brief)
    return {
        "title": titled.text or head.brief.name,
        "date": _date(when, titled.text, head.brief.name),
        "description": titled.description,
        "forum": forum,
        "start": times[0].begins if times else None,
        "end": times[0].ends if times else None,
        "place": _place(head, when),
        "chair": _one_name(head, "chair") or people.chair or _first_match(CHAIR, body[:4]),
        "secretary": _one_name(head, "secretary") or _first_match(SECRETARY, body[-6:]),
        "present": attendance.as_fields(people.present),
        "absent": attendance.as_fields(people.absent),
    }


def _unlabelled_time(head: Head) -> str:
    """`Fredag 4 juni 2021 kl. 8.30` on a line without a label; the line stays."""
    texts = (block_text(block) for block in head.rest)
    return next((text for text in texts if find_dates(text) and find_times(text)), "")


def _place(head: Head, when: str) -> str | None:
    said = " ".join(head.lines.get("place", ()))
    if said or "when_and_place" not in head.lines:
        return said or None
    ends = [*(d.end for d in find_dates(when)), *(t.end for t in find_times(when))]
    return when[max(ends, default=0) :].strip(" ,.;–-") or None


def _date(when: str, title: str, name: str) -> date:
    for text in (when, title, name):
        found = find_dates(text)
        if found:
            return found[0].first
    raise SamverkaError(
        "hittar inget datum för mötet",
        "Skriv en rad i dokumentet, till exempel Tid: 4 juni 2021 kl. 8.30-9.30.",
    )


def _forum(title: str, brief: Brief) -> str:
    """The forum whose longest name stands in the title, else in the file's name."""
    names = [
        (len(name), name, key)
        for key, forum in brief.settings.forums.items()
        for name in (forum.name, *forum.also)
    ]
    for text in (title, brief.name):
        for _, name, key in sorted(names, reverse=True):
            if re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE):
                return key
    return OTHER_FORUM


def _one_name(head: Head, key: str) -> str | None:
    read = read_people(tuple(head.lines.get(key, ())), head.brief.organisations)
    return read.people[0].name if read.people else next(iter(head.lines.get(key, ())), None)


def _first_match(pattern: re.Pattern[str], blocks: Blocks) -> str | None:
    for block in blocks:
        found = pattern.search(block_text(block))
        if found:
            return re.sub(r"\s+", " ", found["name"])
    return None


def _remarks(
    head: Head, people: attendance.Attendance, body: Blocks, fields: dict[str, object]
) -> list[Remark]:
    remarks = [
        *attendance.twice_named(people),
        *attendance.on_both_lists(people),
        *attendance.names_alike(people, map(block_text, body)),
        *attendance.not_read(people),
    ]
    if fields["forum"] == OTHER_FORUM:
        known = ", ".join(forum.name for forum in head.brief.settings.forums.values())
        said = "ser inte vilket forum som möttes; mötet lades bland övriga"
        hint = f"Skriv forumets namn i rubriken ({known}), eller lägg till forumet i mkdocs.yml."
        remarks.append(Remark("MEET01", said, hint, "forum:"))
    return remarks
