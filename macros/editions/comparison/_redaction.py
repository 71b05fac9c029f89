"""The redaction of both sides of a comparison by the rules of both."""

from dataclasses import replace

from ...manual.redaction import NOTHING, Redaction, redact
from ..snapshot import Snapshot


def redact_both(
    old: Snapshot, new: Snapshot, withheld: Redaction = NOTHING
) -> tuple[Snapshot, Snapshot]:
    """Return two snapshots without what one of them withholds.

    `withheld` is the redaction of the new snapshot; it applies to the old one too.
    """
    topics = old.withholds | new.withholds | withheld.topics
    if not topics:
        return old, new
    after, decided = redact(new.records, topics, withheld)
    before, _ = redact(old.records, topics, decided)
    return replace(old, records=before), replace(new, records=after)
