"""Who holds which role, and stands in for whom, on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ..model.person import Appointment, Capacity, Person
from ..model.role import Role
from ._cache import per_manual
from ._manual import WITHHELD, Manual


@dataclass(frozen=True)
class HeldAppointment:
    """A role in one person's hands: as its holder, its deputy or a member of the body."""

    person: Person
    role: Role
    appointment: Appointment
    number: int
    """Which of the person's appointments it is, from 0."""


@per_manual
def appointments(manual: Manual) -> tuple[HeldAppointment, ...]:
    """Return every post there is, was and will be."""
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
    """Return all posts in a role: those in force, and those that were and will be."""
    return _by_role(manual).get(role.key, [])


def appointments_of(
    manual: Manual, person: Person, day: date | None = None
) -> list[HeldAppointment]:
    """Return the posts that a person has on a day, else on the manual's day."""
    on = day or manual.day
    held = _by_person(manual).get(person.key, [])
    return [post for post in held if post.appointment.holds_on(on)]


def people(
    manual: Manual, role: Role, *capacities: Capacity, day: date | None = None
) -> list[Person]:
    """Return who has a role on a day, in one of these capacities or in any, each once."""
    on = day or manual.day
    found = {
        post.person.key: post.person
        for post in appointments_to(manual, role)
        if post.appointment.holds_on(on)
        and (not capacities or post.appointment.capacity in capacities)
    }
    return list(found.values())


def unless_names_withheld(manual: Manual, those: list[Person]) -> tuple[Person, ...] | str:
    """Return these people as a cell shows them: an edition may withhold their names."""
    return WITHHELD if manual.withholds("names") else tuple(those)


def holders(manual: Manual, role: Role) -> list[Person]:
    """Return who holds a role, or chairs a body, on the manual's day."""
    return people(manual, role, "holder")


def deputies(manual: Manual, role: Role) -> list[Person]:
    """Return who stands in for the holder of a role on the manual's day."""
    return people(manual, role, "deputy")


def members(manual: Manual, role: Role) -> list[Person]:
    """Return who sits in a body without chairing it or standing in, on the manual's day."""
    return people(manual, role, "member")


def sole_member(manual: Manual, role: Role, day: date | None = None) -> list[Person]:
    """Return the person who alone is in a body on a day; nobody for a body of several.

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
