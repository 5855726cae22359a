"""The site built or previewed from a program; what MkDocs says comes back as findings."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from samverka.errors import SamverkaError
from samverka.findings import Finding, Severity
from samverka.settings import FILE, read_settings
from samverka.website.messages import finding_of, is_finding

LOGGER: Final = "mkdocs"
NO_ADVERTISING: Final = ("NO_MKDOCS_2_WARNING", "1")
"""Material prints a notice about its successor at every build otherwise."""
Tell = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """`folder` is where the site lies; with `strict`, every warning is told as an error."""

    folder: Path
    pages: int
    findings: tuple[Finding, ...]


class _Listener(logging.Handler):
    def __init__(self, root: Path, tell: Tell) -> None:
        super().__init__(logging.INFO)
        self._root, self._tell = root, tell

    def emit(self, record: logging.LogRecord) -> None:
        """Our own notes too; what MkDocs only mentions is left with MkDocs."""
        if record.levelno >= logging.WARNING or is_finding(record):
            self._tell(finding_of(record, self._root))


def build_site(root: Path, *, strict: bool, clean: bool) -> BuildResult:
    """Build the public site; `clean` removes the old one first, also files MkDocs would leave."""
    read_settings(root)
    os.environ.setdefault(*NO_ADVERTISING)
    found: list[Finding] = []
    with _said_in_swedish(root, found.append):
        config = load_config(str(root / FILE))
        if clean and Path(config.site_dir).is_dir():
            shutil.rmtree(config.site_dir)
        _run(config)
    findings = tuple(dict.fromkeys(found))
    return BuildResult(
        folder=Path(config.site_dir),
        pages=sum(1 for _ in Path(config.site_dir).rglob("*.html")),
        findings=tuple(_strictly(one) for one in findings) if strict else findings,
    )


def serve_site(root: Path, address: str, *, tell: Tell | None = None) -> None:
    """Preview the site at `address` (host:port) until the reader interrupts it."""
    read_settings(root)
    os.environ.setdefault(*NO_ADVERTISING)
    with _said_in_swedish(root, tell or (lambda _: None)):
        serve(str(root / FILE), dev_addr=address)


def _run(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def _strictly(finding: Finding) -> Finding:
    if finding.severity is Severity.WARNING:
        return replace(finding, severity=Severity.ERROR)
    return finding


@contextmanager
def _said_in_swedish(root: Path, tell: Tell) -> Iterator[None]:
    said: list[Finding] = []

    def listen(finding: Finding) -> None:
        said.append(finding)
        tell(finding)

    listener = _Listener(root, listen)
    logger = logging.getLogger(LOGGER)
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        yield
    except MkDocsException as stopped:
        raise _reason(stopped, said) from stopped
    except TemplateError as fault:
        raise SamverkaError(f"En mall går inte att använda: {fault}") from fault
    except OSError as fault:
        raise SamverkaError(f"Webbplatsen går inte att skriva: {fault}") from fault
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)


def _reason(stopped: BaseException, said: list[Finding]) -> SamverkaError:
    """Our own reason where there is one, else the errors MkDocs has told."""
    fault: BaseException | None = stopped
    while fault is not None:
        if isinstance(fault, SamverkaError):
            return fault
        fault = fault.__cause__ or fault.__context__
    errors = [one.message for one in said if one.severity is Severity.ERROR] or [str(stopped)]
    return SamverkaError("\n".join(errors), f"Rätta {FILE} och kör igen.")
