"""The MkDocs plugin: each hook translates, calls, and translates back."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from samverka.catalogue.glossary import PAGE as GLOSSARY
from samverka.errors import SamverkaError
from samverka.feeds.memory import FOLDER as FEEDS
from samverka.files import write_bytes
from samverka.pages.generated import RenderedPage
from samverka.pages.publishing import copies
from samverka.pages.wayfinding.home import home_of
from samverka.pages.wayfinding.terms import terms_on
from samverka.pages.wayfinding.topics import wheel_of
from samverka.source.addresses import page_address
from samverka.source.kinds import NEWSLETTERS, Kind
from samverka.website.addresses import HREF, href
from samverka.website.clock import today
from samverka.website.dressing import dress, dress_page
from samverka.website.edition import Edition, Host, read_edition
from samverka.website.files import left_out_by, publish_files
from samverka.website.ledger import update_ledger
from samverka.website.links import Linked
from samverka.website.messages import log_findings
from samverka.website.navigation import fill_menu
from samverka.website.pagemeta import known_templates, meta_of
from samverka.website.pictures import Pictures
from samverka.website.rewriting import rewrite
from samverka.website.shell import shell_of
from samverka.website.taken import Taken, taken_by
from samverka.website.training import training_on

NO_DIRTY = "Samverka bygger alltid hela webbplatsen.\nKör utan --dirty."


class SamverkaPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """`plugins: - samverka:`; its options are read by `samverka.settings`, not by MkDocs."""

    edition: Edition
    hidden: frozenset[str] = frozenset()
    rendered: dict[str, RenderedPage]
    taken: Taken
    is_preview: bool = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accept every option here: `read_edition` tells all faults in them at once."""
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """The preview has a script of its own in every page, and pages nobody has published.

        A dirty build reads only what has changed, and lists and feeds of that would lack the rest.
        """
        if dirty:
            raise PluginError(NO_DIRTY)
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the whole project before MkDocs begins."""
        try:
            dress(config)
            host = Host(config.site_url or "", today(), Path(config.site_dir))
            read = read_edition(Path(config.config_file_path), host, left_out_by(config))
        except SamverkaError as error:
            raise PluginError(f"{error.what}\n{error.do}".rstrip()) from error
        self.edition = read.value
        self.rendered = {}
        log_findings(read.findings)
        return config

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """The preview follows the newsletters too, and what is fetched of other sites' news."""
        for name in (NEWSLETTERS, FEEDS):
            folder = self.edition.root / name
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Newsletters in, hidden pages and their pictures out, the menu filled."""
        published = publish_files(files, config, self.edition)
        self.hidden = published.value
        self.taken = taken_by(files, self.edition.root)
        log_findings(published.findings)
        if config.nav is not None:
            config.nav = fill_menu(config.nav, self.edition, self.hidden)
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The blank line keeps MkDocs from looking for front matter in the text."""
        text = self.edition.text_of(page.file.src_uri)
        return None if text is None else f"\n{text}"

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Lead the links, and tell MkDocs what it needs of the front matter."""
        name = page.file.src_uri
        entry, title = self.edition.entries.get(name), self.edition.title_of(name)
        if title is not None:
            page.meta = meta_of(title, self.edition.description_of(name), entry)
        terms = terms_on(entry, self.edition.glossary)
        is_training = entry is not None and entry.kind is Kind.TRAINING
        dress_page(config, terms, is_glossary=name == str(GLOSSARY), is_training=is_training)
        if entry is None:
            return markdown
        followed = Linked(self.edition.root, self.hidden, files.src_uris).follow(entry, markdown)
        log_findings(followed.findings)
        return followed.value

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Keep the page as it came out, for the copies made of it; then fit it to browsers."""
        name = page.file.src_uri
        title = self.edition.title_of(name)
        if title is not None:
            path = PurePosixPath(name)
            entry = self.edition.entries.get(name)
            self.rendered[name] = RenderedPage(path, page_address(path), title, html, entry)
        return rewrite(html, Pictures(files, page.url))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """What is made of the pages stands beside them."""
        made = copies(self.edition.around, tuple(self.rendered.values()))
        free = self.taken.leave(made.value)
        log_findings((*made.findings, *free.findings))
        for file in free.value:
            write_bytes(Path(config.site_dir) / file.path, file.content)
        if not self.is_preview:
            addresses = [page.address for page in self.rendered.values()]
            log_findings(update_ledger(self.edition, addresses))

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """What every template may print, and only templates that exist."""
        env.filters[HREF] = href
        env.globals["collaboration"] = self.edition.settings
        env.globals["shell"] = shell_of(config, files, is_preview=self.is_preview)
        env.globals["wheel"] = wheel_of(self.edition.settings)
        env.globals["home"] = home_of(self.edition.catalogue, self.edition.settings)
        log_findings(known_templates(env, files, self.edition))
        return env

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The header made from the front matter, and what machines read; templates print it."""
        context["header"] = self.edition.header_of(page.file.src_uri)  # type: ignore[typeddict-unknown-key]
        rendered = self.rendered.get(page.file.src_uri)
        machine = self.edition.machine_of(rendered) if rendered else None
        context["machine"] = machine  # type: ignore[typeddict-unknown-key]
        training = training_on(rendered) if rendered else None
        context["training"] = training  # type: ignore[typeddict-unknown-key]
        return context
