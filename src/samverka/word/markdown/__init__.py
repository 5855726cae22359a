"""A tree becomes Markdown as Python-Markdown reads it."""

from samverka.word.markdown.characters import escaped
from samverka.word.markdown.writing import markdown_of

__all__ = ["escaped", "markdown_of"]
