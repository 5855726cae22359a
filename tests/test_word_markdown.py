"""What the tree can say is Markdown that an editor can read and that renders as it says."""

import pytest

from samverka.word.markdown import escaped, markdown_of
from samverka.word.tree.nodes import (
    Anchor,
    Block,
    Blocks,
    Cell,
    CodeBlock,
    Figure,
    Formula,
    Heading,
    Inline,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Style,
    Styled,
    Table,
    Text,
)
from tests.markdown_read import PLAIN, SITE, Read, rendered
from tests.markdown_told import told


def line(*parts: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def bold(*parts: Inline | str) -> Styled:
    return Styled(Style.STRONG, line(*parts).content)


def slanted(*parts: Inline | str) -> Styled:
    return Styled(Style.EMPHASIS, line(*parts).content)


def bullets(*items: Block | str | Blocks) -> Listing:
    return Listing(tuple(_blocks(item) for item in items))


def row(*cells: Block | str | Blocks) -> tuple[Cell, ...]:
    return tuple(Cell(_blocks(cell)) for cell in cells)


def _blocks(said: Block | str | Blocks) -> Blocks:
    if isinstance(said, tuple):
        return said
    return (line(said) if isinstance(said, str) else said,)


def deep(depth: int) -> Blocks:
    return (line(f"nivå {depth}"), *((bullets(deep(depth + 1)),) if depth < 9 else ()))


MERGED = Table((), (row("a", "b"), (Cell((line("c"),), columns=2),)))
PICTURE = Picture("media/a.png", "Karta")
FIGURE = Figure(PICTURE, (Text("Kartan"),))


@pytest.mark.parametrize(
    ("paragraph", "written"),
    [
        (line("Vi ", bold("ska"), " göra"), "Vi **ska** göra"),
        (line("barn", slanted("bok")), "barn*bok*"),
        (line(bold("a"), slanted("b")), "**a**<em>b</em>"),
        (line(bold("a ", slanted("b"), " c")), "**a _b_ c**"),
        (line(bold(slanted("a"))), "**_a_**"),
        (line(bold(" a")), "<strong> a</strong>"),
        (line(Styled(Style.STRIKE, (Text("a"),))), "<del>a</del>"),
        (line(Styled(Style.CODE, (Text("a_b"),))), "`a_b`"),
        (line(Styled(Style.CODE, (Text("a`b"),))), r"<code>a\`b</code>"),
        (line("Se!", Link("a.md", (Text("här"),))), r"Se\![här](a.md)"),
        (line(Link("https://a.se/b_c", (Text("https://a.se/b_c"),))), "<https://a.se/b_c>"),
        (line(Anchor("ord"), "Ord"), '<a id="ord"></a>Ord'),
        (line("1. a"), r"1\. a"),
        (line("#a"), r"\#a"),
        (line("pris 5 < 6 & _a_"), r"pris 5 &lt; 6 & \_a\_"),
        (line("a\tb\x0bc\x02d"), "a b cd"),
        (line("a\u2028b"), "a<br>b"),
        (line("100 $$ a $$"), "100 &#36;$ a &#36;&#36;"),
        (Paragraph((Text("Beslut {1}"),), "decision"), "Beslut \\{1\\}\n{: .decision }"),
    ],
)
def test_a_line_is_written_with_the_marks_that_are_read(paragraph: Paragraph, written: str) -> None:
    assert markdown_of((paragraph,)) == written


@pytest.mark.parametrize("extensions", [SITE, PLAIN], ids=["site", "plain"])
@pytest.mark.parametrize(
    "tree",
    [
        deep(1),
        (bullets((bullets("a", ("b", bullets("c"))[1:]),), "d"),),
        (bullets("a"), bullets("b"), Listing(((line("c"),),), 3)),
        (bullets("a", (), "b"),),
        (bullets((line("a"), line("b")), (CodeBlock("x\n\n  <y>"),), (Quote((line("c"),)),)),),
        (bullets((line("a"), MERGED), (FIGURE,)), line("slut")),
        (Quote((line("a"), bullets("b", "c"))), Quote((MERGED,))),
        (Heading(2, (Text("C# och {x} #"),)),),
        (Table((row("a|b", "c"),), (row("1", ""), row((line("2"), line("3")), "`"))),),
        (Table((), (row("a", MERGED), row(bullets("b"), (FIGURE, CodeBlock("c"))))),),
        (
            Table(
                (row("a"),), (row("b"),), (line("Tabell 1"), line("om ", bold("barn"))), layout=True
            ),
        ),
        (line("a", Note((line("b"), bullets("c"), Table((row("d"),), (row("e"),))))),),
        (
            line("a", Note((line("b", Note((MERGED,))),))),
            Heading(1, (Text("c"), Note((line("d"),)))),
        ),
        (Figure(PICTURE, (Text("Kartan"), Note((line("b"),)))),),
        (line("&#", bold("a&#"), Link("http://a.se/?&#b", (Text("http://a.se/?&#b"),))), line("b")),
        (line("[^1]: a"), line(Note((line("b"),)), ": c")),
        (line(PICTURE, Picture("m/b c(1).png".replace(" ", "%20"), 'a [b] "c" \\')),),
        (line(Picture("a.png", "b", 'säg "c" (d)'), Picture("a.png", decorative=True)),),
        (line(Link("http://å.se/(a)_b*?c=1&copy;=2'\"", (PICTURE, Text("]")))),),
    ],
)
def test_a_page_has_the_form_of_the_tree(tree: Blocks, extensions: tuple[str, ...]) -> None:
    assert Read(rendered(markdown_of(tree), extensions)).tokens() == told(tree)


def test_a_level_that_was_skipped_stays_a_level() -> None:
    assert markdown_of((bullets((bullets("a"),)),)) == "-   <!-- -->\n    -   a"


def test_a_name_is_given_to_one_place() -> None:
    assert markdown_of((line(Anchor("a"), "b"), line(Anchor("a"), "c"))) == '<a id="a"></a>b\n\nc'


def test_the_kind_of_numbers_stands_with_the_first_item_and_shows_on_the_site() -> None:
    body = markdown_of((Listing(((line("ett"),), (line("två"),)), 3, "a"),))
    assert body == '3.  ett\n    {: type="a" }\n4.  två'
    assert '<ol start="3" type="a">' in rendered(body, SITE)


def test_headings_of_a_table_say_what_they_stand_above() -> None:
    head = ((Cell((line("a"),), rows=2), Cell((line("b"),), columns=2)), row("c", "d"))
    said = rendered(markdown_of((Table(head, (row("1", "2", "3"),)),)), SITE)
    assert '<th rowspan="2" scope="col">a</th>' in said
    assert '<th colspan="2" scope="colgroup">b</th>' in said


def test_tex_is_written_so_that_nothing_in_it_is_html_or_markdown() -> None:
    tex = Formula(r"\left| a \right| < b*c")
    assert markdown_of((line(tex),)) == r"\(\left\vert  a \right\vert  \lt  b\ast c\)"
    assert markdown_of((line(Formula("x^2", display=True)),)) == "$$x^2$$"
    assert markdown_of((line(Formula("$$")),)) == "<code>$&#36;</code>".replace("$&", "&#36;&")


def test_text_alone_is_escaped_as_in_a_line() -> None:
    assert escaped("a_b *c* |") == r"a_b \*c\* \|"
