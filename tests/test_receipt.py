"""The receipt: every word of a Word file is on its page, above it, or left out for a reason."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest
from docx.document import Document as WordDocument

from samverka.findings import Severity
from samverka.schema import Data
from samverka.source.document import Document
from samverka.source.frontmatter import Origin, PageMatter
from samverka.word.counting.docx import count_docx
from samverka.word.counting.page import page_lines
from samverka.word.counting.pieces import Piece, Reason, Source
from samverka.word.counting.plain import count_markdown
from samverka.word.receipt.accounts import Account, write_receipt
from samverka.word.receipt.as_written import keep_as_written
from samverka.word.receipt.page import receipt_page
from samverka.word.receipt.remarks import remarks_on
from samverka.word.receipt.saying import say_accounted
from samverka.word.shaped import Moved
from tests.project import Project
from tests.word_files import (
    numbered,
    text,
    title,
    word_bytes,
)


def account(source: Source, body: str, *moved: Moved, **fields: Data) -> Account:
    lines = page_lines(body)
    return write_receipt(source, lines, keep_as_written(fields, moved, lines))


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("## 1\\. Mötet *öppnas*", "1. Mötet öppnas"),
        ("1.  Ett\n    -   Två", "Ett Två"),
        ("[läs](https://x.se/a%28b%29)mer<sup>2</sup>", "läsmer2"),
        ("[**A**](http://x.ru/)", "A"),
        ('![Ett \\[rött\\] hus](b/c.png "Huset")', "Ett [rött] hus Huset"),
        ("Se <info@exempel.se> &lt;här&gt; [^1]", "Se info@exempel.se <här>"),
        ("[^1]: Noten\n\n    Mer", "Noten Mer"),
        ('| A | B&#124;C |\n| --- | --- |\n| <a id="x"></a>D<br>E | **F** |', "A B|C D E F"),
        ('<td rowspan="2" markdown="span">G</td>\n{: role="presentation" }', "G"),
        ("Text\n{: .decision }\n\n<!-- -->\n\n---", "Text"),
        (r"a \\(b\\) \(\frac{x}{2}\) c", r"a \(b\) { x } { 2 } c"),
        ("$$\n\\begin{matrix}\na & \\text{bc} \\\\\n\\end{matrix}\n$$", "a & { b c }"),
        ("    kod *här*", "kod *här*"),
    ],
)
def test_the_words_of_our_own_markdown_are_read_back(markdown: str, shown: str) -> None:
    lines = page_lines(markdown)
    assert " ".join(" ".join(line.text for line in lines).split()) == shown


def test_a_line_knows_its_number_also_below_an_equation_on_several() -> None:
    assert [line.number for line in page_lines("A\n\n$$\nx\n$$\n\nB")] == [1, 3, 7]


ROOMY = Source((Piece("stycke 1", "Om oss"), Piece("textruta vid stycke 2", "Barnen ritar hus")))


def test_a_lost_word_is_quoted_with_its_place() -> None:
    made = account(ROOMY, "# Om oss\n\nBarnen hus").receipt
    (loss,) = made.losses
    assert (loss.place, loss.words, loss.quote) == (
        "textruta vid stycke 2",
        ("ritar",),
        "Barnen ritar hus",
    )
    (remark,) = remarks_on(made)
    assert (remark.code, remark.severity) == ("WORD01", Severity.ERROR)
    assert "textruta vid stycke 2: ”Barnen ritar hus”" in remark.message
    assert (made.words, made.kept) == (5, 4)
    assert say_accounted(made) == "1 av 5 ord saknas."


def test_many_losses_are_told_in_few_lines_with_their_number() -> None:
    pieces = tuple(Piece(f"stycke {n}", f"ord{n} nummer{n}") for n in range(30))
    told = remarks_on(account(Source(pieces), "Om oss").receipt)
    lost = [one.message for one in told if one.code == "WORD01"]
    assert len(lost) == 9
    assert lost[-1].startswith("44 ord till")


def test_an_invented_word_is_told_with_its_line() -> None:
    made = account(ROOMY, "# Om oss\n\nBarnen ritar ritar *stora* hus").receipt
    (addition,) = made.additions
    assert (addition.line, sorted(addition.words)) == (3, ["ritar", "stora"])
    assert [(one.code, one.quote) for one in remarks_on(made)] == [
        ("WORD02", "Barnen ritar ritar *stora* hus")
    ]


def test_no_word_of_the_body_hides_behind_a_reason() -> None:
    pieces = (Piece("stycke 1", "Bakgrund 3", Reason.CONTENTS), Piece("stycke 2", "Bakgrund"))
    kept = account(Source(pieces), "# Bakgrund").receipt
    assert (kept.missing, kept.invented) == ((), ())
    assert [(one.reason, one.words) for one in kept.left_out] == [(Reason.CONTENTS, "bakgrund 3")]
    assert round(kept.left_out[0].share, 1) == 66.7
    assert account(Source(pieces), "").receipt.missing == ("bakgrund",)
    assert account(Source(pieces), "# Bakgrund\n\nBakgrund 3").receipt.invented == ("bakgrund", "3")


def test_the_title_in_the_front_matter_does_not_stand_in_for_one_in_the_text() -> None:
    source = Source((Piece("stycke 1", "Om oss"), Piece("stycke 2", "Om oss")))
    assert account(source, "# Om oss", title="Om oss").receipt.missing == ("om", "oss")


def test_equal_values_of_the_front_matter_count_once() -> None:
    source = Source((Piece("stycke 1", "Eva Ek"), Piece("stycke 2", "Eva Ek")))
    people: Data = [{"name": "Eva Ek"}]
    assert account(source, "", chair="Eva Ek", present=people).receipt.missing == ("eva", "ek")


def test_numbers_that_word_writes_itself_are_no_inventions() -> None:
    def build(word: WordDocument) -> None:
        numbered(word.add_heading("Syfte", 2))

    source = count_docx(word_bytes(build))
    assert account(source, "## 1.2 Syfte").receipt.invented == ()
    assert account(source, "## Syfte 1").receipt.invented == ("1",)
    assert account(Source(source.pieces), "## 1. Syfte").receipt.invented == ("1",)


def test_a_list_number_of_a_text_file_may_stand_in_a_heading() -> None:
    source = count_markdown("1. Mötet öppnas\n2. Övrigt")
    assert account(source, "## 1. Mötet öppnas\n\n## 2. Övrigt").receipt.invented == ()


def test_a_line_that_became_fields_is_kept_as_it_was_written() -> None:
    moved = Moved("Tid: 4 juni 2021", "date"), Moved("Plats: Teams", "place"), Moved("Sal 2", "")
    source = Source(tuple(Piece("stycke 1", one.text) for one in moved))
    fields: dict[str, Data] = {"date": date(2021, 6, 4), "place": "Teams", "room": "Sal 2"}
    written = keep_as_written(fields, moved, ())
    assert written.lines == ("Tid: 4 juni 2021", "Plats: Teams")
    made = write_receipt(source, (), written).receipt
    assert (made.missing, made.in_front_matter) == ((), 8)


def test_an_imported_meeting_keeps_its_own_lines_in_the_front_matter(tmp_path: Path) -> None:
    lines = ("Tid: 4 maj 2022 kl. 9-10", "Närvarande: Eva Ek, Växjö")
    notes = word_bytes(title("Mötesanteckningar styrgrupp"), *map(text, lines), text("Hej."))
    outcome = Project(tmp_path).import_one("möte.docx", notes)
    assert outcome.receipt is not None
    assert (outcome.receipt.missing, outcome.receipt.invented) == ((), ())
    page = (tmp_path / str(outcome.path)).read_text(encoding="utf-8")
    assert "  as_written:\n    - Tid 4 maj 2022 kl. 9-10\n" in page
    receipt = tmp_path / ".samverka/kvitton" / f"{outcome.path}".replace(".md", ".html")
    assert "Står överst på sidan" in receipt.read_text(encoding="utf-8")


class Parsed(HTMLParser):
    """What a page consists of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of(source: Source, body: str) -> str:
    matter = PageMatter(title="Om <oss>", source=Origin(file="a<b>.docx", sha256="0"))
    return receipt_page(Document(PurePosixPath("docs/om.md"), matter, body), account(source, body))


