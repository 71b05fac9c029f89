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


def for_people() -> list[str]:
    """Return the names of the exports that people open, the most wanted first.

    Such an export has its rank in `FOR_PEOPLE`. Programs read the others.
    """
    ranks = {name: getattr(module, "FOR_PEOPLE", 0) for name, module in known().items()}
    return sorted((name for name, rank in ranks.items() if rank), key=lambda name: ranks[name])


def titles(manual: Manual, name: str) -> dict[str, str]:
    """Return the titles of the files of an export, if it has titles for them."""
    title_of = getattr(known()[name], "titles", None)
    return title_of(manual) if title_of else {}


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
