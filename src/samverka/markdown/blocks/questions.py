"""The HTML of a question; `learning/player/README.md` says what it must be."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown

from samverka.markdown.blocks.content import Content, Item
from samverka.markdown.blocks.shaping import Asked, key_of, shuffled
from samverka.markdown.blocks.words import copied, drop_fields, paragraph, plain_words
from samverka.markdown.html_tree import fill, make, nodes_in

RIGHT, WRONG = "Rätt", "Inte rätt"
NOT_KEPT = "Det du skriver sparas inte och skickas inte till någon."


def draw_question(md: Markdown, asked: Asked) -> None:
    """The block becomes a question, in place."""
    element, content = asked.element, asked.element.content or Content()
    before, after = _parts(element, content)
    for head in (*(item.head for item in content.items), *_cells(content)):
        drop_fields(md, head)
    verdicts = list(_VERDICTS[asked.type](md, content))  # copies, before the fields take the words
    fields, right = _FIELDS[asked.type](md, asked, content)
    legend = make(
        "legend",
        make("span", f"Fråga {asked.number}", **{"class": "question__number"}),
        " ",
        make("span", *nodes_in(element.title), **{"class": "question__text"}),
    )
    ask = make("fieldset", legend, **{"class": "question__ask"})
    if before:
        ask.append(make("div", *before, **{"class": "question__body"}))
    ask.extend(fields)
    element.attrib = {
        "class": "question",
        "id": asked.anchor,
        "data-question": asked.key,
        "data-type": asked.type,
    }
    if right:
        element.set("data-right", " ".join(right))
    element.text, element[:] = None, [ask, *_key(asked, verdicts, after)]


def _parts(element: Element, content: Content) -> tuple[list[Element], list[Element]]:
    """What stands before the answers, and after; without answers a line `---` parts them."""
    rest = list(element)[1:]
    lines = [one for one in rest if one.tag == "hr"] if content.answers is None else []
    middle = content.answers if content.answers is not None else next(iter(lines), None)
    if middle is None:
        return rest, []
    place = rest.index(middle)
    return rest[:place], rest[place + 1 :]


def _cells(content: Content) -> Iterator[Element]:
    return (cell for row in content.rows for cell in row.cells)


def _key(asked: Asked, verdicts: list[Element], after: list[Element]) -> Iterator[Element]:
    """What is told to those who have answered; closed, and the same with and without scripts."""
    said = list(verdicts)
    if after:
        said.append(make("div", *after, **{"class": "question__explanation"}))
    if said:
        words = "Så kan man tänka" if asked.type == "text" else "Visa svar och förklaring"
        yield make("details", make("summary", words), *said, **{"class": "question__key"})


Fields = tuple[list[Element], list[str]]
"""What is answered, and what is right."""


def _choice_fields(md: Markdown, asked: Asked, content: Content) -> Fields:
    del md
    kind = "radio" if asked.type == "single" else "checkbox"
    answers = make("ul", **{"class": "answers"})
    for place, item in enumerate(content.items):
        field = make("input", type=kind, name=asked.key, value=key_of(place))
        words = make("span", *nodes_in(item.head))
        answers.append(make("li", make("label", field, " ", words, **{"class": "answer"})))
    right = [key_of(place) for place, item in enumerate(content.items) if item.is_ticked]
    return [answers], right


def _order_fields(md: Markdown, asked: Asked, content: Content) -> Fields:
    del md
    order = shuffled(len(content.items), asked.key)
    positions = [str(place + 1) for place in range(len(order))]
    rows = [(content.items[place].head, positions) for place in order]
    return [_rows(asked, rows)], [str(place + 1) for place in order]


def _match_fields(md: Markdown, asked: Asked, content: Content) -> Fields:
    heads, body = content.rows[0].cells, [row.cells for row in content.rows[1:]]
    ends = [plain_words(md, right) for _, right in body]
    distinct = list(dict.fromkeys(ends))
    shown = [distinct[place] for place in shuffled(len(distinct), asked.key)]
    right = [str(shown.index(end) + 1) for end in ends]
    rows = _rows(asked, [(left, shown) for left, _ in body])
    if not any(plain_words(md, head) for head in heads):
        return [rows], right
    named = [make("span", *copied(md, head)) for head in heads]
    return [paragraph("answers__heads", named[0], " – ", named[1]), rows], right


def _rows(asked: Asked, rows: list[tuple[Element, list[str]]]) -> Element:
    answers = make("ul", **{"class": "answers answers--rows"})
    for place, (head, choices) in enumerate(rows):
        field = f"{asked.anchor}--{place + 1}"
        options = (make("option", said, value=str(at)) for at, said in enumerate(choices, 1))
        select = make("select", make("option", "Välj", value=""), *options, name=asked.key)
        select.attrib |= {"id": field, "data-row": str(place)}
        label = make("label", *nodes_in(head), **{"class": "answer", "for": field})
        answers.append(make("li", label, " ", select))
    return answers


def _text_fields(md: Markdown, asked: Asked, content: Content) -> Fields:
    del md, content
    note = f"{asked.anchor}--om"
    area = make("textarea", name=asked.key, rows="5", autocomplete="off")
    area.set("aria-describedby", note)
    label = make("label", make("span", "Ditt svar"), " ", area, **{"class": "answer answer--text"})
    told = paragraph("question__note", NOT_KEPT)
    told.set("id", note)
    return [make("div", label, told, **{"class": "answers answers--text"})], []


def _choice_verdicts(md: Markdown, content: Content) -> Iterator[Element]:
    verdicts = make("ul", **{"class": "verdicts"})
    for place, item in enumerate(content.items):
        verdict = make("span", RIGHT if item.is_ticked else WRONG, **{"class": "verdict"})
        said = make("li", make("strong", *copied(md, item.head)), " ", verdict)
        said.set("data-answer", key_of(place))
        verdicts.append(fill(said, _feedback(item)))
    yield verdicts


def _order_verdicts(md: Markdown, content: Content) -> Iterator[Element]:
    verdicts = make("ol", **{"class": "verdicts"})
    for item in content.items:
        said = make("li", make("strong", *copied(md, item.head)))
        verdicts.append(fill(said, _feedback(item)))
    yield verdicts


def _match_verdicts(md: Markdown, content: Content) -> Iterator[Element]:
    verdicts = make("ul", **{"class": "verdicts"})
    for left, right in (row.cells for row in content.rows[1:]):
        verdicts.append(make("li", make("strong", *copied(md, left)), ": ", *copied(md, right)))
    yield verdicts


def _text_verdicts(md: Markdown, content: Content) -> Iterator[Element]:
    del md, content
    yield from ()


def _feedback(item: Item) -> Iterator[Element]:
    if item.has_rest:
        item.rest.set("class", "feedback")
        yield item.rest


_FIELDS = {
    "single": _choice_fields,
    "multiple": _choice_fields,
    "order": _order_fields,
    "match": _match_fields,
    "text": _text_fields,
}
_VERDICTS = {
    "single": _choice_verdicts,
    "multiple": _choice_verdicts,
    "order": _order_verdicts,
    "match": _match_verdicts,
    "text": _text_verdicts,
}
