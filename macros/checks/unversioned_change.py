from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import document_states, last_edition_with
from ..manual import Manual
from ..manual.fingerprint import matches
from ..text import join_words
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No document in force has changed since the last edition without a new version."""
    since = last_edition_with(manual)
    for one in document_states(manual):
        if since is None or not one.content or one.change.field("version"):
            continue
        newest = one.record.revisions[0] if one.record.revisions else None
        if newest and newest.fingerprint and not matches(one.record, newest.fingerprint):
            continue  # The rule for fingerprints tells it, and more exactly.
        fields = join_words(title.lower() for title in one.content)
        message = f"has changed since {since.edition.label} ({fields}), and is still version "
        hint = "Have the change approved: add a revision with a new version, or take it back."
        yield RuleResult(one.record, f"{message}{one.record.version}", hint, ("version",))
