"""The HTML of a letter: our templates or the site's own, with every style where it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from css_inline import CSSInliner, InlineError
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from samverka.errors import SamverkaError
from samverka.mail.letter import frame as words
from samverka.mail.letter.frame import Frame
from samverka.mail.letter.pictures import Drawing
from samverka.pages.meetings.ics import ADD
from samverka.pages.wording import INVENTED

OWN: Final = Path("overrides", "mail")
"""Where a site has templates, styles and a header picture of its own."""
_TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Piece:
    """An article; `html` is clean, `address` empty where its title leads nowhere."""

    title: str
    anchor: str
    address: str
    kicker: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates print; `lead` is clean HTML."""

    frame: Frame
    lead: Markup
    pieces: Sequence[Piece]
    drawing: Drawing | None


def page_html(page: Page, root: Path) -> str:
    """Raise `SamverkaError` where a template of the site's own cannot be used."""
    environment = _environment(root)
    try:
        styles = environment.get_template("letter.css").render()
        html = environment.get_template("letter.html").render(
            page=page,
            frame=page.frame,
            issue=page.frame.issue,
            words=words,
            add=ADD,
            invented=INVENTED,
        )
        return _inliner(styles).inline(html)
    except (TemplateError, InlineError, OSError, UnicodeDecodeError) as fault:
        said = f"En av mallarna i {OWN.as_posix()} går inte att använda: {fault}"
        raise SamverkaError(said, "Rätta mallen, eller ta bort den.") from fault


@lru_cache(4)
def _environment(root: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([root / OWN, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(4)
def _inliner(styles: str) -> CSSInliner:
    """Fetches nothing."""
    return CSSInliner(
        extra_css=styles, inline_style_tags=False, keep_style_tags=True, minify_css=True,
        load_remote_stylesheets=False,
    )  # fmt: skip
