"""Registers and matrices drawn from a manual. Add one: write a module here with a function `table`.

A page shows it by `{{ table("risk_register") }}`; it is exported as CSV by itself.
"""

import sys
from types import ModuleType

from ..plugins import public_modules


def known() -> dict[str, ModuleType]:
    """Return every table's module by its name, such as `risk_register`."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in public_modules(sys.modules[__name__])
    }
