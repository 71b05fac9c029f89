"""Who is to read a policy, and who has said that they did."""

from functools import lru_cache

from .audiences import audience
from .holders import people
from .manual import Manual
from .model.acknowledgement import Acknowledgement
from .model.person import Person
from .model.policy import Policy
from .model.role import Role


def readers(manual: Manual, policy: Policy) -> list[Person]:
    """Return all who have a role, in any capacity, that a policy names in its audience."""
    found = {
        person.key: person
        for role in audience(manual, policy)
        if isinstance(role, Role)
        for person in people(manual, role)
    }
    return list(found.values())


# Two manuals are kept: the one at hand, and the edition it may be compared with.
@lru_cache(maxsize=2)
def acknowledged(manual: Manual) -> frozenset[tuple[str, str, str]]:
    """Return (key of the person, key of the record, version) of each acknowledgement."""
    found = set()
    for one in manual.all(Acknowledgement):
        person, record = manual.find(one.person), manual.find(one.record)
        if person is not None and record is not None:
            found.add((person.key, record.key, one.version))
    return frozenset(found)


def yet_to_acknowledge(manual: Manual, policy: Policy) -> list[Person]:
    """Return the readers who have not acknowledged the version in force."""
    return [
        person
        for person in readers(manual, policy)
        if (person.key, policy.key, policy.version) not in acknowledged(manual)
    ]
