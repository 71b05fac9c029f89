from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..editions.document_control import documents, last
from ..editions.snapshot import day_of
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """A document that changed since the last edition, with a new version, was approved anew."""
    since = last(manual)
    for one in documents(manual):
        before, now = day_of(one.old.get("approved_on")), one.record.approved_on
        if since is None or before is None or now is None or not one.content:
            continue
        if one.change.field("version") and now <= before:
            message = (
                f"has another version and other words than in {since.edition.label}, "
                f"and was approved on {now}, before both"
            )
            hint = "Have the new version approved, and write the day under `approved_on`."
            yield Flaw(one.record, message, hint, ("approved_on",))
