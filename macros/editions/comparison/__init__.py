"""The comparison of two snapshots, record by record and field by field.

All functions are pure. Records need not fit the current model: fields that no longer exist are
compared as plain values.
"""

from ._changes import Change, Comparison, Detail, FieldChange, Piece, Value
from ._formats import FORMATS, ROUTINE, plural, summary
from ._impact import TOPICS, RoleImpact, group_by_topic, impacts_by_role
from ._records import compare
from ._redaction import redact_both
from ._words import likeness

__all__ = [
    "FORMATS",
    "ROUTINE",
    "TOPICS",
    "Change",
    "Comparison",
    "Detail",
    "FieldChange",
    "Piece",
    "RoleImpact",
    "Value",
    "compare",
    "group_by_topic",
    "impacts_by_role",
    "likeness",
    "plural",
    "redact_both",
    "summary",
]
