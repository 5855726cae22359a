"""A whole page as its copies have it: title, header, text, how to cite it and where it is from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from samverka.findings import Finding, Place, Severity
from samverka.markdown.html_tree import Node, make
from samverka.pages.copies.copying import Copier
from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around, Citation, Happening, Header, People
from samverka.pages.headers import header_of
from samverka.pages.wording import INVENTED, Link, joined, leads_out
from samverka.source.kinds import Kind

STYLES: Final = ("Etikett", "Påhittat", "Ingress", "Fakta", "Källa")


@dataclass(frozen=True, slots=True)
class Framed:
    """Tells what stands around the text of a page; the styles it names are Word's."""

    rendered: RenderedPage
    around: Around

    @property
    def header(self) -> Header:
        """The page's header, in its simplest form where no editor wrote the page."""
        entry = self.rendered.entry
        return header_of(entry, self.around) if entry else Header(Kind.PAGE, self.rendered.title)

    @property
    def address(self) -> str:
        """The page's full address; "" where the site's is not known."""
        return self.around.whole(self.rendered.address)

    def body(self, copier: Copier) -> Element:
        """Everything, in the order of the page."""
        header = self.header
        nodes = [
            *_above(header),
            *copier.text(self.rendered.html),
            *(_citation(header.citation) if header.citation else ()),
            _styled("Källa", *self._origin()),
        ]
        return make("body", *nodes)

    def _origin(self) -> Iterator[Node]:
        yield "Hämtad från "
        title = self.around.settings.title
        if self.address:
            yield f"{title}, "
            yield make("a", self.address, href=self.address)
        else:
            yield title


def not_made(page: RenderedPage, form: str, why: str) -> Finding:
    """That a page could not be made a copy of, told where its text stands."""
    place = Place(str(page.entry.path if page.entry else page.page))
    said = f"sidan gick inte att göra en {form}-kopia av: {why}"
    return Finding(place, "COPY01", Severity.WARNING, said, "Sidan är publicerad ändå.")


def _above(header: Header) -> Iterator[Node]:
    yield make("h1", header.title)
    if header.label:
        yield _styled("Etikett", header.label)
    if header.notice:
        yield _styled("Påhittat", make("strong", f"{INVENTED}."), f" {header.notice}")
    if header.lead:
        yield _styled("Ingress", header.lead)
    if header.points:
        yield make("h2", header.points.label)
        yield make("ul", *(make("li", item) for item in header.points.items))
    for fact in header.facts:
        said = [one for value in fact.values for one in (", ", *_linked(value))][1:]
        yield _styled("Fakta", make("strong", f"{fact.label}:"), " ", *said)
    for group in header.people:
        yield from _people(group)
    if header.happenings:
        yield make("h2", "Det här händer")
        yield make("ul", *(make("li", *_happening(one)) for one in header.happenings))


def _people(group: People) -> Iterator[Node]:
    """A table whose first row heads its columns."""
    columns = (("name", "Namn"), *((name, heading) for heading, name in group.columns))
    head = make("tr", *(make("th", heading, scope="col") for _, heading in columns))
    rows = (
        make("tr", *(make("td", getattr(person, name)) for name, _ in columns))
        for person in group.persons
    )
    caption = make("caption", f"{group.label} ({len(group.persons)})")
    yield make("table", caption, make("thead", head), make("tbody", *rows))


def _happening(event: Happening) -> Iterator[Node]:
    yield make("strong", event.title)
    yield f", {joined((event.when, event.place))}"
    if event.contact:
        yield ". Kontakt: "
        yield from _linked(event.contact)


def _citation(citation: Citation) -> Iterator[Node]:
    yield make("h2", "Så hänvisar du")
    if citation.report:
        yield make("h3", "Till den här översikten")
    yield make("p", citation.text)
    if citation.report:
        yield make("h3", "Till hela rapporten")
        yield make("p", citation.report)


def _linked(link: Link) -> Iterator[Node]:
    yield make("a", link.text, href=link.address) if leads_out(link.address) else link.text


def _styled(style: str, *nodes: Node) -> Element:
    return make("div", make("p", *nodes), data_custom_style=style)
