"""The plain text of a letter."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from samverka.mail.issue import Article, Occurrence
from samverka.mail.letter.frame import (
    CONTENTS,
    EVENTS,
    HOW_TO_LEAVE,
    INVENTED_NOTICE,
    ON_THE_WEB,
    PROMISE,
    Frame,
)
from samverka.mail.letter.plain import headed, linked_words, plain_text
from samverka.pages.meetings.ics import ADD
from samverka.pages.wording import INVENTED


def letter_text(frame: Frame, bodies: Sequence[Element]) -> str:
    """`bodies` are the cleaned lead and articles, as they are before they are dressed."""
    lead, *others = bodies
    parts = [*_top(frame), plain_text(lead), *_guide(frame)]
    for article, body in zip(frame.issue.articles, others, strict=True):
        parts.append("\n\n".join(filter(None, _article(article, body))))
    parts.append("\n\n".join(_foot(frame)))
    return "\n\n\n".join(filter(None, parts)) + "\n"


def _top(frame: Frame) -> Iterator[str]:
    issue = frame.issue
    yield frame.masthead
    said = [headed(issue.title, "=")]
    if issue.is_invented:
        said.append(f"{INVENTED}. {INVENTED_NOTICE}")
    if issue.address:
        said.append(f"{ON_THE_WEB}: {issue.address}")
    yield "\n\n".join(said)


def _guide(frame: Frame) -> Iterator[str]:
    if frame.has_contents:
        titles = "\n".join(f"- {article.title}" for article in frame.issue.articles)
        yield f"{headed(CONTENTS, '-')}\n\n{titles}"
    if frame.issue.occurrences:
        events = "\n\n".join(map(_occurrence, frame.issue.occurrences))
        yield f"{headed(EVENTS, '-')}\n\n{events}"


def _occurrence(one: Occurrence) -> str:
    file = linked_words(ADD, one.calendar) if one.calendar else ""
    return "\n".join(filter(None, (one.title, one.when, one.place, file)))


def _article(article: Article, body: Element) -> Iterator[str]:
    yield headed(article.title, "-")
    yield article.kicker
    yield plain_text(body)


def _foot(frame: Frame) -> Iterator[str]:
    yield "* * *"
    yield frame.why
    yield f"{HOW_TO_LEAVE}\n{frame.leaving}"
    yield f"{frame.mail.sender.name}\n{frame.answers}\n{frame.issue.site_url}"
    yield PROMISE
