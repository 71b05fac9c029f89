from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import document_states, last_edition_with
from ..manual import Manual
from ..manual.fingerprint import matches
from ..text import join_words
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
FORMERLY = ("unversioned-change",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No approved document has changed since the last edition without a new version.

    Source: ISO/IEC 42001, 7.5.3.
    """
    since = last_edition_with(manual)
    for document in document_states(manual):
        if since is None or not document.content or document.change.field("version"):
            continue
        newest = document.record.revisions[0] if document.record.revisions else None
        if newest and newest.fingerprint and not matches(document.record, newest.fingerprint):
            continue  # `changed-since-approval` reports it, and more exactly.
        fields = join_words(title.lower() for title in document.content)
        message = f"has changed since {since.edition.label} ({fields}), but is still version "
        hint = "Have the change approved and add a revision with a new version, or undo the change."
        yield RuleResult(document.record, f"{message}{document.record.version}", hint, ("version",))
