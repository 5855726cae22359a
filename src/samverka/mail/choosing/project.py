"""`Project`: what letters are chosen from, read without MkDocs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.excluded import excluded_by
from samverka.catalogue.withheld import Sources, read_sources
from samverka.errors import SamverkaError
from samverka.findings import Noted
from samverka.pages.header import Around
from samverka.settings import FILE, Mail, read_settings, read_site_url
from samverka.source.addresses import page_path
from samverka.source.document import Document
from samverka.source.reading import read_all

NO_ADDRESS: Final = SamverkaError(
    "Webbplatsens adress är inte känd, så brevets länkar leder ingenstans.",
    f"Skriv adressen efter site_url i {FILE}, eller sätt miljövariabeln SITE_URL.",
)
_LINES: Final = """\
      mail:
        sender:
          name: {title}
          address: {address}"""


@dataclass(frozen=True, eq=False)
class Project:
    """`documents` are all that can be read, drafts too; `around.catalogue` holds the public.

    `around.site_url` and `mail` are always there.
    """

    around: Around
    documents: tuple[Document, ...]
    mail: Mail

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.around.root

    @cached_property
    def sources(self) -> Sources:
        """Every source's text, the hidden and the public apart."""
        return read_sources(self.root, self.around.catalogue.paths)

    @cached_property
    def hidden(self) -> frozenset[PurePosixPath]:
        """The places hidden sources would have had among the pages."""
        return frozenset(page_path(source.path) for source in self.sources.hidden)


def read_project(root: Path, today: dt.date, environment: Mapping[str, str]) -> Noted[Project]:
    """The public edition of the project at `root`, with what is wrong with its sources.

    Raise `SamverkaError` where mkdocs.yml cannot be used, or does not say where the site is or
    who sends its letters.
    """
    settings = read_settings(root)
    site_url = read_site_url(root, environment)
    if not site_url.startswith(("https://", "http://")):
        raise SamverkaError(NO_ADDRESS.what, NO_ADDRESS.do)
    if settings.mail is None:
        lines = _LINES.format(title=settings.title, address=settings.contact or "namn@exempel.se")
        raise SamverkaError(
            f"{FILE} säger inte vem som skickar breven.",
            f"Lägg till raderna under samverka, med samma indrag som title:\n{lines}",
        )
    read = read_all(root)
    is_excluded = excluded_by(root)
    wanted = (one for one in read.value if not is_excluded(page_path(one.path)))
    catalogue = build_catalogue(wanted, settings)
    around = Around(catalogue.value, settings, root, today, site_url)
    project = Project(around, read.value, settings.mail)
    return Noted(project, (*read.findings, *catalogue.findings))
