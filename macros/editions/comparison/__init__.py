"""Two snapshots in, what changed from one to the other out: record by record, field by field.

Everything here is a pure function of the two. Nothing needs a record to be of today's model: what
an old edition says in a field that there is no more is compared as it stands.
"""

from ._changes import Change, Comparison, Detail, FieldChange, Piece, Value
from ._formats import AGAIN, FORMATS, plural, summary
from ._impact import TOPICS, RoleImpact, group_by_topic, impacts_by_role
from ._records import compare
from ._redaction import redact_both
from ._words import likeness

__all__ = [
    "AGAIN",
    "FORMATS",
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
