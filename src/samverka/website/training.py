"""What a page with training on it gets besides what every page has."""

import re
from dataclasses import dataclass
from typing import Final

from samverka.learning.module import Module, Step
from samverka.learning.reading import module_of
from samverka.pages.generated import RenderedPage
from samverka.source.kinds import Kind
from samverka.website.bundles import training_script, training_style

_BLOCK: Final = re.compile(r"""\bclass="(?:box|question)[ "]""")
_STEP: Final = '<section class="step">'


@dataclass(frozen=True, slots=True)
class Training:
    """Paths are below the site's root; `module` is None where blocks stand on another page."""

    module: Module | None
    style: str
    script: str
    whole: Step | None = None
    """What all of a module without H2 is, as in its packages."""

    @property
    def first(self) -> Step | None:
        """Where a reader begins; None where there is only one step, or none."""
        steps = self.module.steps if self.module else ()
        return steps[0] if len(steps) > 1 else None


def training_on(page: RenderedPage) -> Training | None:
    """None where there is nothing to learn by doing."""
    is_module = page.entry is not None and page.entry.kind is Kind.TRAINING
    if not is_module and not _BLOCK.search(page.html):
        return None
    module = module_of(page.entry) if page.entry is not None and is_module else None
    is_whole = module is not None and _STEP not in page.html
    whole = module.steps[0] if module is not None and is_whole else None
    return Training(module, training_style().path, training_script().path, whole)
