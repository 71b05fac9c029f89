"""Pages that are not about a single record. Add one: write a module here with `pages`.

Its function `pages(renderer)` yields pages, and the files that they load.
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
    """What gives what is in it."""


def known() -> dict[str, ModuleType]:
    """Return every such page's module by its name."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in public_modules(sys.modules[__name__])
    }


def all_pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the page of every record and register, then those of every module here."""
    yield from renderer.pages()
    for module in known().values():
        yield from module.pages(renderer)
