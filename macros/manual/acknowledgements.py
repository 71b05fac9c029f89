"""Who is to read a policy, who has said that they did, and for whom that has lapsed."""

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
    """How one reader stands towards one policy."""

    person: Person
    policy: Policy
    state: State
    """Read; lapsed where its text changed since in more than small things; or outstanding."""
    last: Acknowledgement | None = None
    """What they last acknowledged of it."""


def required_readers(manual: Manual, policy: Policy) -> list[Person]:
    """Return all who have a role, in any capacity, that is in the audience of a policy."""
    found = {
        person.key: person
        for named in audience(manual, policy)
        for role in _covered(manual, named)
        for person in people(manual, role)
    }
    return list(found.values())


def _covered(manual: Manual, named: Listener) -> list[Role]:
    """Return the role that was named first, then those that belong to it."""
    those = [role for role in manual.all(Role) if covers(named, role)]
    return sorted(those, key=lambda role: role is not named)


def asks_for_acknowledgement(policy: Policy) -> bool:
    """Return whether a policy has a version in force that readers can acknowledge."""
    return policy.status == "approved" and policy.version is not None


@per_manual
def acknowledgement_statuses(manual: Manual) -> tuple[AcknowledgementStatus, ...]:
    """Return how each reader stands towards each policy in force, policy by policy."""
    if manual.withholds("acknowledgements"):
        return ()
    return tuple(
        _reading(manual, person, policy)
        for policy in manual.all(Policy)
        if asks_for_acknowledgement(policy)
        for person in required_readers(manual, policy)
    )


def still_holds(manual: Manual, record: Controlled, given: Acknowledgement) -> bool:
    """Return whether somebody who acknowledged a document has read what it says today.

    They have where the version is the same, or where all that changed since was minor.
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
    last = latest(given, lambda one: one.on) if given else None
    for one in given:
        if still_holds(manual, policy, one):
            return AcknowledgementStatus(person, policy, "read", one)
    return AcknowledgementStatus(person, policy, "lapsed" if last else "outstanding", last)


def _counts(record: Controlled, given: Acknowledgement) -> bool:
    """Return whether an acknowledgement is as it was given, and of a version that there was."""
    versions = {record.version, *(revision.version for revision in record.revisions)}
    return given.version in versions and not is_altered(given)


@per_manual
def _given(manual: Manual) -> dict[tuple[str, str], list[Acknowledgement]]:
    """Return all acknowledgements by the keys of the person and of the document."""
    found: defaultdict[tuple[str, str], list[Acknowledgement]] = defaultdict(list)
    for one in manual.all(Acknowledgement):
        person, record = manual.find(one.person), manual.find(one.record)
        if person is not None and isinstance(record, Controlled) and _counts(record, one):
            found[person.key, record.key].append(one)
    return found
