"""The part of the front matter that MkDocs and its theme use."""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from jinja2 import Environment, TemplateNotFound
from mkdocs.structure.files import Files

from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Severity
from samverka.source.kinds import INDEX
from samverka.website.edition import Edition

HOME: Final = "home.html"


def meta_of(title: str, description: str, entry: Entry | None) -> dict[str, Any]:
    """Only what the theme is meant to see; titles are text, and the theme prints them as HTML."""
    meta: dict[str, Any] = {"title": escape(title)}
    if description:
        meta["description"] = description
    if entry is None:
        return meta
    matter = entry.matter
    said = {
        "hide": list(matter.hide),
        "template": matter.template,
        "search": matter.search,
    }
    return meta | {key: value for key, value in said.items() if value}


def known_templates(env: Environment, files: Files, edition: Edition) -> Iterator[Finding]:
    """The front page gets its own template; one that does not exist is told and passed over."""
    for file in files.documentation_pages():
        if file.page is None:
            continue
        meta, entry = file.page.meta, edition.entries.get(file.src_uri)
        if file.src_uri == INDEX and _exists(env, HOME):
            meta.setdefault("template", HOME)
        name = meta.get("template")
        if entry is not None and name is not None and not _exists(env, name):
            del meta["template"]
            yield _unknown(entry, name)


def _exists(env: Environment, name: str) -> bool:
    try:
        env.get_template(name)
    except (TemplateNotFound, UnicodeDecodeError):
        return False
    return True


def _unknown(entry: Entry, name: str) -> Finding:
    said = f"template: {name} finns inte; sidan visas som en vanlig sida"
    return Finding(entry.place_of("template"), "SITE06", Severity.WARNING, said)
