"""What a manual is made of: one module for each kind of record."""

import sys

from ..plugins import modules_of
from ._entity import MARKS, Entity, Part, Path, kinds, slug
from ._fields import marked, marked_in
from ._owned import Controlled, Owned, Reviewed
from ._types import Prose, Reference, Sample

__all__ = [
    "MARKS",
    "Controlled",
    "Entity",
    "Owned",
    "Part",
    "Path",
    "Prose",
    "Reference",
    "Reviewed",
    "Sample",
    "kinds",
    "marked",
    "marked_in",
    "slug",
]

for _ in modules_of(sys.modules[__name__]):
    pass  # Importing a module is what makes its kind known.
