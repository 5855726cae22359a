"""The pages that one who leaves is shown: complete in themselves, and nothing of what was asked."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_HERE: Final = Path(__file__).parent
_STYLE: Final = (_HERE / "leaving.css").read_text(encoding="utf-8").strip()
_STYLE_HASH: Final = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", _POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
)
"""Nothing from elsewhere, nothing kept, nothing told to others: the address is a secret."""


@dataclass(frozen=True, slots=True)
class Page:
    """`asks` shows the button, `helps` the address to write to."""

    heading: str
    texts: tuple[str, ...]
    asks: bool = False
    helps: bool = False


ASK: Final = Page(
    "Vill du sluta få våra brev?",
    ("Tryck på knappen, så tar vi bort din adress från listan.",),
    asks=True,
)
DONE: Final = Page(
    "Du får inga fler brev",
    (
        "Vi har tagit emot att du vill sluta. Du behöver inte göra något mer.",
        "Ett brev som redan är på väg kan ändå komma fram.",
        "Ångrar du dig är du varmt välkommen tillbaka.",
    ),
)
WRONG_ADDRESS: Final = Page(
    "Länken fungerar inte",
    (
        "En del av adressen kan ha fallit bort.",
        "Öppna länken direkt i brevet en gång till. Ingenting har ändrats.",
    ),
    helps=True,
)
NOT_UNDERSTOOD: Final = Page(
    "Det gick inte att ta emot",
    ("Öppna länken i brevet och tryck på knappen. Ingenting har ändrats.",),
    helps=True,
)
NOT_FOUND: Final = Page("Sidan finns inte", ("Öppna länken i brevet en gång till.",), helps=True)
NOT_NOW: Final = Page(
    "Det gick inte just nu",
    (
        "Vi kunde inte spara att du vill sluta. Du står kvar på listan.",
        "Försök igen om en stund.",
    ),
    helps=True,
)

_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(_HERE), autoescape=select_autoescape(), undefined=StrictUndefined
)


def render_page(page: Page, site: str, address: str) -> bytes:
    """`site` is who sends the letters, `address` takes mails from those who want to leave."""
    template = _ENVIRONMENT.get_template("leaving.html")
    return template.render(page=page, site=site, address=address, style=_STYLE).encode()
