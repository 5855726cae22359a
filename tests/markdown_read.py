"""What a page says and how, as one list of tokens; `markdown_told` has the tree's."""

from html.parser import HTMLParser

from markdown import Markdown

from tests.markdown_told import mark, tidy

SITE = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "samverka.markdown"),
)
PLAIN = (*SITE[1:-1], "pymdownx.tilde")
"""What a reader without our own extension would use."""

OURS = frozenset({"footnote-backref", "headerlink", "mark"})
SHOWN = frozenset(
    {"em", "strong", "del", "sup", "sub", "code", "table", "blockquote", "figcaption", "li"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "td", "th"}
)
UNSEEN = "unseen"
NEW_LINE = frozenset({"p", "div", "pre", "figure", "caption"})
VOID = frozenset({"br", "img", "hr"})


def rendered(markdown: str, extensions: tuple[str, ...]) -> str:
    return Markdown(extensions=[*extensions]).convert(markdown)


class Read(HTMLParser):
    """A page, read to its end; `ids` in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self._tokens: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._unseen = 0
        text, _, notes = page.partition('<div class="footnote">\n<hr />\n<ol>')
        self.feed(text)
        self.feed(f"<div>{notes.removesuffix('</ol></div>')}")
        self.close()

    def tokens(self) -> list[str]:
        return tidy(self._tokens)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        said = self._shown(tag, got)
        self.ids += [got["id"]] if "id" in got else []
        if tag not in VOID:
            self._open.append((tag, said))
        if said == UNSEEN:
            self._unseen += 1
            self._tokens += [mark("note")] if tag == "sup" else []
        elif said and not self._unseen:
            self._say(tag, said)

    def _say(self, tag: str, said: str) -> None:
        if tag == "caption":  # on our own page it stands in the table, not above it
            while self._tokens.pop() != mark("table"):
                pass
        self._tokens.append(mark(said))

    def _shown(self, tag: str, got: dict[str, str]) -> str:
        if OURS & {*got.get("class", "").split()} or got.get("id", "").startswith("fnref"):
            return UNSEEN
        if tag == "a":
            return f"a {got['href']}" if "href" in got else f"id {got.get('id')}"
        if tag == "span" and "id" in got:
            return f"id {got['id']}"
        if tag == "code" and ("pre" in (name for name, _ in self._open)):
            return ""
        return self._shown_plain(tag, got)

    def _shown_plain(self, tag: str, got: dict[str, str]) -> str:
        if tag == "img":
            return "img " + "|".join(got.get(name, "") for name in ("src", "alt", "title", "role"))
        if tag in ("td", "th"):
            return f"{tag} {got.get('rowspan', 1)} {got.get('colspan', 1)}"
        if tag == "li" and got.get("id", "").startswith("fn:"):
            return f"li {got['id']}"
        if tag in NEW_LINE:
            return "p"
        return tag if tag in SHOWN | VOID else ""

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        _, said = self._open.pop()
        if said == UNSEEN:
            self._unseen -= 1
        elif said and not self._unseen and not said.startswith("id "):
            self._tokens.append(mark("p" if said == "p" else f"/{tag}"))
            self._tokens += [mark("table")] if tag == "caption" else []

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._tokens.append(data)
