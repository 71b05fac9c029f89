from collections.abc import Iterator
from itertools import pairwise

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Controlled
from ..model.organisation import Organisation
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Versions go up, and the newest revision is the one that was approved."""
    for record in manual.entities:
        if isinstance(record, Controlled):
            yield from _of_versions(record)
            if record.status == "approved":
                yield from _of_newest(record, "version", record.version)
                yield from _of_day(record)
    for organisation in manual.all(Organisation):
        yield from _of_versions(organisation)
        yield from _of_newest(organisation, "edition", organisation.edition)


def _of_versions(record: Controlled | Organisation) -> Iterator[RuleResult]:
    for number, (newer, older) in enumerate(pairwise(record.revisions)):
        if _number(newer.version) <= _number(older.version):
            yield RuleResult(
                record,
                f"has version {newer.version} follow version {older.version} in its revisions",
                "Write the newest first, each with a higher version than the one before it.",
                ("revisions", number, "version"),
            )


def _of_newest(
    record: Controlled | Organisation, field: str, version: str | None
) -> Iterator[RuleResult]:
    newest = record.revisions[0].version if record.revisions else None
    if newest and version and _number(newest) != _number(version):
        message = f"is in {field} {version}, and its newest revision is {newest}"
        hint = f"Add the missing revision, or correct `{field}`."
        yield RuleResult(record, message, hint, (field,))


def _of_day(record: Controlled) -> Iterator[RuleResult]:
    if not record.approved_on or not record.revisions:
        return
    newest = record.revisions[0]
    older = record.revisions[1].on if len(record.revisions) > 1 else None
    if older and record.approved_on < older:
        message = f"was approved on {record.approved_on}, before its last version of {older}"
    elif newest.on != record.approved_on and _number(newest.version) == _number(
        record.version or ""
    ):
        message = f"was approved on {record.approved_on}; its newest revision says {newest.on}"
    else:
        return
    yield RuleResult(record, message, "Correct the day that is wrong.", ("approved_on",))


def _number(version: str) -> list[int]:
    """Return a version as numbers that can be compared: 2.0 is 2, and less than 2.0.1."""
    parts = [int(part) for part in version.split(".") if part]
    while parts and not parts[-1]:
        parts.pop()
    return parts
