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


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nobody approves what they own or wrote themselves, be it in two different roles."""
    for record in manual.entities:
        if isinstance(record, Controlled) and not is_retired(record, manual.day):
            # What is said of the record as a whole need not be said of its newest revision too.
            yield from list(_of_record(manual, record)) or _of_revision(manual, record)


def _of_record(manual: Manual, record: Controlled) -> Iterator[RuleResult]:
    approver = manual.find(record.approver) if record.approver else None
    for name, deed in ((record.author, "wrote"), (record.owner, "owns")):
        writer = manual.find(name) if name else None
        if not isinstance(approver, Role) or not isinstance(writer, Role):
            continue
        approving = [one.id for one in deciders(manual, approver)]
        if approver is writer:
            # A body that owns what another role wrote approves the work of others.
            if deed == "owns" and approver.body and record.author and not approving:
                continue
            message = f"is approved by {record.approver}, the role that {deed} it"
            yield RuleResult(record, message, "Let another role approve it.", ("approver",))
            return
        if found := _by_the_same(manual, approver, writer):
            message = (
                f"is approved by {record.approver}, {found}, who also holds {name}, "
                f"the role that {deed} it"
            )
            yield RuleResult(record, message, "Let somebody else approve it.", ("approver",))
            return


def _by_the_same(manual: Manual, approver: Role, writer: Role) -> str:
    """Return how a role is held by people who wrote what it approves, if by nobody else."""
    approving = [one.id for one in deciders(manual, approver)]
    writing = {one.id for one in (*holders(manual, writer), *deciders(manual, writer))}
    if not approving or not writing.issuperset(approving):
        return ""
    if approver.body:
        return f"whose only member is {approving[0]}"
    return f"held by {join_words(approving)}"


def _of_revision(manual: Manual, record: Controlled) -> Iterator[RuleResult]:
    for number, revision in enumerate(record.revisions[:1]):
        writer, approver = (
            manual.find(name) if name else None for name in (revision.author, revision.approved_by)
        )
        if not isinstance(writer, Role) or not isinstance(approver, Role):
            continue
        if found := writer is not approver and _by_the_same(manual, approver, writer):
            yield RuleResult(
                record,
                f"has version {revision.version} approved by {revision.approved_by}, {found}, "
                f"who also holds {revision.author}, the role that wrote it",
                "Have it approved by somebody else.",
                ("revisions", number, "approved_by"),
            )
        elif writer is approver:
            yield RuleResult(
                record,
                f"has version {revision.version} approved by {revision.author}, who wrote it",
                "Have it approved by another role.",
                ("revisions", number, "approved_by"),
            )
