from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.appointments import deciders, holders
from ..manual.lifecycle import is_retired
from ..model import Controlled
from ..model.role import Role
from ..text import join_words
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING
FORMERLY = ("own-approval",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No person approves a document that they own or wrote, even in another role.

    Source: ISO/IEC 42001, 7.5.2 (review and approval).
    """
    for record in manual.entities:
        if isinstance(record, Controlled) and not is_retired(record, manual.day):
            # A finding about the record is enough: its newest revision has the same fault.
            yield from list(_check_record(manual, record)) or _check_revision(manual, record)


def _check_record(manual: Manual, record: Controlled) -> Iterator[RuleResult]:
    approver = manual.find(record.approver) if record.approver else None
    for name, verb in ((record.author, "wrote"), (record.owner, "owns")):
        writer = manual.find(name) if name else None
        if not isinstance(approver, Role) or not isinstance(writer, Role):
            continue
        approving = [person.id for person in deciders(manual, approver)]
        if approver is writer:
            # A body that owns what another role wrote approves the work of others.
            if verb == "owns" and approver.body and record.author and not approving:
                continue
            message = f"is approved by {record.approver}, the role that {verb} it"
            yield RuleResult(record, message, "Let another role approve it.", ("approver",))
            return
        if found := _describe_overlap(manual, approver, writer):
            message = (
                f"is approved by {record.approver}, {found}, who also holds {name}, "
                f"the role that {verb} it"
            )
            yield RuleResult(record, message, "Let another person approve it.", ("approver",))
            return


def _describe_overlap(manual: Manual, approver: Role, writer: Role) -> str:
    """Return how the approving role is held, if all its people also hold the writing role."""
    approving = [person.id for person in deciders(manual, approver)]
    writing = {person.id for person in (*holders(manual, writer), *deciders(manual, writer))}
    if not approving or not writing.issuperset(approving):
        return ""
    if approver.body:
        return f"whose only member is {approving[0]}"
    return f"held by {join_words(approving)}"


def _check_revision(manual: Manual, record: Controlled) -> Iterator[RuleResult]:
    for number, revision in enumerate(record.revisions[:1]):
        writer, approver = (
            manual.find(name) if name else None for name in (revision.author, revision.approved_by)
        )
        if not isinstance(writer, Role) or not isinstance(approver, Role):
            continue
        if found := writer is not approver and _describe_overlap(manual, approver, writer):
            yield RuleResult(
                record,
                f"version {revision.version} was approved by {revision.approved_by}, {found}, "
                f"who also holds {revision.author}, the role that wrote it",
                "Let another person approve it.",
                ("revisions", number, "approved_by"),
            )
        elif writer is approver:
            yield RuleResult(
                record,
                f"version {revision.version} was approved by {revision.author}, who wrote it",
                "Let another role approve it.",
                ("revisions", number, "approved_by"),
            )
