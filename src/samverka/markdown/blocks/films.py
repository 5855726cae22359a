"""The HTML of a film: shown on the page where it is ours, and led to where it is another's."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from samverka.markdown.blocks.boxes import draw_box
from samverka.markdown.blocks.kinds import VIDEO
from samverka.markdown.blocks.reading import BlockElement
from samverka.markdown.blocks.words import paragraph, plain_words
from samverka.markdown.html_tree import make
from samverka.markdown.safety import is_elsewhere, is_safe_address

AFTER_THE_HOST: Final = -1
"""Of the tree processors: the host leads links and pictures at 0, and knows of no films."""


@dataclass(frozen=True, slots=True)
class _Led:
    """What `link` leads to when the host has led it is what `element` loads."""

    element: Element
    attribute: str
    link: Element
    parent: Element | None = None
    """Of a link that is for the host alone."""


class FilmProcessor(Treeprocessor):
    """Draws films with links in them, which the host leads, and then takes the addresses."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._led: list[_Led] = []

    def run(self, root: Element) -> None:
        """Runs when all links are led."""
        del root
        for led in self._led:
            address = led.link.get("src") or led.link.get("href") or ""
            led.element.set(led.attribute, address)
            if led.parent is not None:
                led.parent.remove(led.link)
        self._led.clear()

    def draw(self, element: BlockElement, anchor: str) -> None:
        """What is told in the film stands below it, as text."""
        found = element.found
        transcript = list(element)[1:]
        element[:] = [element.title]
        words = plain_words(self.md, element.title)
        draw_box(element, VIDEO, anchor)
        minutes = found.said("minutes")
        if minutes:
            element.set("data-minutes", minutes)
            element.append(paragraph("box__minutes", f"{minutes} minuter"))
        source = found.said("src")
        if is_elsewhere(source):
            element.append(_way_out(source, words))
        elif is_safe_address(source):
            self._show(element, anchor)
        summary = make("summary", "Läs vad som sägs i filmen")
        element.append(make("details", summary, *transcript, **{"class": "transcript"}))

    def _show(self, box: BlockElement, anchor: str) -> None:
        found = box.found
        source = make("source")
        track = make("track", kind="captions", srclang="sv", label="Svenska", default="default")
        film = make("video", source, track, controls="controls", preload="none")
        film.set("aria-labelledby", f"{anchor}--namn")
        film.set("playsinline", "playsinline")
        download = make("a", "Hämta filmen", href=found.said("src"))
        captions = make("a", "Hämta undertexterna", href=found.said("captions"))
        box.append(film)
        if found.said("poster"):
            picture = make("img", src=found.said("poster"), alt="")
            box.append(picture)
            self._led.append(_Led(film, "poster", picture, box))
        box.append(paragraph("box__files", download, " ", captions))
        self._led += [_Led(source, "src", download), _Led(track, "src", captions)]


def _way_out(address: str, title: str) -> Element:
    site = urlsplit(address if "//" not in address[:2] else f"https:{address}").hostname or ""
    words = f"Se filmen {title} på {site.removeprefix('www.')}"
    return paragraph("box__away", make("a", words, href=address), " (annan webbplats)")
