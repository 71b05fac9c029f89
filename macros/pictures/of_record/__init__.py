"""Small pictures on a record's own page. Add one: write a module here with a function `draw`.

Each is asked to draw every record, and returns none for those it has nothing to show of.
"""

import sys
from collections.abc import Iterator

from ...manual import Manual
from ...model import Entity
from ...plugins import modules_of
from .. import Picture


def portraits(manual: Manual, record: Entity) -> Iterator[Picture]:
    """Yield the pictures of a record."""
    for module in modules_of(sys.modules[__name__]):
        if (picture := module.draw(manual, record)) is not None:
            yield picture
