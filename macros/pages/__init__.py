"""Pages about more than one record. Add one: write a module here with a function `pages`.

`pages(renderer)` yields pages, and the files that they load.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from ..plugins import public_modules
from ._renderer import Page, PageRenderer


@dataclass(frozen=True)
class Asset:
    """A file that a page loads."""

    path: str
    """Its path in the site: `onboarding/data-steward.js`."""
    content: Callable[[], bytes]
    """Returns its content."""


def known() -> dict[str, ModuleType]:
    """Return the modules of these pages by their name."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in public_modules(sys.modules[__name__])
    }


def all_pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the pages of all records and registers, then the pages of the modules here."""
    yield from renderer.pages()
    for module in known().values():
        yield from module.pages(renderer)
