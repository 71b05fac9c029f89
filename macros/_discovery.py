"""A folder is the registry: whoever puts a module there has registered it."""

from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules
from types import FunctionType, ModuleType


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the public modules of a package, in the order of their names."""
    for name in sorted(module.name for module in iter_modules(package.__path__)):
        if not name.startswith("_"):
            yield import_module(f"{package.__name__}.{name}")


def functions_of(module: ModuleType) -> dict[str, FunctionType]:
    """Return the public functions that a module itself defines, by their names."""
    return {
        name: function
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
