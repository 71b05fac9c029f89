"""The commands of the program. Add one: write a module here.

It has a `NAME`, `add_arguments(parser)` and `run(options) -> int`, whose docstring is its help. A
module whose command was renamed has a `FORMER` name, which is accepted for one release.
"""

import sys
from types import ModuleType

from ..plugins import public_modules


def known() -> dict[str, ModuleType]:
    """Return the module of each command by the name of the command."""
    return {module.NAME: module for module in public_modules(sys.modules[__name__])}
