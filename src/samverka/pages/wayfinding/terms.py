"""Which words of the glossary are explained on a page."""

from typing import Final

from samverka.catalogue.entry import Entry
from samverka.catalogue.glossary import PAGE, Glossary, Term
from samverka.markdown.terms import Explained, Explanation
from samverka.source.addresses import way

HIDDEN: Final = "glossary"
"""Of `hide` in the front matter."""


def terms_on(entry: Entry | None, glossary: Glossary) -> Explained | None:
    """None where nothing is explained: in the glossary itself, and where no editor wrote.

    A word is not explained on the page that it is the title of, or that its meaning links to.
    """
    if entry is None or entry.page == PAGE or HIDDEN in entry.matter.hide:
        return None
    address = way(entry.page, PAGE)
    own = glossary.named(entry.title)
    explanations = {
        term.name: Explanation(term.name, term.meaning, term.anchor, address)
        for term in glossary.terms
        if term != own and not _is_about(entry, term)
    }
    return Explained(glossary.phrases, explanations) if explanations else None


def _is_about(entry: Entry, term: Term) -> bool:
    return entry.page in term.pages
