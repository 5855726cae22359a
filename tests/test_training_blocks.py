"""Blocks of training text become questions and boxes, and no source can pretend to have them."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from samverka.markdown.blocks.faults import block_faults
from samverka.markdown.blocks.shaping import key_of, shuffled
from samverka.markdown.dialect import DIALECT
from samverka.markdown.html_tree import classes_of, html_of, make, parse_html, words_of
from samverka.markdown.links import link_targets
from samverka.markdown.outward import Viewpoint, outward_html
from samverka.pages.copies.copying import Copier
from samverka.word.markdown.characters import escaped, guarded
from tests.small_site import Site, page

SINGLE = """\
/// question | Vem är **ansvarig**?
    id: ansvarig

Tänk på barnets ålder.

- [ ] Läraren
    Nej, men läraren ser mycket.
- [x] Rektorn

    Ja.

    - alltid
    - överallt
- [ ] Någon annan
    Nej.

Rollen följer åldern.
///
"""
MULTIPLE = (
    "/// question | Vilka?\n- [x] Ett\n    Ja.\n- [ ] Två\n    Nej.\n- [x] Tre\n    Ja.\n///\n"
)
ORDER = "/// question | Ordna\n1. Först\n2. Sedan\n3. Sist\n\nSå är det.\n///\n"
MATCH = """\
/// question | Para ihop
| Läge | Område |
| --- | --- |
| Ont i magen | Hälsa |
| Ensam på rasten | Relationer |
| Ont i huvudet | Hälsa |
///
"""
TEXT = "/// question | Vad tänker du?\nSkriv fritt.\n\n---\n\nMånga tänker så.\n///\n"
APT = """\
/// apt | Vem gör vad
    minutes: 20

Syfte
:   Att bli *överens*.

Frågor
:   1. När ringer vi?

        Låt alla svara.

    2. Vem ringer?
        Den som leder svarar sist.

Avslut
:   Skriv upp det.
///
"""
VIDEO = """\
/// video | Så går det till
    src: film.mp4
    poster: bild.png
    captions: film.vtt
    minutes: 3

