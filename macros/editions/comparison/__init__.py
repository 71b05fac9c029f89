"""Two snapshots in, what changed from one to the other out: record by record, field by field.

Everything here is a pure function of the two. Nothing needs a record to be of today's model: what
an old edition says in a field that there is no more is compared as it stands.
"""

from ._changes import Change, Comparison, Detail, FieldChange, Piece, Value
from ._formats import AGAIN, FORMATS, plural, summary
from ._impact import TOPICS, Concern, by_topic, concerns
from ._records import compare
from ._redaction import shareable
from ._words import likeness

__all__ = [
    "AGAIN",
    "FORMATS",
    "TOPICS",
    "Change",
    "Comparison",
    "Concern",
    "Detail",
    "FieldChange",
    "Piece",
    "Value",
    "by_topic",
    "compare",
    "concerns",
    "likeness",
    "plural",
    "shareable",
    "summary",
]
