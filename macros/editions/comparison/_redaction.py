"""What both sides of a comparison may tell: nothing that one of them withholds."""

from dataclasses import replace

from ...manual.redaction import NOTHING, Redaction, redact
from ..snapshot import Snapshot


def redact_both(
    old: Snapshot, new: Snapshot, withheld: Redaction = NOTHING
) -> tuple[Snapshot, Snapshot]:
    """Return two snapshots without what one of them withholds.

    `withheld` is what the new one was made without, which the old one must not tell either.
    """
    topics = old.withholds | new.withholds | withheld.topics
    if not topics:
        return old, new
    after, decided = redact(new.records, topics, withheld)
    before, _ = redact(old.records, topics, decided)
    return replace(old, records=before), replace(new, records=after)
