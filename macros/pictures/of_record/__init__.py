"""Pictures on the pages of records. Add one: write a module here with a function `draw`.

`draw` is called for every record. It returns None if it has no picture of the record.
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
