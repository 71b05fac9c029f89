"""What `python -m macros` can do. Add a command: write a module here.

It has a `NAME`, `add_arguments(parser)` and `run(options) -> int`, whose docstring is its help.
"""

import sys
from types import ModuleType

from ..plugins import public_modules


def known() -> dict[str, ModuleType]:
    """Return every command's module by the name it is called by."""
    return {module.NAME: module for module in public_modules(sys.modules[__name__])}
