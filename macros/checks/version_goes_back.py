from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import last_edition_with
from ..editions.previous import folder_of, listed_editions, number_of
from ..manual import Manual
from ..model import Controlled
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """No version of a document is lower than in the last edition, nor is the edition itself."""
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        record = manual.find(change.key)
        if since is None or not isinstance(record, Controlled) or not record.version:
            continue
        old = since.old.records[change.folder].get(change.former or change.key, {})
        before = old.get("version")
        if isinstance(before, str) and number_of(record.version) < number_of(before):
            message = f"is in version {record.version}; {since.edition.label} had {before}"
            hint = "Give it a version higher than any that was published."
            yield RuleResult(record, message, hint, ("version",))
    yield from _of_edition(manual)


def _of_edition(manual: Manual) -> Iterator[RuleResult]:
    own, folder = manual.organisation, folder_of(manual)
    editions = listed_editions(folder)[0] if folder and own else []
    if own is None or own.edition in [one.name for one in editions]:
        return
    later = [one.name for one in editions if number_of(one.name) > number_of(own.edition)]
    if later:
        message = f"is edition {own.edition}; edition {later[0]} is published already"
        yield RuleResult(own, message, "Give it a number higher than any published.", ("edition",))
