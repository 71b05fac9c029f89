"""What is expected of whoever takes up a role: what to read, to learn, and whom to meet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..editions import changes
from ..manual import Manual
from ..manual.acknowledgements import asks_for_acknowledgement
from ..manual.audiences import ALL_STAFF, channels_to, communications_to, reading_of
from ..manual.lifecycle import is_retired
from ..manual.receipts import content_of
from ..manual.responsibilities import cells_in, cells_of, steps_of
from ..manual.training import required_courses
from ..model import Controlled, slug
from ..model._owned import Revision
from ..model.ai_system import AISystem
from ..model.channel import Channel
from ..model.communication import Communication
from ..model.course import Course
from ..model.person import Person
from ..model.policy import Policy
from ..model.role import Role
from . import _reading_time

HOME = "/onboarding/"
TOGETHER = f"{HOME}together/"
MOST_COLLEAGUES = 8


@dataclass(frozen=True)
class RequiredReading:
    """A document that whoever has the role must know."""

    record: Controlled
    fingerprint: str
    """What its content comes to today; a receipt holds it."""
    minutes: int
    """How long it takes to read."""
    reason: str
    """Why they must know it."""
    news: tuple[Revision, ...]
    """What changed in it since the last edition of the manual, the newest first."""
    needs_receipt: bool
    """Whether whoever must know it is outstanding until their receipt is there: for policies."""

    @property
    def for_everybody(self) -> bool:
        """Whether all staff must know it."""
        return self.reason == _EVERYBODY


@dataclass(frozen=True)
class Colleague:
    """A role that one works with."""

    role: Role
    shared: int
    """In how many activities both take part."""


_EVERYBODY = "for everybody"


def reading(manual: Manual, role: Role) -> list[RequiredReading]:
    """Return what a role must have read, in the order in which to read it.

    What everybody must know comes first, then what the role owns, then what else names it, then
    the procedures in which it acts.
    """
    own = [_text(manual, policy, role) for policy in _in_force(reading_of(manual, role))]
    order = {_EVERYBODY: 0, "you answer for it": 1}
    own.sort(key=lambda one: order.get(one.reason, 2))
    acting = {procedure.key: numbers for procedure, numbers in steps_of(manual, role)}
    procedures = _in_force(procedure for procedure, _ in steps_of(manual, role))
    for procedure in procedures:
        numbers = acting[procedure.key]
        steps = "step" if len(numbers) == 1 else "steps"
        reason = f"you act in {steps} {', '.join(map(str, numbers))}"
        own.append(_text(manual, procedure, role, reason))
    return own


def courses(manual: Manual, role: Role) -> list[Course]:
    """Return the courses that a role must take, the most urgent first."""
    return sorted(required_courses(manual, role), key=lambda one: (one.within_days or 0, one.id))


def meetings(manual: Manual, role: Role) -> list[Communication]:
    """Return what is regularly told to a role in particular, or to everybody."""
    return [one for one in communications_to(manual, role) if one.every]


def channels(manual: Manual, role: Role) -> list[Channel]:
    """Return the channels that a role joins."""
    return channels_to(manual, role)


def concern_channels(manual: Manual, role: Role) -> list[Channel]:
    """Return the channels on which somebody in a role can raise a concern (A.3.3)."""
    return [one for one in channels_to(manual, role) if one.concerns]


def systems(manual: Manual, role: Role) -> list[tuple[AISystem, str]]:
    """Return the AI systems that a role has to do with, and in which way."""
    ways = {
        "owner": "you own it",
        "users": "you work with it",
        "impact_assessment": "you assess its impact",
        "affected": "its results bear on you",
    }
    found: dict[str, tuple[AISystem, list[str]]] = {}
    for field, words in ways.items():
        for system in manual.referrers(role, AISystem, field):
            if not is_retired(system, manual.day):
                found.setdefault(system.key, (system, []))[1].append(words)
    return [(system, ", ".join(words)) for system, words in found.values()]


def colleagues(manual: Manual, role: Role) -> list[Colleague]:
    """Return the roles that take part in most of the same activities."""
    shared: Counter[str] = Counter()
    for cell in cells_of(manual, role):
        roles = [one.role for one in cells_in(manual, cell.activity)]
        # One works with everybody, and cannot go and talk to them.
        shared.update({one.key for one in roles if one.id != ALL_STAFF} - {role.key})
    closest = sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:MOST_COLLEAGUES]
    found = ((manual.find(key), count) for key, count in closest)
    return [Colleague(one, count) for one, count in found if isinstance(one, Role)]


def page_name(role: Role) -> str:
    """Return what the page of a role is called among the others."""
    return slug(role.id).lower()


def page_of(role: Role) -> str:
    """Return where the page of a role stands."""
    return f"{HOME}{page_name(role)}/"


def names(people: Iterable[Person]) -> str:
    """Return the names of people in a line."""
    return ", ".join(person.title for person in people)


def last_edition(manual: Manual) -> tuple[str, date] | None:
    """Return the edition before this one and its day: as published, else by the revisions."""
    since = changes.changes_since_last(manual)
    if since is not None and since.day is not None:
        return since.edition.name, since.day
    revisions = manual.organisation.revisions if manual.organisation else ()
    return (revisions[1].version, revisions[1].on) if len(revisions) > 1 else None


def address(manual: Manual) -> str:
    """Return the address to which receipts are sent."""
    contacts = manual.organisation.contacts if manual.organisation else ()
    with_address = [one for one in contacts if one.email]
    about = [one for one in with_address if "acknowledg" in one.for_.casefold()]
    return next((one.email for one in about or with_address if one.email), "")


def _in_force(records: Iterable[Controlled]) -> list[Controlled]:
    return [one for one in records if one.status == "approved" and one.version]


def _text(manual: Manual, record: Controlled, role: Role, reason: str = "") -> RequiredReading:
    return RequiredReading(
        record,
        content_of(manual, record),
        _reading_time.of_record(record),
        reason or _reason(manual, record, role),
        _news(manual, record),
        isinstance(record, Policy) and asks_for_acknowledgement(record),
    )


def _news(manual: Manual, record: Controlled) -> tuple[Revision, ...]:
    """Return the revisions that the last edition did not have; without one, those after its day."""
    since = changes.changes_since_last(manual)
    if since is None:
        last = last_edition(manual)
        return tuple(one for one in record.revisions if last and one.on > last[1])
    change = since.comparison.of(record.key)
    found = since.old.find(change.former if change and change.former else record.id)
    told = found[1].get("revisions") if found else None
    known = {one.get("version") for one in told or () if isinstance(one, dict)}
    return tuple(one for one in record.revisions if one.version not in known)


def _reason(manual: Manual, record: Controlled, role: Role) -> str:
    if record.owner and manual.find(record.owner) is role:
        return "you answer for it"
    named = [manual.find(name) for name in record.audience] if isinstance(record, Policy) else []
    everybody = any(one is not None and one.id == ALL_STAFF for one in named)
    return _EVERYBODY if everybody else "it names your role"
