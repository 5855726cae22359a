"""Comments in the margin: for the editor, never for the page."""

from samverka.word.docx.book import Book
from samverka.word.opening.ooxml import Element, attribute, w
from samverka.word.shaped import Remark
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Inlines

LONGEST_QUOTE = 60


def read_comments(root: Element | None) -> dict[str, Element]:
    """Each comment by its id."""
    if root is None:
        return {}
    return {attribute(one, "id") or "": one for one in root.findall(w("comment"))}


def note_comment(book: Book, key: str, before: Inlines) -> None:
    """A remark with the author, the words and the place of a comment, once."""
    comment = book.comments.get(key)
    if comment is None:
        return
    author = attribute(comment, "author") or "okänd"
    said = " ".join(_paragraph_text(one) for one in comment.iter(w("p"))).strip()
    place = plain_text(before).strip()[-LONGEST_QUOTE:]
    at = f" vid ”{place}”" if place else ""
    message = f"kommentar av {author}{at}: {said}"
    hint = "Kommentarer följer inte med till sidan. Åtgärda den i Word om den är kvar av misstag."
    book.remarks.append(Remark("KOMM01", message, hint, quote=place))


def _paragraph_text(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(w("t")))
