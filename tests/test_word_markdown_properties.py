"""Whatever a tree holds, its page says the same, with and without our own extension."""

from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from samverka.word.markdown import markdown_of
from samverka.word.tree.nodes import (
    Blocks,
    Break,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Style,
    Styled,
    Table,
    Text,
)
from tests.markdown_read import PLAIN, SITE, Read, rendered
from tests.markdown_told import told

Making: TypeAlias = SearchStrategy[Blocks]

SIGNS = (
    *("ord", "Å", "1", "12", "1.", "2)", "-", "+", "#", ">", "!", "!!! note", "???+ x", ":", ": "),
    *("$", "$$", "\\(", "*", "**", "_", "__", "~~", "`", "```", "[", "]", "(", "[^1]", "[x]: y"),
    *("*[HTML]:", "{", "}", "{: .x }", "<", "<b>", "<!--", "&", "&amp;", "|", "\\", "==", "---"),
    *("^1", '"', "'", " ", "\u00a0", "http://a_b_c", "wzxhzdk:0", "klzzwxh:0001"),
)
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).map("".join)
urls = st.sampled_from(
    ["http://x.se/a_b*c", "#a", "https://x.se/Ord_(sak)", "http://å.se/?x=1&copy;=2", "x/\"q\"'r'"]
)
words = st.just(Text("ord"))
pictures = st.builds(Picture, st.just("media/a.png"), st.just("") | texts.map(str.strip))
starts = st.sampled_from([None, 1, 3])


def several(made: SearchStrategy[Any], least: int = 1, most: int = 3) -> SearchStrategy[Any]:
    return st.lists(made, min_size=least, max_size=most).map(tuple)


def inlines(notes: Making | None) -> SearchStrategy[Inlines]:
    leaves: list[SearchStrategy[Inline]] = [texts.map(Text), words, pictures, st.just(Break())]
    if notes is not None:
        leaves.append(st.builds(Note, notes))
    leaf = st.one_of(leaves)
    around = (
        st.builds(lambda style: Styled(style, (Text("ord"),)), st.sampled_from(Style)),
        st.builds(lambda text: Styled(Style.STRONG, (Text(f"a{text}b"),)), texts),
        st.builds(
            lambda style, text: Styled(
                style, (Text("a"), Styled(Style.STRIKE, (Text(f"b{text}c"),)))
            ),
            st.sampled_from([Style.STRONG, Style.EMPHASIS]),
            texts,
        ),
        st.builds(
            lambda url, inline: Link(url, (Text("ord"), inline)), urls, texts.map(Text) | pictures
        ),
    )
    return several(st.one_of(leaf, *around))


def plain_blocks(notes: Making | None) -> list[SearchStrategy[Any]]:
    line = inlines(notes)
    return [
        st.builds(Paragraph, line),
        st.builds(Paragraph, line, st.just("decision")),
        st.builds(Heading, st.integers(1, 6), st.tuples(words)),
        st.builds(Figure, pictures, st.tuples(words)),
        st.sampled_from([Rule(), CodeBlock("a\n  *b*")]),
    ]


def blocks(depth: int, notes: Making | None) -> Making:
    made = plain_blocks(notes)
    paragraph = made[0]
    if depth:
        inner = blocks(depth - 1, notes)
        few = several(paragraph, 0, 2)
        item = st.one_of(inner, st.tuples(paragraph))
        made.append(st.builds(Listing, several(item), starts, st.sampled_from(["1", "a"])))
        cell = st.builds(Cell, st.one_of(few, inner), st.integers(1, 2), st.integers(1, 2))
        rows = several(several(cell, 1, 2), 1, 2)
        made.append(st.builds(Table, rows, rows, few, st.booleans()))
        pair = st.tuples(st.builds(Cell, few), st.builds(Cell, few))
        made.append(st.builds(Table, st.tuples(pair), several(pair)))
        made.append(st.builds(Quote, inner))
    return several(st.one_of(paragraph, *made), 1, 2)


notes: Making = several(st.builds(Paragraph, inlines(None)), 1, 2)
trees = blocks(2, notes)


@pytest.mark.parametrize("extensions", [SITE, PLAIN], ids=["site", "plain"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tree=trees)
def test_a_page_says_what_its_tree_says(extensions: tuple[str, ...], tree: Blocks) -> None:
    page = Read(rendered(markdown_of(tree), extensions))
    assert page.tokens() == told(tree)
    assert len(page.ids) == len({*page.ids})