En röst läser vad planen är.
///
"""
EACH = (SINGLE, MULTIPLE, ORDER, MATCH, TEXT)


def html(text: str, **options: bool) -> str:
    reader = Markdown(extensions=[*DIALECT], extension_configs={"samverka.markdown": options})
    return reader.convert(text)


def tree(text: str) -> Element:
    return parse_html(html(text))


def one(text: str, css: str) -> Element:
    return next(part for part in tree(text).iter() if css in classes_of(part))


def all_of(root: Element, css: str) -> list[Element]:
    return [part for part in root.iter() if css in classes_of(part)]


def test_one_right_answer_makes_a_choice_of_one() -> None:
    question = one(SINGLE, "question")
    fields = list(question.iter("input"))
    assert {name: question.get(name) for name in ("id", "data-question", "data-type")} == {
        "id": "fraga-ansvarig",
        "data-question": "ansvarig",
        "data-type": "single",
    }
    assert question.get("data-right") == "b"
    assert [(one.get("type"), one.get("name"), one.get("value")) for one in fields] == [
        ("radio", "ansvarig", key) for key in "abc"
    ]
    assert words_of(all_of(question, "question__text")[0]) == "Vem är ansvarig?"
    assert all_of(question, "question__text")[0].find("strong") is not None
    assert words_of(all_of(question, "question__body")[0]) == "Tänk på barnets ålder."
    assert words_of(all_of(question, "question__explanation")[0]) == "Rollen följer åldern."


def test_each_answer_has_its_own_feedback_of_several_blocks() -> None:
    verdicts = [part for part in tree(SINGLE).iter("li") if part.get("data-answer")]
    feedback = [all_of(part, "feedback")[0] for part in verdicts]
    assert [words_of(part) for part in feedback] == [
        "Nej, men läraren ser mycket.",
        "Ja. alltid överallt",
        "Nej.",
    ]
    assert feedback[1].find("ul") is not None
    assert [words_of(all_of(part, "verdict")[0]) for part in verdicts] == [
        "Inte rätt",
        "Rätt",
        "Inte rätt",
    ]


def test_several_right_answers_make_a_choice_of_several() -> None:
    question = one(MULTIPLE, "question")
    assert (question.get("data-type"), question.get("data-right")) == ("multiple", "a c")
    assert {field.get("type") for field in question.iter("input")} == {"checkbox"}


def test_rows_to_order_are_shown_in_another_order_and_the_right_one_is_kept() -> None:
    question = one(ORDER, "question")
    shown = [words_of(label) for label in question.iter("label")]
    right = (question.get("data-right") or "").split()
    assert shown != ["Först", "Sedan", "Sist"]
    assert sorted(zip(right, shown, strict=True)) == [("1", "Först"), ("2", "Sedan"), ("3", "Sist")]
    assert html(ORDER) == html(ORDER)


def test_what_is_matched_may_serve_several_rows() -> None:
    question = one(MATCH, "question")
    selects = list(question.iter("select"))
    choices = {one.get("value") or "": words_of(one) for one in selects[0].iter("option")}
    right = (question.get("data-right") or "").split()
    assert [choices[value] for value in right] == ["Hälsa", "Relationer", "Hälsa"]
    assert [one.get("data-row") for one in selects] == ["0", "1", "2"]
    assert sorted(choices) == ["", "1", "2"]
    assert question.find(".//table") is None


def test_free_text_has_no_right_answer_and_says_that_it_is_not_kept() -> None:
    question = one(TEXT, "question")
    area = question.find(".//textarea")
    note = all_of(question, "question__note")[0]
    assert area is not None
    assert question.get("data-right") is None
    assert area.get("aria-describedby") == note.get("id")
    assert "sparas inte" in words_of(note)
    assert words_of(all_of(question, "question__body")[0]) == "Skriv fritt."
    assert words_of(all_of(question, "question__explanation")[0]) == "Många tänker så."


def test_every_field_has_a_name_and_every_id_is_alone() -> None:
    text = f"# Fråga ansvarig\n\n{''.join(EACH)}{APT}{VIDEO}/// checklist | A\n- [ ] x\n///\n" * 2
    body = tree(text.replace("id: ansvarig", "", 1))
    anchors = [part.get("id") for part in body.iter() if part.get("id")]
    labels = {label.get("for") for label in body.iter("label")}
    named = {field for label in body.iter("label") for field in label.iter()}
    fields = [part for part in body.iter() if part.tag in ("input", "select", "textarea")]
    assert len(anchors) == len(set(anchors))
    assert len(fields) > 20
    assert all(field in named or field.get("id") in labels for field in fields)
    assert all(words_of(legend) for legend in body.iter("legend"))


def test_questions_are_numbered_through_the_page_and_keys_are_free() -> None:
    text = SINGLE.replace("id: ansvarig", "id: q2") + MULTIPLE + ORDER
    questions = all_of(tree(text), "question")
    assert [question.get("data-question") for question in questions] == ["q2", "q3", "q4"]
    assert [words_of(all_of(part, "question__number")[0]) for part in questions] == [
        "Fråga 1",
        "Fråga 2",
        "Fråga 3",
    ]


def test_a_question_may_stand_in_a_case_with_as_many_slashes() -> None:
    box = one(f"/// case | Noor\nHon är nio.\n{SINGLE}\nEfteråt.\n///\n\nUtanför.", "box--case")
    assert len(all_of(box, "question")) == 1
    assert words_of(box).endswith("Efteråt.")
    assert words_of(all_of(box, "box__label")[0]) == "Påhittat fall"


def test_a_block_may_stand_in_a_list_and_a_fence_is_no_block() -> None:
    box = one("- punkt\n\n    /// facts | Fakta\n    Text.\n    ///\n", "box--facts")
    assert words_of(box).endswith("Text.")
    for shown in ("```\n/// case | A\n///\n```", "    /// case | A\n    ///"):
        assert "box" not in html(shown)
        assert words_of(tree(shown)).startswith("/// case | A")
        assert block_faults(shown) == ()
    assert "box" not in html("<!--\n/// case | A\n///\n-->")


def test_the_parts_of_a_talk_can_be_told_apart() -> None:
    box = one(APT, "box--apt")
    parts = {part.get("data-apt"): part for part in box.iter("dd")}
    assert box.get("data-minutes") == "20"
    assert sorted(filter(None, parts)) == ["closing", "points", "purpose"]
    assert [words_of(part) for part in all_of(parts["points"], "apt__question")] == [
        "När ringer vi?",
        "Vem ringer?",
    ]
    assert words_of(all_of(parts["points"], "apt__note")[1]) == "Den som leder svarar sist."


def test_a_film_of_ours_is_shown_and_one_elsewhere_is_only_led_to() -> None:
    film = one(VIDEO, "box--video").find("video")
    assert film is not None
    assert [film.get(name) for name in ("preload", "poster")] == ["none", "bild.png"]
    assert [part.get("src") for part in film] == ["film.mp4", "film.vtt"]
    away = html(VIDEO.replace("film.mp4", "https://film.example/x"))
    assert "<video" not in away
    assert "src=" not in away
    assert "på film.example" in away


def test_the_files_of_a_film_are_targets_of_the_page() -> None:
    assert [*link_targets(VIDEO)] == [(2, "film.mp4"), (3, "bild.png"), (4, "film.vtt")]


def test_footnotes_links_and_headings_work_inside_blocks() -> None:
    text = "/// facts | F\n### Rubrik\n\nOrd[^1] och [länk][a].\n///\n"
    text += "\n[a]: https://x.se\n[^1]: Not.\n"
    body = tree(text)
    box = all_of(body, "box--facts")[0]
    heading = box.find("h3")
    assert heading is not None
    assert heading.get("id") == "rubrik"
    assert box.find(".//a[@href='#fn:1']") is not None
    assert box.find(".//a[@href='https://x.se']") is not None


def test_each_h2_begins_a_step_and_notes_belong_to_none() -> None:
    body = parse_html(
        html(f"Före[^1].\n\n## Ett\n\n{SINGLE}\n## Två\n\nText.\n\n[^1]: Not.", steps=True)
    )
    steps = all_of(body, "step")
    headings = [part[0].get("id") for part in steps]
    assert headings == ["ett", "tva"]
    assert words_of(body[0]) == "Före1."
    assert "footnote" in classes_of(list(body)[-1])
    assert "step" not in html("## Ett")


@pytest.mark.parametrize(
    "hostile",
    [
        '<div class="question" data-question="x" data-right="a">x</div>',
        '<input type="radio" name="ansvarig" value="b">',
        '<select name="ansvarig"><option>x</option></select><textarea name="ansvarig"></textarea>',
        "Text {: data-question=x data-right=a .question .question__key }",
        'Text\n{: data-answer="a" .verdicts .step }',
        '<section class="step" markdown="1">\n\n## Rubrik\n{: data-type=single }\n\n</section>',
        "/// question | A\n    attrs: {data-question: x, onclick: y}\n- [x] a\n- [ ] b\n///",
        "/// question | A {: data-question=x onclick=y }\n- [ ] b\n///",
        "/// samverka | 0\nx\n///",
        "/// samverka | \x02samverka-block:0\x03\nx\n///",
        '<div markdown="1" class="box--apt" data-apt="points">x</div>',
        '<fieldset class="question__ask"><legend>x</legend></fieldset>',
    ],
)
def test_no_source_brings_what_looks_like_a_question(hostile: str) -> None:
    body = tree(f"{hostile}\n\nSlut.")
    for part in body.iter():
        assert part.tag not in ("select", "textarea", "fieldset", "legend", "form", "button")
        assert not part.attrib.keys() & {"onclick", "value", "data-question", "data-right"}
        assert not part.attrib.keys() & {"data-answer", "data-type", "data-apt"}
        assert not classes_of(part) & {"question", "step", "verdicts", "question__key", "box--apt"}
        assert part.tag != "input" or (part.get("type"), part.get("name")) == ("checkbox", None)


@pytest.mark.parametrize(
    "answer",
    [
        '<input type="checkbox" checked> Rektorn',
        "Rektorn {: data-answer=a name=ansvarig }",
        "</label></li></ul> Rektorn",
        '<label for="x">Rektorn</label>',
        '*Rektorn*{: data-answer="a" #fraga-ansvarig }',
    ],
)
def test_an_answer_brings_no_field_of_its_own(answer: str) -> None:
    body = tree(SINGLE.replace("Rektorn", answer))
    question = all_of(body, "question")[0]
    anchors = [part.get("id") for part in body.iter() if part.get("id")]
    assert [field.get("type") for field in question.iter("input")] == ["radio"] * 3
    assert [part.get("data-answer") for part in question.iter("li") if part.get("data-answer")] == [
        "a",
        "b",
        "c",
    ]
    assert len(anchors) == len(set(anchors))
    assert len(all_of(question, "answer")) == 3


def test_an_id_of_the_source_never_meets_one_of_a_question() -> None:
    raw = '<p id="fraga-ansvarig">x</p>\n\n<p id="fraga-q2--1">y</p>\n\n'
    anchors = [part.get("id") for part in tree(raw + SINGLE + ORDER).iter() if part.get("id")]
    assert len(anchors) == len(set(anchors))
    assert "fraga-ansvarig" in anchors


def test_names_in_answers_stay_text() -> None:
    body = html('/// question | A < B & C?\n- [x] <b>a</b> & "b"\n    x\n- [ ] a\\*b\n    y\n///')
    assert "A &lt; B &amp; C?" in body
    assert words_of(parse_html(body)).count('a & "b"') == 2
    assert words_of(parse_html(body)).count("a*b") == 2


@pytest.mark.parametrize("text", EACH)
def test_a_question_is_whole_where_nobody_can_answer_it(text: str) -> None:
    page = html(text)
    body = make("body", *Copier("", lambda _: None, is_beside=True).text(page))
    sent = parse_html(outward_html(page, "a/", Viewpoint("https://x.se/", "feed.xml")))
    key = all_of(tree(text), "question__key")[0]
    told = [words_of(part) for part in key.iter() if part.tag in ("p", "strong")]
    for copy in (body, sent):
        tags = {part.tag for part in copy.iter()}
        assert not tags & {"input", "select", "textarea", "fieldset", "legend", "label"}
        assert all(words_of(item) for item in copy.iter("li"))
        assert told
        assert all(words in words_of(copy) for words in told)


def test_a_copy_shows_the_choices_and_the_answers() -> None:
    body = make("body", *Copier("", lambda _: None, is_beside=True).text(html(SINGLE + MATCH)))
    said = words_of(body)
    assert "Fråga 1. Vem är ansvarig? Tänk på barnets ålder. ☐ Läraren" in said
    assert "Svar och förklaring Läraren (inte rätt) Nej, men läraren ser mycket." in said
    assert "(Hälsa / Relationer)" in said or "(Relationer / Hälsa)" in said
    assert "Ont i magen: Hälsa" in said
    assert "details" not in html_of(body)


@given(st.integers(2, 9), st.text())
def test_an_order_never_gives_the_answer_away_and_is_always_the_same(count: int, seed: str) -> None:
    order = shuffled(count, seed)
    assert sorted(order) == list(range(count))
    assert order != list(range(count))
    assert order == shuffled(count, seed)


def test_keys_go_on_after_z() -> None:
    keys = [key_of(place) for place in range(100)]
    assert (keys[0], keys[25], keys[26]) == ("a", "z", "ba")
    assert len(set(keys)) == 100


WORDS = st.text(alphabet="abcdeåäöxyz", min_size=2, max_size=9)
ANSWER = st.tuples(st.booleans(), WORDS, st.lists(WORDS, max_size=2), st.booleans())


@given(
    WORDS,
    WORDS,
    st.lists(ANSWER, max_size=4),
    WORDS,
    st.sampled_from(["question", "case", "facts", "checklist", "apt", "video", "fel"]),
    st.sampled_from(["///", "", "////"]),
)
def test_no_text_of_a_block_is_lost(  # noqa: PLR0913, PLR0917 - the parts of a block
    title: str,
    before: str,
    answers: list[tuple[bool, str, list[str], bool]],
    after: str,
    name: str,
    end: str,
) -> None:
    lines = [f"/// {name} | {title}", "", before, ""]
    for is_right, words, feedback, is_loose in answers:
        lines += [f"- [{'x' if is_right else ' '}] {words}", *([""] if is_loose else [])]
        lines += [f"    {line}" for line in feedback]
    lines += ["", after, end]
    shown = words_of(tree("\n".join(lines)))
    said = [title, before, after, *(words for _, words, _, _ in answers)]
    said += [line for _, _, feedback, _ in answers for line in feedback]
    for words in said:
        assert words in shown


LINES = [*f"{SINGLE}{APT}{VIDEO}{MATCH}".split("\n"), "///", "## A", "    /// facts | B"]


@given(st.lists(st.sampled_from(LINES)))
def test_any_lines_give_a_page_and_its_faults(lines: list[str]) -> None:
    text = "\n".join(lines)
    shown = html(text)
    assert "samverka-block" not in shown
    assert all(1 <= fault.line <= len(lines) for fault in block_faults(text))


@given(st.text(alphabet="/ |abcquestion\\\n"))
def test_what_word_says_never_becomes_a_block(text: str) -> None:
    written = "\n".join(guarded(escaped(line)) for line in text.split("\n"))
    assert "box" not in html(written)
    assert block_faults(written) == ()


def test_training_pages_have_steps_and_others_have_none(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write("docs/utbildning/a.md", page("A", f"## Ett\n\n{SINGLE}\n{VIDEO}"))
    site.write("docs/om/b.md", page("B", f"## Ett\n\n{SINGLE}"))
    for name in ("film.mp4", "film.vtt", "bild.png"):
        site.write(f"docs/utbildning/{name}", b"x")
    site.build()
    trained = parse_html(site.html("utbildning/a"))
    other = parse_html(site.html("om/b"))
    assert len(all_of(trained, "step")) == 1
    assert all_of(other, "step") == []
    film = trained.find(".//video")
    assert film is not None
    assert [part.get("src") for part in film] == ["../film.mp4", "../film.vtt"]
    assert film.get("poster") == "../bild.png"
    names = [field.get("aria-label") for field in other.iter("input") if field.get("name")]
    assert names == [None] * 3


def test_a_film_of_a_page_for_staff_is_not_published(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write("docs/utbildning/a.md", page("A", VIDEO, visibility="staff"))
    site.write("docs/utbildning/b.md", page("B", VIDEO.replace("film.", "var-film.")))
    for name in ("film.mp4", "film.vtt", "var-film.mp4", "var-film.vtt", "bild.png"):
        site.write(f"docs/utbildning/{name}", b"x")
    site.build()
    files = {name for name in site.files() if name.startswith("utbildning/")}
    assert not {"utbildning/film.mp4", "utbildning/film.vtt"} & files
    assert {"utbildning/var-film.mp4", "utbildning/var-film.vtt", "utbildning/bild.png"} <= files
