"""Who must read a policy, who has acknowledged it, and whose acknowledgement has lapsed."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from ..model import Controlled
from ..model._types import latest
from ..model.acknowledgement import Acknowledgement
from ..model.person import Person
from ..model.policy import Policy
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .appointments import people
from .audiences import Listener, audience, covers
from .fingerprint import matches
from .receipts import content_of, is_altered

State = Literal["read", "lapsed", "outstanding"]


@dataclass(frozen=True)
class AcknowledgementStatus:
    """Whether a reader has acknowledged a policy."""

    person: Person
    policy: Policy
    state: State
    """`lapsed`: the policy has changed since in more than minor points."""
    last: Acknowledgement | None = None
    """The latest acknowledgement, if there is one."""


def required_readers(manual: Manual, policy: Policy) -> list[Person]:
    """Return the people who have a role, in any capacity, in the audience of a policy."""
    found = {
        person.key: person
        for named in audience(manual, policy)
        for role in _covered(manual, named)
        for person in people(manual, role)
    }
    return list(found.values())


def _covered(manual: Manual, named: Listener) -> list[Role]:
    """Return the named role first, then the roles that it includes."""
    covered = [role for role in manual.all(Role) if covers(named, role)]
    return sorted(covered, key=lambda role: role is not named)


def asks_for_acknowledgement(policy: Policy) -> bool:
    """Return whether a policy has a version in force that readers can acknowledge."""
    return policy.status == "approved" and policy.version is not None


@per_manual
def acknowledgement_statuses(manual: Manual) -> tuple[AcknowledgementStatus, ...]:
    """Return the status of each required reader for each policy in force, by policy."""
    if manual.withholds("acknowledgements"):
        return ()
    return tuple(
        _reading(manual, person, policy)
        for policy in manual.all(Policy)
        if asks_for_acknowledgement(policy)
        for person in required_readers(manual, policy)
    )


def still_holds(manual: Manual, record: Controlled, given: Acknowledgement) -> bool:
    """Return whether an acknowledgement is valid for the current version of a document.

    It is if the version is the same, or if all revisions since were minor.
    """
    if given.version == record.version:
        content = content_of(manual, record)
        return given.fingerprint in (None, content) or matches(record, given.fingerprint)
    versions = [revision.version for revision in record.revisions]
    if given.version not in versions or record.version not in versions:
        return False
    since = record.revisions[versions.index(record.version) : versions.index(given.version)]
    return bool(since) and all(revision.minor for revision in since)


def _reading(manual: Manual, person: Person, policy: Policy) -> AcknowledgementStatus:
    given = _given(manual).get((person.key, policy.key), [])
    last = latest(given, lambda receipt: receipt.on) if given else None
    for receipt in given:
        if still_holds(manual, policy, receipt):
            return AcknowledgementStatus(person, policy, "read", receipt)
    return AcknowledgementStatus(person, policy, "lapsed" if last else "outstanding", last)


def _counts(record: Controlled, given: Acknowledgement) -> bool:
    """Return whether an acknowledgement is unaltered, and its version existed."""
    versions = {record.version, *(revision.version for revision in record.revisions)}
    return given.version in versions and not is_altered(given)


@per_manual
def _given(manual: Manual) -> dict[tuple[str, str], list[Acknowledgement]]:
    """Return the acknowledgements by (key of the person, key of the document)."""
    found: defaultdict[tuple[str, str], list[Acknowledgement]] = defaultdict(list)
    for receipt in manual.all(Acknowledgement):
        person, record = manual.find(receipt.person), manual.find(receipt.record)
        if person is not None and isinstance(record, Controlled) and _counts(record, receipt):
            found[person.key, record.key].append(receipt)
    return found
