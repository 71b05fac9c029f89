"""Pictures of a manual as SVG. Add one: write a module here with a function `draw`.

Show it on a page with `{{ picture("organisation_chart") }}`. The pictures on the pages of records
are in `of_record`.
"""

import sys
from types import ModuleType

from ..plugins import public_modules
from ._palette import in_light
from ._picture import Picture, element_name

__all__ = ["Picture", "element_name", "in_light", "known"]


def known() -> dict[str, ModuleType]:
    """Return the module of each picture by its name, such as `organisation_chart`."""
    return {
        module.__name__.rpartition(".")[2]: module
        for module in public_modules(sys.modules[__name__])
    }
