from collections.abc import Iterator

from ..findings import Challenge, Level
from ..holders import holders
from ..manual import Manual
from ..model import Controlled
from ..model.role import Role
from ..standing import is_history
from ..wording import listed
from . import Flaw

CHALLENGE = Challenge.OWNERSHIP
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Nobody approves what they own or wrote themselves, be it in two different roles."""
    for record in manual.entities:
        if isinstance(record, Controlled) and not is_history(record, manual.day):
            # What is said of the record as a whole need not be said of its newest revision too.
            yield from list(_of_record(manual, record)) or _of_revision(manual, record)


def _of_record(manual: Manual, record: Controlled) -> Iterator[Flaw]:
    approver = manual.find(record.approver) if record.approver else None
    for name, deed in ((record.author, "wrote"), (record.owner, "owns")):
        writer = manual.find(name) if name else None
        if not isinstance(approver, Role) or not isinstance(writer, Role):
            continue
        if approver is writer:
            # A body that owns what another role wrote approves the work of others.
            if deed == "owns" and approver.body and record.author:
                continue
            message = f"is approved by {record.approver}, the role that {deed} it"
            yield Flaw(record, message, "Let another role approve it.", ("approver",))
            return
        # The members of a body decide together; its chair does not approve alone.
        approving = [] if approver.body else [one.id for one in holders(manual, approver)]
        writing = {one.id for one in holders(manual, writer)}
        if approving and writing.issuperset(approving):
            message = (
                f"is approved by {record.approver}, held by {listed(approving)}, "
                f"who also holds {name}, the role that {deed} it"
            )
            yield Flaw(record, message, "Let somebody else approve it.", ("approver",))
            return


def _of_revision(manual: Manual, record: Controlled) -> Iterator[Flaw]:
    for number, revision in enumerate(record.revisions[:1]):
        writer, approver = (
            manual.find(name) if name else None for name in (revision.author, revision.approved_by)
        )
        if writer is not None and writer is approver:
            yield Flaw(
                record,
                f"has version {revision.version} approved by {revision.author}, who wrote it",
                "Have it approved by another role.",
                ("revisions", number, "approved_by"),
            )
