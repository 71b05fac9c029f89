"""The registry of plug-ins: every public module in the folder of a package."""

from functools import cache
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules
from types import FunctionType, ModuleType


# Every page asks for them; reading the folder would take longer than building the page.
@cache
def public_modules(package: ModuleType) -> tuple[ModuleType, ...]:
    """Return the public modules of a package, sorted by name.

    Raises:
        ImportError: A module cannot be imported, for example because a package is missing.
    """
    names = sorted(module.name for module in iter_modules(package.__path__) if not module.ispkg)
    return tuple(
        import_module(f"{package.__name__}.{name}") for name in names if not name.startswith("_")
    )


def public_functions(module: ModuleType) -> dict[str, FunctionType]:
    """Return the public functions that a module defines itself, by name."""
    return {
        name: function
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
