"""Files to download. Add one: write a module here with a function `export`."""

import sys
from types import ModuleType

from .._discovery import modules_of
from ..manual import Manual

FOLDER = "downloads"


def known() -> dict[str, ModuleType]:
    """Return every export's module by its name."""
    return {
        module.__name__.rpartition(".")[2]: module for module in modules_of(sys.modules[__name__])
    }


def all_exports(manual: Manual) -> dict[str, bytes]:
    """Return the content of every file to download, by its path in the site."""
    return {
        f"{FOLDER}/{name}": content
        for module in known().values()
        for name, content in module.export(manual).items()
    }
