"""The launch page: a module as a page of its own, with all that it loads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from samverka.findings import Noted
from samverka.learning.hidden import Hidden
from samverka.learning.module import Module
from samverka.learning.packages.media import Media
from samverka.learning.packages.package import LAUNCH, Courseware, PackageFile, Project
from samverka.learning.packages.text import Outward
from samverka.learning.player import Record, player_script, player_style
from samverka.look import COLOURS, joined_style, parts_in
from samverka.source.frontmatter import TrainingMatter

STYLE: Final = PurePosixPath("player.css")
SCRIPT: Final = PurePosixPath("player.js")
TEMPLATE: Final = "launch.html"
HERE: Final = Path(__file__).parent
_HEAD: Final = b'<meta charset="utf-8">\n'
"""What the page's policy stands after: it holds for what comes below it."""
_POLICY: Final = (
    "default-src 'none'; script-src {own}; style-src {own}; img-src {own} data:; "
    "media-src {own}; connect-src {reached}; base-uri 'none'; form-action 'none'"
)
_REACHED: Final[Mapping[Record, str]] = MappingProxyType(
    {"device": "'none'", "scorm12": "'none'", "scorm2004": "'none'", "cmi5": "https: http:"}
)
"""Only cmi5 speaks over the network: to the addresses that the platform says at launch."""
_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def say_minutes(minutes: int) -> str:
    """1 minut, 20 minuter."""
    return f"{minutes} minut{'' if minutes == 1 else 'er'}"


_ENVIRONMENT.filters["minutes"] = say_minutes


@dataclass(frozen=True, slots=True)
class _Fact:
    label: str
    text: str
    place: str = ""
    """A class, where the player says it anew."""


def courseware(module: Module, project: Project) -> Noted[Courseware]:
    """The launch page, its style and its media; findings tell of what could not be had.

    Those of severity error mean that something on the page is missing. The page lacks its script
    until `files_for` adds it.
    """
    media = Media(module.entry, project)
    page = _page(module, project, Outward(media).text(module.html))
    files = (
        PackageFile(LAUNCH, page.encode()),
        PackageFile(STYLE, _style().encode()),
        *media.taken.values(),
    )
    html = Hidden(project.sources).left_out(module.html, module.entry.address)
    seen = replace(module, html=html)
    made = Courseware(seen, files, project.settings, project.site_url)
    return Noted(made, tuple(media.findings.values()))


def files_for(course: Courseware, record: Record) -> tuple[PackageFile, ...]:
    """The files of the courseware, with the player that keeps its record there.

    The page gets its Content Security Policy (Level 3): no inline script or style, and no network
    but the record's. `file:` is for browsers in which 'self' is nothing on a page from a disk.
    """
    own = "'self' file:" if record == "device" else "'self'"
    policy = _POLICY.format(own=own, reached=_REACHED[record])
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'.encode()
    return (
        *(_with_policy(file, meta) if file.path == LAUNCH else file for file in course.files),
        PackageFile(SCRIPT, player_script(record).encode()),
    )


def _with_policy(page: PackageFile, meta: bytes) -> PackageFile:
    return PackageFile(page.path, page.content.replace(_HEAD, _HEAD + meta, 1))


def _style() -> str:
    return joined_style((COLOURS, *parts_in(HERE / "styles", "css"), player_style()))


def _page(module: Module, project: Project, text: str) -> str:
    entry, matter = module.entry, module.entry.matter
    is_known = project.site_url and entry.is_public
    return _ENVIRONMENT.get_template(TEMPLATE).render(
        module=module,
        matter=matter,
        label=" · ".join(_labels(module, matter)),
        facts=tuple(_facts(module)),
        invented=entry.invented,
        text=_Markup(text),
        site_title=project.settings.title,
        address=f"{project.site_url}{quote(entry.address)}" if is_known else "",
    )


class _Markup(str):
    """HTML that is safe as it stands: the text of a module, cleaned as it was read."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def _labels(module: Module, matter: object) -> Iterator[str]:
    yield "Utbildning"
    if isinstance(matter, TrainingMatter) and matter.level:
        yield f"Nivå {matter.level}"
    yield say_minutes(module.minutes)


def _facts(module: Module) -> Iterator[_Fact]:
    matter = module.entry.matter
    if module.entry.audience:
        yield _Fact("För", ", ".join(module.entry.audience))
    if isinstance(matter, TrainingMatter) and matter.prerequisites:
        yield _Fact("Bra att kunna innan", ", ".join(matter.prerequisites))
    if module.pass_mark is not None and module.scored:
        yield _Fact("Godkänt", f"{module.pass_mark} % rätt", "module__mark")
