from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import last_edition_with
from ..editions.previous import folder_of, listed_editions, number_of
from ..manual import Manual
from ..model import Controlled
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
FORMERLY = ("version-goes-back",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Neither a document nor the manual has a lower version than in the last edition.

    Source: ISO/IEC 42001, 7.5.3.
    """
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        record = manual.find(change.key)
        if since is None or not isinstance(record, Controlled) or not record.version:
            continue
        old = since.old.records[change.folder].get(change.former or change.key, {})
        before = old.get("version")
        if isinstance(before, str) and number_of(record.version) < number_of(before):
            message = (
                f"has version {record.version}, but {since.edition.label} has version {before}"
            )
            hint = "Give it a version that is higher than every published one."
            yield RuleResult(record, message, hint, ("version",))
    yield from _check_edition(manual)


def _check_edition(manual: Manual) -> Iterator[RuleResult]:
    own, folder = manual.organisation, folder_of(manual)
    editions = listed_editions(folder)[0] if folder and own else []
    if own is None or own.edition in [edition.name for edition in editions]:
        return
    later = [
        edition.name for edition in editions if number_of(edition.name) > number_of(own.edition)
    ]
    if later:
        message = f"is edition {own.edition}, but edition {later[0]} is already published"
        yield RuleResult(
            own, message, "Give it a number that is higher than every published one.", ("edition",)
        )
