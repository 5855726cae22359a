"""What the pages room makes: pages that no editor wrote, and files beside the pages."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from samverka.catalogue.entry import Entry


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """`page` is its place among the pages; `markdown` goes below what an editor wrote there.

    An empty one is left out unless an editor's page or the menu asks for it. `label` stands above
    the title and `lead` below it; `face` names the look, `contents` is the heading over the page's
    own contents list.
    """

    page: PurePosixPath
    title: str
    markdown: str
    is_empty: bool = False
    description: str = ""
    label: str = ""
    lead: str = ""
    face: str = "page"
    contents: str = "På sidan"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """`path` is below the site's root."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A published page as its readers get it: `html` is its text, without header and menus.

    Addresses in it are relative to `address`, which is below the site's root and
    not percent-encoded. `entry` is None for
    a page that no editor wrote.
    """

    page: PurePosixPath
    address: str
    title: str
    html: str
    entry: Entry | None
