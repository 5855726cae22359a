"""A module's page by hand, as the player's README says that its HTML is."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from samverka.learning.player import Record, player_script, player_style
from samverka.look import COLOURS

FRAME: Final = """
body { background: var(--sv-ground); color: var(--sv-ink); font: 18px/1.6 system-ui;
  margin: auto; max-width: 40em; padding: 1em }
a { color: var(--sv-link) }
"""
WORDS: Final = {True: "Rätt", False: "Inte rätt"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `choices` by their keys; `rows` of order and match; `right` as `data-right`."""

    key: str
    type: str
    choices: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    text: str = "Vem ska du prata med först?"
    explanation: str = "Rollen följer barnets ålder."

    @property
    def kind(self) -> str:
        """Of its fields."""
        return {"single": "radio", "multiple": "checkbox"}.get(self.type, "")


SINGLE: Final = Asked(
    "ansvarig", "single", (("a", "Läraren"), ("b", "Rektorn"), ("c", "Grannen")), (), ("b",)
)
SEVERAL: Final = Asked(
    "flera", "multiple", (("a", "Barnet"), ("b", "Mamma"), ("c", "Grannen")), (), ("a", "b")
)
PLACES: Final = (("1", "1"), ("2", "2"), ("3", "3"))
ORDER: Final = Asked("ordning", "order", PLACES, ("Uppföljning", "Samtal", "Plan"), ("3", "1", "2"))
MATCH: Final = Asked(
    "par", "match", (("1", "Rektor"), ("2", "BVC")), ("Årskurs 2", "Ett år"), ("1", "2")
)
TEXT: Final = Asked("fri", "text", text="Hur börjar du samtalet?", explanation="Med en fråga.")
QUESTIONS: Final = (SINGLE, SEVERAL, ORDER, MATCH, TEXT)


def question_html(asked: Asked, number: int) -> str:
    """Its fields, and its key as a reader without scripts has it."""
    right = f' data-right="{" ".join(asked.right)}"' if asked.right else ""
    return (
        f'<div class="question" id="fraga-{asked.key}" data-question="{asked.key}" '
        f'data-type="{asked.type}"{right}><fieldset class="question__ask"><legend>'
        f'<span class="question__number">Fråga {number}</span> '
        f'<span class="question__text">{escape(asked.text)}</span></legend>{_fields(asked)}'
        f"</fieldset>{_key(asked)}</div>"
    )


def _fields(asked: Asked) -> str:
    if asked.type == "text":
        return f'<textarea name="{asked.key}" aria-label="Ditt svar"></textarea>'
    if asked.rows:
        return f'<ul class="answers answers--rows">{"".join(_rows(asked))}</ul>'
    items = (
        f'<li><label class="answer"><input type="{asked.kind}" name="{asked.key}" value="{key}"> '
        f"<span>{escape(text)}</span></label></li>"
        for key, text in asked.choices
    )
    return f'<ul class="answers">{"".join(items)}</ul>'


def _rows(asked: Asked) -> Sequence[str]:
    options = "".join(
        f'<option value="{key}">{escape(text)}</option>' for key, text in asked.choices
    )
    return [
        f'<li><label for="{asked.key}-{place}">{escape(row)}</label> '
        f'<select id="{asked.key}-{place}" name="{asked.key}" data-row="{place}">'
        f'<option value="">Välj</option>{options}</select></li>'
        for place, row in enumerate(asked.rows)
    ]


def _key(asked: Asked) -> str:
    verdicts = "".join(
        f'<li data-answer="{key}"><strong>{escape(text)}</strong> <span class="verdict">'
        f"{WORDS[key in asked.right]}</span> "
        f'<div class="feedback"><p>Om {escape(text)}.</p></div></li>'
        for key, text in asked.choices
        if not asked.rows
    )
    return (
        '<details class="question__key"><summary>Visa svar och förklaring</summary>'
        f'<ul class="verdicts">{verdicts}</ul><div class="question__explanation">'
        f"<p>{escape(asked.explanation)}</p></div></details>"
    )


def module_page(
    questions: Sequence[Asked],
    record: Record = "device",
    *,
    pass_mark: int | None = 80,
    has_steps: bool = True,
) -> str:
    """The questions shared out on two steps or on none, in a page that loads nothing."""
    asked = [question_html(one, number) for number, one in enumerate(questions, 1)]
    half = (len(asked) + 1) // 2
    sections = "".join(
        f'<section class="step"><h2 id="steg-{place}">Steg {place}</h2>'
        f"<p>Läs det här.</p>{''.join(held)}</section>"
        for place, held in enumerate((asked[:half], asked[half:]), 1)
    )
    sections = sections if has_steps else "".join(asked)
    mark = "" if pass_mark is None else f' data-pass="{pass_mark}"'
    return (
        '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Barnets plan</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{COLOURS}{FRAME}{player_style()}</style>"
        '<main class="md-typeset"><h1>Barnets plan</h1>'
        '<div class="module" data-module="barnets-plan" '
        f'data-version="v1" data-title="Barnets plan"{mark}>{sections}</div></main>'
        f"<script>{player_script(record)}</script></html>"
    )
