"""The log of decisions and the list of actions, over all forums."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.decisions import Decision, DecisionKind, decisions
from samverka.findings import Noted
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.ways import link_to
from samverka.pages.wording import as_markdown, joined, label_of, say_forum
from samverka.settings import Settings
from samverka.source.addresses import way
from samverka.swedish.dates import format_date

LATEST: Final = 3


@dataclass(frozen=True, slots=True)
class Log:
    """`thing` is what it holds, one or many: "beslut" is both."""

    kind: DecisionKind
    page: PurePosixPath
    title: str
    thing: str
    lead: str


DECISIONS: Final = Log(
    DecisionKind.DECISION,
    PurePosixPath("moten/beslut/index.md"),
    "Beslutslogg",
    "beslut",
    "Här är det som grupperna har beslutat, med det senaste först. Varje beslut står ordagrant som "
    "i mötesanteckningarna, och länken går till rätt ställe i dem.",
)
ACTIONS: Final = Log(
    DecisionKind.ACTION,
    PurePosixPath("moten/atgarder/index.md"),
    "Åtgärder",
    "åtgärder",
    "Här är det som någon har åtagit sig på ett möte, med det senaste först. Texten står ordagrant "
    "som i mötesanteckningarna, och länken går till rätt ställe i dem.",
)


def decision_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """One of each; they are empty where nothing is marked."""
    return Noted(tuple(_page(log, around) for log in (DECISIONS, ACTIONS)))


def latest_decisions(forum: str, page: PurePosixPath, around: Around) -> str:
    """A forum's newest decisions for a list on `page`; empty where it has none."""
    found = [one for one in decisions(around.catalogue) if one.entry.forum == forum]
    if not found:
        return ""
    teller = _Teller(page, around.settings, names_forum=False)
    items = "\n\n".join(teller.item(one) for one in found[:LATEST])
    name = say_forum(forum, around.settings)
    address = f"{way(page, DECISIONS.page)}?forum={forum}"
    more = link_to(address, f"Visa alla beslut: {name}") if len(found) > LATEST else ""
    return joined(("## Senaste besluten", _listed(items), more), "\n\n")


def log_links(page: PurePosixPath, catalogue: Catalogue) -> Iterator[str]:
    """The ways from a page to the logs that hold something."""
    for log in (DECISIONS, ACTIONS):
        if decisions(catalogue, log.kind):
            yield link_to(way(page, log.page), log.title)


def _page(log: Log, around: Around) -> GeneratedPage:
    found = decisions(around.catalogue, log.kind)
    if not found:
        nothing = f"Inga {log.thing} är märkta i anteckningarna ännu."
        return GeneratedPage(log.page, log.title, nothing, is_empty=True)
    teller = _Teller(log.page, around.settings)
    years = groupby(found, key=lambda one: one.entry.date.year if one.entry.date else 0)
    parts = (_year(year, tuple(group), teller) for year, group in years)
    filter_ = f'<div class="filter" data-samverka="filter" data-thing="{log.thing}"></div>'
    text = "\n\n".join((log.lead, filter_, *parts))
    return GeneratedPage(log.page, log.title, text, description=log.lead.partition(". ")[0] + ".")


def _year(year: int, found: tuple[Decision, ...], teller: "_Teller") -> str:
    return f"## {year}\n\n{_listed(chr(10).join(teller.item(one) for one in found))}"


def _listed(items: str) -> str:
    return f'<ul class="plain log" markdown="block">\n{items}\n</ul>'


@dataclass(frozen=True, slots=True)
class _Teller:
    page: PurePosixPath
    settings: Settings
    names_forum: bool = True

    def item(self, one: Decision) -> str:
        """Of the forum's name only the log itself has need."""
        entry = one.entry
        forum = say_forum(entry.forum, self.settings)
        day = format_date(entry.date) if entry.date else ""
        facts = as_markdown(joined((day, forum if self.names_forum else ""), " · "))
        address = f"{way(self.page, entry.page)}#{one.anchor}"
        return "\n".join(
            (
                f'<li class="log__item" {_keys(one, forum)} markdown="block">',
                f"\n{joined((facts, label_of(entry)), ' ')}\n{{: .entry-facts }}",
                f"\n{as_markdown(one.wording)}\n{{: .log__wording }}",
                f"\n{link_to(address, one.item or entry.title)}\n{{: .log__way }}",
                "\n</li>",
            )
        )


def _keys(one: Decision, forum: str) -> str:
    """What the filter chooses by."""
    year = one.entry.date.year if one.entry.date else ""
    said = {"forum": one.entry.forum, "name": forum, "year": year}
    return " ".join(
        f'data-{key}="{escape(" ".join(str(text).split()))}"' for key, text in said.items()
    )
