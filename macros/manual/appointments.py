"""Who holds or deputises for which role on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ..model.person import Appointment, Capacity, Person
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from ._withheld import WITHHELD


@dataclass(frozen=True)
class HeldAppointment:
    """An appointment of a person to a role: as holder, deputy or member of the body."""

    person: Person
    role: Role
    appointment: Appointment
    number: int
    """Index in the appointments of the person, from 0."""


@per_manual
def appointments(manual: Manual) -> tuple[HeldAppointment, ...]:
    """Return every appointment: current, former and future."""
    return tuple(
        HeldAppointment(person, role, appointment, number)
        for person in manual.all(Person)
        for number, appointment in enumerate(person.appointments)
        if isinstance(role := manual.find(appointment.role), Role)
    )


@per_manual
def _by_role(manual: Manual) -> dict[str, list[HeldAppointment]]:
    found: defaultdict[str, list[HeldAppointment]] = defaultdict(list)
    for post in appointments(manual):
        found[post.role.key].append(post)
    return found


@per_manual
def _by_person(manual: Manual) -> dict[str, list[HeldAppointment]]:
    found: defaultdict[str, list[HeldAppointment]] = defaultdict(list)
    for post in appointments(manual):
        found[post.person.key].append(post)
    return found


def appointments_to(manual: Manual, role: Role) -> list[HeldAppointment]:
    """Return all appointments to a role: current, former and future."""
    return _by_role(manual).get(role.key, [])


def appointments_of(
    manual: Manual, person: Person, day: date | None = None
) -> list[HeldAppointment]:
    """Return the appointments of a person on a day (default: the day of the manual)."""
    on = day or manual.day
    held = _by_person(manual).get(person.key, [])
    return [post for post in held if post.appointment.holds_on(on)]


def people(
    manual: Manual, role: Role, *capacities: Capacity, day: date | None = None
) -> list[Person]:
    """Return who has a role on a day, in the given capacities (default: any), each once."""
    on = day or manual.day
    found = {
        post.person.key: post.person
        for post in appointments_to(manual, role)
        if post.appointment.holds_on(on)
        and (not capacities or post.appointment.capacity in capacities)
    }
    return list(found.values())


def unless_names_withheld(manual: Manual, persons: list[Person]) -> tuple[Person, ...] | str:
    """Return people as the content of a cell, or `WITHHELD` if names are withheld."""
    return WITHHELD if manual.withholds("names") else tuple(persons)


def holders(manual: Manual, role: Role) -> list[Person]:
    """Return who holds a role, or chairs a body, on the day of the manual."""
    return people(manual, role, "holder")


def deputies(manual: Manual, role: Role) -> list[Person]:
    """Return the deputies of a role on the day of the manual."""
    return people(manual, role, "deputy")


def members(manual: Manual, role: Role) -> list[Person]:
    """Return the ordinary members of a body on the day of the manual."""
    return people(manual, role, "member")


def sole_member(manual: Manual, role: Role, day: date | None = None) -> list[Person]:
    """Return the only person in a body on a day; an empty list if there are several.

    A body of one person decides as that person does.
    """
    everybody = people(manual, role, "holder", "member", day=day)
    return everybody if len(everybody) == 1 else []


def deciders(manual: Manual, role: Role, day: date | None = None) -> list[Person]:
    """Return who decides for a role: its holders; for a body of one person, that person.

    The members of a larger body decide together, so nobody decides for it alone.
    """
    if role.body:
        return sole_member(manual, role, day)
    return people(manual, role, "holder", day=day)
