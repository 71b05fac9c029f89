"""Who holds which role on the manual's day."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from .manual import Manual
from .model.person import Appointment, Person
from .model.role import Role


@dataclass(frozen=True)
class Appointed:
    """A person in a role."""

    person: Person
    appointment: Appointment


@lru_cache(maxsize=4)
def _appointed(manual: Manual) -> dict[str, list[Appointed]]:
    """Return the appointments in force by the key of their role, in the order of the names."""
    found: defaultdict[str, list[Appointed]] = defaultdict(list)
    for person in manual.all(Person):
        for appointment in person.appointments:
            role = manual.find(appointment.role)
            if role is not None and appointment.holds_on(manual.day):
                found[role.key].append(Appointed(person, appointment))
    return found


def appointed(manual: Manual, role: Role) -> list[Appointed]:
    """Return everybody in a role on the manual's day: holders first, deputies, members."""
    order = ["holder", "deputy", "member"]
    return sorted(
        _appointed(manual).get(role.key, []), key=lambda one: order.index(one.appointment.capacity)
    )


def holders(manual: Manual, role: Role) -> list[Person]:
    """Return who holds a role; in a body, who chairs it."""
    return _people(manual, role, "holder")


def deputies(manual: Manual, role: Role) -> list[Person]:
    """Return who stands in for the holder of a role."""
    return _people(manual, role, "deputy")


def members(manual: Manual, role: Role) -> list[Person]:
    """Return who sits in a body without chairing it or standing in."""
    return _people(manual, role, "member")


def roles_of(manual: Manual, person: Person) -> list[tuple[Role, Appointment]]:
    """Return the roles a person has on the manual's day."""
    found = []
    for appointment in person.appointments:
        role = manual.find(appointment.role)
        if isinstance(role, Role) and appointment.holds_on(manual.day):
            found.append((role, appointment))
    return found


def _people(manual: Manual, role: Role, capacity: str) -> list[Person]:
    return [one.person for one in appointed(manual, role) if one.appointment.capacity == capacity]
