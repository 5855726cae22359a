"""The site's menu in MkDocs' own format, filled from the catalogue."""

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Any

from samverka.pages.wayfinding.menu import MenuItem, menu_below
from samverka.source.kinds import INDEX
from samverka.website.edition import Edition

NavItem = Any
"""MkDocs' own: a path, or a mapping of a title to a path or to a list of more of the same."""


def pages_in(nav: NavItem) -> Iterator[str]:
    """Every page the menu names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for below in nav.values():
            yield from pages_in(below)
    else:
        for item in nav or ():
            yield from pages_in(item)


def fill_menu(nav: NavItem, edition: Edition, hidden: frozenset[str]) -> list[NavItem]:
    """The menu without hidden pages; after a folder's first page comes the rest of the folder."""
    filled = (_fill(item, edition, hidden) for item in nav)
    return [item for item in filled if item is not None]


def _fill(item: NavItem, edition: Edition, hidden: frozenset[str]) -> NavItem | None:
    if isinstance(item, str):
        return None if item in hidden else item
    if not isinstance(item, dict):
        return item
    filled = {title: _below(value, edition, hidden) for title, value in item.items()}
    return {title: value for title, value in filled.items() if value} or None


def _below(value: NavItem, edition: Edition, hidden: frozenset[str]) -> NavItem | None:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        return value
    kept = fill_menu(listed, edition, hidden)
    rest = _rest_of_folder(kept, edition)
    return [*kept, *rest] if rest or kept != [value] else value


def _rest_of_folder(items: list[NavItem], edition: Edition) -> list[NavItem]:
    first = items[0] if items and isinstance(items[0], str) else ""
    page = PurePosixPath(first)
    if page.name != INDEX or page.parent == PurePosixPath():
        return []
    named = set(pages_in(items))
    below = menu_below(page, edition.catalogue, edition.settings)
    return [_as_nav(item) for item in below if str(item.page) not in named]


def _as_nav(item: MenuItem) -> NavItem:
    """Titles are text of the editors', and MkDocs prints titles as HTML."""
    first = [str(item.page)] if item.page else []
    below = [*first, *(_as_nav(one) for one in item.items)]
    return {escape(item.title): below if item.items else str(item.page)}
