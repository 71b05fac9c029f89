"""A folder is the registry: whoever puts a module there has registered it."""

from functools import cache
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules
from types import FunctionType, ModuleType


# Asked for by every page, where a look into the folder would take longer than the page.
@cache
def public_modules(package: ModuleType) -> tuple[ModuleType, ...]:
    """Return the public modules of a package, in the order of their names."""
    names = sorted(one.name for one in iter_modules(package.__path__) if not one.ispkg)
    return tuple(
        import_module(f"{package.__name__}.{name}") for name in names if not name.startswith("_")
    )


def public_functions(module: ModuleType) -> dict[str, FunctionType]:
    """Return the public functions that a module itself defines, by their names."""
    return {
        name: function
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
