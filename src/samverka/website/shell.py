"""`Shell`: what the frame around every page loads and leads to, as the templates print it."""

import re
from dataclasses import dataclass
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from samverka.pages.machine.security import CONTENT_SECURITY_POLICY
from samverka.website.bundles import early_bundle, style_bundle

TYPESETTING: Final = re.compile(r"assets/stylesheets/main\.[^/]*\.css")
"""The host's theme: admonitions, tables, code, tabs. The file names change with every version."""
WORKER: Final = re.compile(r"assets/javascripts/workers/search\.[^/]*\.js")
"""The host's theme: looks up words in the index its search plugin writes."""
UNUSED: Final = re.compile(
    r"assets/(?:javascripts|stylesheets)/(?:bundle\.|palette\.|.*\.map$)|assets/images/favicon\.png$"
)
"""The host's theme: what drives its own header, search and menus, and maps for its authors."""
SEARCH: Final = frozenset({"search", "material/search"})
CONTENTS: Final = ("innehall/index.md", "innehall.md")


@dataclass(frozen=True, slots=True)
class Shell:
    """Paths are below the site's root; `contents` leads to everything from A to Ö, or is empty.

    So is `icon` where the site has none of its own: the host theme's is not published.

    `policy` is empty where the page must be able to run what is not the site's own.
    """

    styles: tuple[str, ...]
    early: str
    worker: str
    search: bool
    contents: str
    policy: str
    icon: str


def shell_of(config: MkDocsConfig, files: Files, *, is_preview: bool) -> Shell:
    """The frame of this build."""
    contents = filter(None, map(files.get_file_from_path, CONTENTS))
    icon = files.get_file_from_path(str(config.theme.get("favicon")))
    return Shell(
        styles=(_borrowed(files, TYPESETTING), style_bundle().path),
        early=early_bundle().path,
        worker=_borrowed(files, WORKER),
        search=any(name in config.plugins for name in SEARCH),
        contents=next((file.url for file in contents), ""),
        policy="" if is_preview else CONTENT_SECURITY_POLICY,
        icon=icon.url if icon else "",
    )


def is_unused(path: str) -> bool:
    """True for files of the host's theme that no page of ours loads."""
    return UNUSED.match(path) is not None


def _borrowed(files: Files, name: re.Pattern[str]) -> str:
    for file in files:
        if name.fullmatch(file.src_uri):
            return file.url
    raise PluginError("Temat saknar en fil som webbplatsen behöver. Kör scripts/site.py igen.")
