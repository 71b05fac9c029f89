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
    """Versions increase with each revision, and the newest revision is the approved one.

    Source: ISO/IEC 42001, 7.5.2 and 7.5.3.
    """
    for record in manual.entities:
        if isinstance(record, Controlled):
            yield from _check_order(record)
            if record.status == "approved":
                yield from _check_newest(record, "version", record.version)
                yield from _check_approval_date(record)
    for organisation in manual.all(Organisation):
        yield from _check_order(organisation)
        yield from _check_newest(organisation, "edition", organisation.edition)


def _check_order(record: Controlled | Organisation) -> Iterator[RuleResult]:
    for number, (newer, older) in enumerate(pairwise(record.revisions)):
        if _version_parts(newer.version) <= _version_parts(older.version):
            yield RuleResult(
                record,
                f"lists version {newer.version} above version {older.version} in `revisions`",
                "List the newest first. Each must have a higher version than the one below it.",
                ("revisions", number, "version"),
            )


def _check_newest(
    record: Controlled | Organisation, field: str, version: str | None
) -> Iterator[RuleResult]:
    newest = record.revisions[0].version if record.revisions else None
    if newest and version and _version_parts(newest) != _version_parts(version):
        message = f"has {field} {version}, but its newest revision is {newest}"
        hint = f"Add the missing revision, or correct `{field}`."
        yield RuleResult(record, message, hint, (field,))


def _check_approval_date(record: Controlled) -> Iterator[RuleResult]:
    if not record.approved_on or not record.revisions:
        return
    newest = record.revisions[0]
    older = record.revisions[1].on if len(record.revisions) > 1 else None
    if older and record.approved_on < older:
        message = f"was approved on {record.approved_on}, before its previous revision of {older}"
    elif newest.on != record.approved_on and _version_parts(newest.version) == _version_parts(
        record.version or ""
    ):
        message = (
            f"was approved on {record.approved_on}, but its newest revision is dated {newest.on}"
        )
    else:
        return
    yield RuleResult(
        record, message, "Correct `approved_on` or the date of the revision.", ("approved_on",)
    )


def _version_parts(version: str) -> list[int]:
    """Return a version as numbers that can be compared: 2.0 is 2, and less than 2.0.1."""
    parts = [int(part) for part in version.split(".") if part]
    while parts and not parts[-1]:
        parts.pop()
    return parts
