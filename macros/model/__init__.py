"""The kinds of record: one module for each."""

import sys

from ..plugins import public_modules
from ._entity import MARKS, Entity, FieldPath, Part, kinds, slug
from ._fields import marked_values, marked_values_in
from ._marked import MarkedField, mark_along, mark_named, marked_fields, marks_of, marks_on
from ._owned import Controlled, Owned, Reviewed
from ._types import Prose, Reference, Sample

__all__ = [
    "MARKS",
    "Controlled",
    "Entity",
    "FieldPath",
    "MarkedField",
    "Owned",
    "Part",
    "Prose",
    "Reference",
    "Reviewed",
    "Sample",
    "kinds",
    "mark_along",
    "mark_named",
    "marked_fields",
    "marked_values",
    "marked_values_in",
    "marks_of",
    "marks_on",
    "slug",
]

for _ in public_modules(sys.modules[__name__]):
    pass  # Importing a module registers its kind.
