"""Each module as a zip beside its page, to learn from without a network."""

from dataclasses import replace

from samverka.catalogue.withheld import read_sources
from samverka.findings import Noted, Severity
from samverka.learning.packages.launch import courseware
from samverka.learning.packages.offline import offline
from samverka.learning.packages.package import Courseware, Package, Project
from samverka.learning.packages.validating import package_findings
from samverka.learning.reading import module_of
from samverka.pages.copies.links import offline_path
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.kept import Kept, name_of
from samverka.source.kinds import Kind


def offline_copies(
    around: Around, rendered: tuple[RenderedPage, ...]
) -> Noted[tuple[StaticFile, ...]]:
    """Of published pages, and only what has no fault; made anew where the content has changed."""
    if not around.settings.copies.offline:
        return Noted(())
    kept = Kept(around.root, "offline")
    entries = tuple(
        page.entry for page in rendered if page.entry and page.entry.kind is Kind.TRAINING
    )
    hidden = read_sources(around.root, around.catalogue.paths)
    project = Project(around.root, around.settings, around.site_url, hidden)
    made = tuple(courseware(module_of(entry), project) for entry in entries)
    packages = tuple(_looked_through(course.value) for course in made)
    files = tuple(
        StaticFile(offline_path(entry), _zipped(package.value, kept))
        for entry, package in zip(entries, packages, strict=True)
        if not package.findings
    )
    kept.forget_others()
    missing = (
        replace(finding, severity=Severity.WARNING)
        for course in made
        for finding in course.findings
    )
    refused = (finding for package in packages for finding in package.findings)
    return Noted(files, (*missing, *refused))


def _looked_through(course: Courseware) -> Noted[Package]:
    package = offline(course)
    return Noted(package, package_findings(package, course.module.entry))


def _zipped(package: Package, kept: Kept) -> bytes:
    parts = (part for file in package.files for part in (str(file.path), file.content))
    name = name_of(*parts)
    return kept.get(name) or kept.put(name, package.zipped())
