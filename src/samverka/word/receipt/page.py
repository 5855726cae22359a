"""The receipt as a page to read beside Word: left as Word had it, right as it became.

One file without scripts and without anything fetched; every text of the source is escaped.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path

from samverka.schema import Data
from samverka.source.document import Document
from samverka.word.counting.words import words_of
from samverka.word.receipt.accounts import Account, Receipt, quotation
from samverka.word.receipt.comparing import LONGEST, After, Before, Row, compare
from samverka.word.receipt.saying import many, say_accounted, say_share

STYLE = Path(__file__).with_name("page.css")
TOKEN = re.compile(r"[\w\u00ad]+|[^\w\u00ad]+")
CUT_AT = 20_000
"""Characters of one paragraph that are shown."""

MOST_LISTED = 200


HEAD = """\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#sida-vid-sida">Till texten sida vid sida</a>
<main>
<h1>{title}</h1>
<p class="files">Från <strong>{file}</strong> till <strong>{path}</strong></p>"""


def receipt_page(document: Document, account: Account) -> str:
    """The whole page."""
    origin = document.matter.source
    parts = (
        HEAD.format(
            title=escape(f"Kvitto: {document.matter.title}"),
            style=STYLE.read_text(encoding="utf-8"),
            file=escape(origin.file if origin else ""),
            path=escape(str(document.path)),
        ),
        *_summary(account.receipt),
        *_losses(account.receipt),
        *_front_matter(document),
        *_rows(account),
        "</main>\n</body>\n</html>\n",
    )
    return "\n".join(parts)


def _summary(receipt: Receipt) -> Iterator[str]:
    fine = not receipt.losses and not receipt.additions
    sign, kind = ("✓", "fine") if fine else ("!", "wrong")
    yield f'<p class="result {kind}"><span aria-hidden="true">{sign}</span> '
    yield f"{escape(say_accounted(receipt))}</p>"
    yield '<table class="sums">\n<caption>Vart orden i Word-filen tog vägen</caption>'
    yield '<thead><tr><th scope="col">Ord</th><th scope="col">Antal</th>'
    yield '<th scope="col">Andel</th></tr></thead>\n<tbody>'
    yield _sum("I texten", receipt.kept - receipt.in_front_matter, receipt.words)
    if receipt.in_front_matter:
        yield _sum("Överst på sidan", receipt.in_front_matter, receipt.words)
    for left in receipt.left_out:
        yield _sum(f"Togs inte med: {left.reason}", left.count, receipt.words)
    yield _sum("Saknas", len(receipt.missing), receipt.words)
    yield "</tbody>\n<tfoot>"
    yield _sum("Alla ord i Word-filen", receipt.words, receipt.words)
    yield "</tfoot>\n</table>"


def _sum(name: str, count: int, total: int) -> str:
    cells = f"<td>{many(count)}</td><td>{say_share(count, total)}</td>"
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _losses(receipt: Receipt) -> Iterator[str]:
    if receipt.losses:
        yield "<h2>Ord som saknas på sidan</h2>\n<ul>"
        for loss in receipt.losses[:MOST_LISTED]:
            words = escape(_short(" ".join(loss.words)))
            quote = escape(_short(loss.quote))
            yield f"<li><strong>{words}</strong>, {escape(loss.place)}: ”{quote}”</li>"
        yield "</ul>"
        yield _others(len(receipt.losses))
    if receipt.additions:
        yield "<h2>Ord på sidan som inte finns i Word-filen</h2>\n<ul>"
        for one in receipt.additions[:MOST_LISTED]:
            words = escape(_short(" ".join(one.words)))
            quote = escape(_short(quotation(one.quote, one.words[0])))
            yield f"<li><strong>{words}</strong>: ”{quote}”</li>"
        yield "</ul>"
        yield _others(len(receipt.additions))


def _others(count: int) -> str:
    left = count - MOST_LISTED
    return f"<p>Och på {many(left)} ställen till.</p>" if left > 0 else ""


def _short(text: str, most: int = 300) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _front_matter(document: Document) -> Iterator[str]:
    fields = document.matter.model_dump(exclude_defaults=True, exclude_none=True)
    origin = fields.pop("source", {})
    yield "<h2>Överst på sidan</h2>\n<dl>"
    for key, value in fields.items():
        yield f"<dt>{escape(key)}</dt><dd>{escape(_short(_said(value), CUT_AT))}</dd>"
    if origin.get("as_written"):
        lines = "<br>".join(escape(_short(line, CUT_AT)) for line in origin["as_written"])
        yield f"<dt>as_written</dt><dd>{lines}</dd>"
    yield "</dl>"


def _said(value: Data) -> str:
    if isinstance(value, Mapping):
        return ", ".join(_said(inner) for inner in value.values() if inner is not None)
    if isinstance(value, list | tuple):
        return "; ".join(map(_said, value))
    return "ja" if value is True else str(value)


def _rows(account: Account) -> Iterator[str]:
    yield '<h2 id="sida-vid-sida" tabindex="-1">Sida vid sida</h2>'
    heads = "<span></span><span>I Word</span><span>På sidan</span>"
    yield f'<p class="heads" aria-hidden="true">{heads}</p>'
    yield '<ol class="rows">'
    place = ""
    for row in compare(account):
        here = row.before.piece.place if row.before else place
        yield _row(row, here if here != place else "")
        place = here
    yield "</ol>"
    if max(len(account.source.pieces), len(account.lines)) > LONGEST:
        yield f"<p>Dokumentet är långt. Här visas de första {many(LONGEST)} styckena."
        yield "Alla ord är räknade.</p>"


def _row(row: Row, place: str) -> str:
    before = _before(row.before) if row.before else ""
    after = _note(row) + (_after(row.after) if row.after else "")
    left = f'<div class="before"><span class="side">I Word: </span>{before}</div>'
    right = f'<div class="after"><span class="side">På sidan: </span>{after}</div>'
    cells = (left if before else "<div></div>", right if after else "<div></div>")
    return f'<li><div class="place">{escape(place)}</div>{"".join(cells)}</li>'


def _before(before: Before) -> str:
    said = _marked(before.piece.text, before.lost, ("lost", "✕ saknas:"))
    name = "s" if before.piece.reason is not None else "span"
    return f"<{name}>{said}</{name}>"


def _note(row: Row) -> str:
    """Where the words went, when it is not into the text."""
    if row.before is None:
        return ""
    reason = row.before.piece.reason
    if reason is not None:
        other = ", om de inte står vid bilden" if row.before.piece.may_stand else ""
        return f'<span class="why">Togs inte med: {reason}{other}</span>'
    part = "En del står överst på sidan" if row.after else "Står överst på sidan"
    return f'<span class="why">{part}</span>' if row.before.moved else ""


def _after(after: After) -> str:
    said = _marked(after.text, after.added, ("added", "+ finns inte i Word:"))
    return f"<strong>{said}</strong>" if after.level else f"<span>{said}</span>"


def _marked(text: str, words: Counter[str], how: tuple[str, str]) -> str:
    """The text with the first of each of the words marked, by a sign and a word."""
    text = " ".join(text.split())
    shown = text[:CUT_AT] + (" …" if len(text) > CUT_AT else "")
    if not words:
        return escape(shown)
    kind, label = how
    parts = []
    for marked, tokens in groupby(_tokens(shown, words), key=lambda token: token[1]):
        said = escape("".join(token for token, _ in tokens))
        tag = f'<mark class="{kind}"><b>{label}</b> {said.strip()}</mark>'
        parts.append(f" {tag} " if marked else said)
    return "".join(parts)


def _tokens(text: str, words: Counter[str]) -> Iterator[tuple[str, bool]]:
    """Each token and whether it is marked; what lies between two marked words is marked too."""
    left = Counter(words)
    held = ""
    was = False
    for token in TOKEN.findall(text):
        said = words_of(token)
        if not said:
            held += token
            continue
        found = any(left[word] > 0 for word in said)
        left.subtract(said)
        yield held, was and found
        yield token, found
        held, was = "", found
    yield held, False
