from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..editions.document_control import documents, last
from ..manual import Manual
from ..manual.fingerprint import is_of
from ..text import listed
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """No document in force has changed since the last edition without a new version."""
    since = last(manual)
    for one in documents(manual):
        if since is None or not one.content or one.change.field("version"):
            continue
        newest = one.record.revisions[0] if one.record.revisions else None
        if newest and newest.fingerprint and not is_of(one.record, newest.fingerprint):
            continue  # The rule for fingerprints tells it, and more exactly.
        fields = listed(title.lower() for title in one.content)
        message = f"has changed since {since.edition.label} ({fields}), and is still version "
        hint = "Have the change approved: add a revision with a new version, or take it back."
        yield Flaw(one.record, f"{message}{one.record.version}", hint, ("version",))