def test_the_page_marks_what_is_lost_and_what_is_invented_in_words() -> None:
    page = page_of(ROOMY, "# Om oss\n\nBarnen *målar* hus")
    assert '<mark class="lost"><b>✕ saknas:</b> ritar</mark>' in page
    assert '<mark class="added"><b>+ finns inte i Word:</b> målar</mark>' in page


def test_the_page_says_why_words_were_left_out() -> None:
    source = Source((*ROOMY.pieces, Piece("sidfot", "7", Reason.PAGE_NUMBER)))
    page = page_of(source, "# Om oss\n\nBarnen ritar hus")
    assert "Togs inte med: sidnummer" in page
    assert "5 av 6 ord är med" in page


def test_nothing_of_the_source_is_markup_on_the_page() -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=y> & \"'"
    source = Source((Piece(evil, evil), Piece(evil, evil, Reason.COMMENT)))
    parsed = Parsed(page_of(source, "&lt;b&gt; `<script src=x>`"))
    tags = [name for name, _ in parsed.tags]
    assert not {"script", "img", "link", "iframe", "b"} & set(tags) - {"b"}
    assert not [key for _, given in parsed.tags for key in given if key.startswith("on")]
    addresses = [given[key] for _, given in parsed.tags for key in ("src", "href") if key in given]
    assert addresses == ["#sida-vid-sida"]


def test_a_huge_document_makes_a_page_that_can_be_opened() -> None:
    pieces = tuple(Piece(f"stycke {n}", f"ord{n} " * 5) for n in range(12_000))
    page = page_of(Source(pieces), "\n\n".join(one.text for one in pieces))
    assert page.count("<li>") == 5_000
    assert "Här visas de första" in page
