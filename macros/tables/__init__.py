"""Registers and matrices of a manual. Add one: write a module here with a function `table`.

Show it on a page with `{{ table("risk_register") }}`. The build also exports it as CSV.
"""

import sys
from types import ModuleType

from ..plugins import public_modules


def known() -> dict[str, ModuleType]:
    """Return the module of each table by its name, such as `risk_register`."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in public_modules(sys.modules[__name__])
    }
