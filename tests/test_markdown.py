from pathlib import PurePosixPath

import pytest
from markdown import Markdown

from samverka.markdown.links import link_targets, replace_targets, resolve_target

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc", "footnotes", "samverka.markdown"]


def html(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def test_a_decision_gets_a_word_and_an_address_and_keeps_its_words() -> None:
    said = html("Styrgruppen *beslutar* att fortsätta.\n{: .decision }")
    assert '<p class="decision" id="beslut-1">' in said
    assert 'href="#beslut-1"' in said
    assert ">Beslut</span></a> Styrgruppen <em>beslutar</em> att fortsätta.</p>" in said


def test_decisions_and_actions_are_numbered_apart() -> None:
    said = html("A\n{: .decision }\n\nB\n{: .action }\n\nC\n{: .decision }")
    for anchor in ("beslut-1", "beslut-2", "atgard-1"):
        assert f'id="{anchor}"' in said


def test_a_decision_keeps_an_address_of_its_own() -> None:
    said = html("A\n{: .decision #sam }")
    assert 'id="sam"' in said
    assert 'href="#sam"' in said


def test_a_heading_keeps_its_address_beside_a_decision() -> None:
    said = html("## Beslut 1\n\nA\n{: .decision }")
    assert '<h2 id="beslut-1">' in said
    assert '<p class="decision" id="beslut-2">' in said


def test_a_table_can_be_reached_and_has_a_name() -> None:
    said = html("| Ord | Betydelse |\n|---|---|\n| A | B |")
    assert 'role="region"' in said
    assert 'tabindex="0"' in said
    assert 'aria-label="Tabell 1: Ord, Betydelse"' in said


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "Text <script>alert(1)</script>",
        '<div onclick="alert(1)">x</div>',
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JavaScript&colon;alert(1))",
        '<a href="jav&#x09;ascript:alert(1)">a</a>',
        "[a](vbscript:alert(1))",
        "![a](data:text/html,alert(1))",
        "Text\n{: onmouseover=alert(1) }",
        "[a](b.md){: href=javascript:alert(1) }",
        '<div markdown="1" onclick="alert(1)">*x*</div>',
        '<svg><script>alert(1)</script><a href="javascript:alert(1)">x</a></svg>',
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<style>body { background: url(javascript:alert(1)) }</style>",
        '<form action="javascript:alert(1)"><button>x</button></form>',
    ],
)
def test_nothing_in_a_source_is_run(source: str) -> None:
    said = html(source).lower()
    for sign in ("<script", "onclick=", "onerror=", "onmouseover=", "<iframe", "<style", "<form"):
        assert sign not in said
    for start in ("jav", "vbscript:", "data:"):
        assert f'href="{start}' not in said
        assert f'src="{start}' not in said


def test_ordinary_html_is_kept() -> None:
    source = '<details><summary>Mer</summary><p class="x">R&D <b>nu</b></p></details>'
    assert html(source) == source.replace("R&D", "R&amp;D")


def test_a_comment_is_a_note_to_self() -> None:
    assert "hemlig" not in html("Text <!-- hemlig --> mer\n\n<!-- hemlig -->\n")


def test_code_is_shown_as_written() -> None:
    said = html("    <script>alert(1)</script>\n\nOch `<b onclick=x>`.")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "<code>&lt;b onclick=x&gt;</code>" in said


@pytest.mark.parametrize(
    "source", ["![Karta](https://exempel.se/k.png)", '<img src="//exempel.se/k.png" alt="Karta">']
)
def test_a_picture_on_another_site_becomes_a_link(source: str) -> None:
    said = html(source)
    assert "<img" not in said
    assert ">Karta</a>" in said


def test_an_address_no_one_can_read_does_not_stop_the_page() -> None:
    assert "klicka" in html("[klicka](http://[trasig)")


def test_the_theme_is_not_taken_over() -> None:
    assert "__config" not in html('<div id="__config" data-md-component="x">{}</div>')
    assert "data-md" not in html('<div data-md-component="search">x</div>')
    assert "mermaid" not in html('<pre class="mermaid"><code>x</code></pre>')


LINKS = """\
[a](a.md) och ![b](b/bild 1.png "Titel") samt <a href="c.md">c</a>

[ref]: d.md "Titel"

`[kod](nej.md)`

```
[kod](nej.md)
```

[e](<e f.md>) [f](wiki/Ord_(sak).md)
"""


