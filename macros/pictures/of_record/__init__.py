"""Small pictures on a record's own page. Add one: write a module here with a function `draw`.

Each is asked to draw every record, and returns none for those it has nothing to show of.
"""

import sys
from collections.abc import Iterator

from ...manual import Manual
from ...model import Entity
from ...plugins import public_modules
from .. import Picture


def pictures_of_record(manual: Manual, record: Entity) -> Iterator[Picture]:
    """Yield the pictures of a record."""
    for module in public_modules(sys.modules[__name__]):
        if (picture := module.draw(manual, record)) is not None:
            yield picture
