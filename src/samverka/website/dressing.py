"""MkDocs' own settings, completed with what our pages need."""

from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from samverka.errors import SamverkaError
from samverka.markdown.dialect import DIALECT
from samverka.markdown.terms import Explained
from samverka.source.addresses import heading_anchor
from samverka.source.kinds import DOCS
from samverka.website.bundles import script_bundle

THEME: Final = "material"
"""Its typesetting and the worker of its search are used; its header, menus and script are not."""
FOLDER: Final = Path(__file__).parent / "theme"
OURS: Final = "samverka.markdown"


def dress(config: MkDocsConfig) -> None:
    """Our templates stand right after the site's own."""
    _refuse_what_we_do_not_serve(config)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(FOLDER))
    config.extra_javascript.insert(0, script_bundle().path)
    known = [name for name in config.markdown_extensions if name not in DIALECT]
    config.markdown_extensions = [*known, *DIALECT]
    config.mdx_configs.setdefault("toc", {})["slugify"] = heading_anchor


def dress_page(
    config: MkDocsConfig, terms: Explained | None, *, is_glossary: bool, is_training: bool
) -> None:
    """What our Markdown extension is told of the page that is rendered next."""
    config.mdx_configs[OURS] = {"terms": terms, "alphabet": is_glossary, "steps": is_training}


def _refuse_what_we_do_not_serve(config: MkDocsConfig) -> None:
    if Path(config.docs_dir) != Path(config.config_file_path).parent / DOCS:
        raise SamverkaError(f"docs_dir ska vara {DOCS}.", "Ta bort docs_dir ur mkdocs.yml.")
    if config.theme.name != THEME:
        raise SamverkaError(f"theme ska vara {THEME}.", "Skriv name: material under theme.")
    if not config.use_directory_urls:
        raise SamverkaError(
            "use_directory_urls ska vara true.", "Ta bort use_directory_urls ur mkdocs.yml."
        )