def test_links_are_found_outside_code_with_their_lines() -> None:
    assert list(link_targets(LINKS)) == [
        (1, "a.md"),
        (1, "b/bild 1.png"),
        (1, "c.md"),
        (3, "d.md"),
        (11, "e f.md"),
        (11, "wiki/Ord_(sak).md"),
    ]


def test_links_are_replaced_and_nothing_else() -> None:
    assert replace_targets(LINKS, lambda target: target) == LINKS
    replaced = replace_targets("[a](a.md#del) `[a](a.md)`", lambda _: "x")
    assert replaced == "[a](x) `[a](a.md)`"


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("../om/a.md#del", "docs/om/a.md"),
        ("b%20c.png", "docs/moten/b c.png"),
        ("https://exempel.se/a.md", None),
        ("mailto:a@exempel.se", None),
        ("#del", None),
        ("/om/", None),
        ("http://[trasig", None),
    ],
)
def test_a_target_means_a_file_only_where_it_is_relative(target: str, meant: str | None) -> None:
    found = resolve_target(PurePosixPath("docs/moten/m.md"), target)
    assert found == (PurePosixPath(meant) if meant else None)


@pytest.mark.parametrize(
    ("source", "begins", "element"),
    [
        (
            r"Om \(\frac{a_1}{b^*}\).",
            r'<math alttext="\frac{a_1}{b^*}" display="inline">',
            "<mfrac>",
        ),
        (r"$$\begin{cases}x&y\\z&w\end{cases}$$", "<math alttext=", "<mtable>"),
        (
            "| a | b |\n|---|---|\n| \\(\\left\\vert β \\right\\vert\\) | c |",
            "<td><math",
            "<mi>β</mi>",
        ),
        (r"# Om \(x^2\)", '<h1 id="om-x2">Om <math', "<msup>"),
        (r"\\\(x\)", r"<p>\<math", "<mi>x</mi>"),
    ],
)
def test_an_equation_is_shown_by_the_browser_itself(source: str, begins: str, element: str) -> None:
    said = html(source)
    assert begins in said
    assert element in said


@pytest.mark.parametrize("tex", ["_", r"\finnsinte{x}", "x" * 5001])
def test_an_equation_no_one_can_read_is_shown_as_written(tex: str) -> None:
    assert f"<code>{tex}</code>" in html(rf"\({tex}\)")


def test_what_only_looks_like_an_equation_is_text() -> None:
    assert html(r"`\(x\)` och \\(y)") == r"<p><code>\(x\)</code> och \(y)</p>"


def test_an_equation_brings_nothing_a_source_may_not() -> None:
    said = html(r"\(\href{javascript:alert(1)}{x} \style{color:red}{y}\)")
    assert "href" not in said.replace("alttext", "").split("<mrow>", 1)[1]
    assert "style=" not in said


def test_a_table_is_named_by_the_caption_above_it() -> None:
    said = html(
        "Tabell 1. *Barn* & `unga`\n{: .caption }\n\n| a<br>b | &#126; |\n|---|---|\n| 1 | 2 |"
    )
    assert 'aria-label="Tabell 1. Barn &amp; unga"' in said
    assert (
        '<caption class="caption">Tabell 1. <em>Barn</em> &amp; <code>unga</code></caption>' in said
    )


def test_raw_html_in_a_heading_of_a_table_is_not_part_of_its_name() -> None:
    said = html('| a<br>b\\| | <a id="x"></a>&#126; |\n|---|---|\n| 1 | 2 |')
    assert 'aria-label="Tabell 1: a b|, ~"' in said


def test_a_table_that_only_places_things_is_no_region() -> None:
    said = html('<table role="presentation"  markdown="1"><tr markdown="1"><td>a</td></tr></table>')
    assert said.startswith('<table class="layout" role="presentation">')


def test_a_comment_parts_two_lists_and_shows_nothing() -> None:
    said = html("- a\n\n<!-- hemlig -->\n\n- b")
    assert said.count("<ul>") == 2
    assert "<p>" not in said


def test_a_numbered_list_begins_where_it_says() -> None:
    assert '<ol start="3">' in html("3. a\n4. b")


def test_what_word_numbered_a_heading_with_stands_before_it_and_not_in_its_address() -> None:
    said = html('## Tider {: data-number="Bilaga A" }')
    assert '<h2 id="tider"><span class="number">Bilaga A</span> Tider' in said
    assert "data-number" not in said


def test_the_headings_of_a_table_say_that_they_head_columns() -> None:
    assert html("| Kommun | Antal |\n| --- | --- |\n| Sjövik | 3 |").count('scope="col"') == 2
