"""A tiny site that sends letters, and the letter of one of its newsletters."""

import datetime as dt
from pathlib import Path

from samverka.findings import Noted
from samverka.mail.choosing.newsletter import choose_newsletter
from samverka.mail.choosing.project import Project, read_project
from samverka.mail.issue import Issue
from samverka.mail.letter.letter import Letter
from samverka.mail.letter.rendering import render_letter
from tests.small_site import OURS, Site

MAIL = """\
      mail:
        sender: {name: Trygg uppväxt, address: brev@trygg.example}
"""
URL = "https://trygg.example/"
TODAY = dt.date(2026, 7, 1)


def mailing_site(root: Path, body: str = "Hej.", /, **matter: object) -> Site:
    """With the newsletter 2026-05."""
    site = Site(root).set_up(f"site_url: {URL}\n", OURS + MAIL)
    return site.write("newsletters/2026-05.md", newsletter(body, **matter))


def newsletter(body: str, /, **matter: object) -> str:
    fields = {"title": "Nyhetsbrev maj", "issue": '"2026-05"', **matter}
    said = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{said}---\n\n# {fields['title']}\n\n{body}\n"


def project_of(site: Site) -> Project:
    return read_project(site.root, TODAY, {}).value


def issue_of(site: Site) -> Noted[Issue]:
    return choose_newsletter(project_of(site), "2026-05")


def letter_of(site: Site) -> Noted[Letter]:
    """With what was found on the whole way."""
    project, issue = project_of(site), issue_of(site)
    letter = render_letter(issue.value, project.mail, site.root)
    return Noted(letter.value, (*issue.findings, *letter.findings))
