"""Downloads. Add one: write a module here with a function `export`."""

import sys
from types import ModuleType

from ..manual import Manual, per_manual
from ..plugins import public_modules

FOLDER = "downloads"


def known() -> dict[str, ModuleType]:
    """Return the module of each export by its name."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in public_modules(sys.modules[__name__])
    }


# The downloads page lists the same files that the site then gets.
@per_manual
def by_export(manual: Manual) -> dict[str, dict[str, bytes]]:
    """Return the files of each export by name; the result is cached."""
    return {name: dict(module.export(manual)) for name, module in known().items()}


def all_exports(manual: Manual) -> dict[str, bytes]:
    """Return the content of all downloads, by path in the site."""
    return {
        f"{FOLDER}/{name}": content
        for files in by_export(manual).values()
        for name, content in files.items()
    }
