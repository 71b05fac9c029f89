"""The content of onboarding pages: required reading, training, colleagues."""

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
from . import _contact_links, _reading_time

HOME = "/onboarding/"
TOGETHER = f"{HOME}together/"
MOST_COLLEAGUES = 8


@dataclass(frozen=True)
class RequiredReading:
    """A document that a role must read."""

    record: Controlled
    fingerprint: str
    """The fingerprint of its content today; an acknowledgement contains it."""
    minutes: int
    """The reading time."""
    reason: str
    """The reason, in words to the reader."""
    news: tuple[Revision, ...]
    """Its changes since the last edition of the manual, latest first."""
    needs_receipt: bool
    """Whether the reader must acknowledge it; true for policies."""

    @property
    def for_everybody(self) -> bool:
        """Whether all staff must read it."""
        return self.reason == _EVERYBODY


@dataclass(frozen=True)
class Colleague:
    """A role that shares activities with another."""

    role: Role
    shared: int
    """The number of shared activities."""


_EVERYBODY = "for everybody"


def reading(manual: Manual, role: Role) -> list[RequiredReading]:
    """Return the required reading of a role, in reading order.

    First the documents for everybody, then those that the role owns, then others that name it,
    then the procedures in which it has steps.
    """
    own = [_text(manual, policy, role) for policy in _in_force(reading_of(manual, role))]
    order = {_EVERYBODY: 0, "you own it": 1}
    own.sort(key=lambda text: order.get(text.reason, 2))
    acting = {procedure.key: numbers for procedure, numbers in steps_of(manual, role)}
    procedures = _in_force(procedure for procedure, _ in steps_of(manual, role))
    for procedure in procedures:
        numbers = acting[procedure.key]
        steps = "step" if len(numbers) == 1 else "steps"
        reason = f"you carry out {steps} {', '.join(map(str, numbers))}"
        own.append(_text(manual, procedure, role, reason))
    return own


def courses(manual: Manual, role: Role) -> list[Course]:
    """Return the required courses of a role, most urgent first."""
    return sorted(
        required_courses(manual, role), key=lambda course: (course.within_days or 0, course.id)
    )


def meetings(manual: Manual, role: Role) -> list[Communication]:
    """Return the regular communications to a role, or to everybody."""
    return [
        communication for communication in communications_to(manual, role) if communication.every
    ]


def channels(manual: Manual, role: Role) -> list[Channel]:
    """Return the channels of a role."""
    return channels_to(manual, role)


def concern_channels(manual: Manual, role: Role) -> list[Channel]:
    """Return the channels in which a role can raise a concern (A.3.3)."""
    return [channel for channel in channels_to(manual, role) if channel.concerns]


def systems(manual: Manual, role: Role) -> list[tuple[AISystem, str]]:
    """Return the AI systems of a role, with its relation to them."""
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
    """Return the roles that share the most activities with a role."""
    shared: Counter[str] = Counter()
    for cell in cells_of(manual, role):
        roles = [item.role for item in cells_in(manual, cell.activity)]
        # Nobody can meet all staff.
        shared.update({item.key for item in roles if item.id != ALL_STAFF} - {role.key})
    closest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_COLLEAGUES]
    found = ((manual.find(key), count) for key, count in closest)
    return [Colleague(item, count) for item, count in found if isinstance(item, Role)]


def page_name(role: Role) -> str:
    """Return the name of the page of a role."""
    return slug(role.id).lower()


def page_of(role: Role) -> str:
    """Return the address of the page of a role."""
    return f"{HOME}{page_name(role)}/"


def names(people: Iterable[Person]) -> str:
    """Return the names of people, separated by commas."""
    return ", ".join(person.title for person in people)


def last_edition(manual: Manual) -> tuple[str, date] | None:
    """Return the last edition and its date: as published; default: from the revisions."""
    since = changes.changes_since_last(manual)
    if since is not None and since.day is not None:
        return since.edition.name, since.day
    revisions = manual.organisation.revisions if manual.organisation else ()
    return (revisions[1].version, revisions[1].on) if len(revisions) > 1 else None


def address(manual: Manual) -> str:
    """Return the address to which acknowledgements are sent."""
    contacts = manual.organisation.contacts if manual.organisation else ()
    with_address = [contact for contact in contacts if contact.email]
    about = [contact for contact in with_address if "acknowledg" in contact.for_.casefold()]
    return next((contact.email for contact in about or with_address if contact.email), "")


def phone(number: str) -> str:
    """Return a telephone number as the address of a link: `tel:+31715550100`."""
    return _contact_links.phone_address(number)


def mailto(address: str) -> str:
    """Return an e-mail address as the address of a link; it is not escaped."""
    return _contact_links.mailto(address)


def _in_force(records: Iterable[Controlled]) -> list[Controlled]:
    return [record for record in records if record.status == "approved" and record.version]


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
    """Return the revisions since the last edition."""
    since = changes.changes_since_last(manual)
    if since is None:
        last = last_edition(manual)
        return tuple(revision for revision in record.revisions if last and revision.on > last[1])
    change = since.comparison.of(record.key)
    found = since.old.find(change.former if change and change.former else record.id)
    former = found[1].get("revisions") if found else None
    known = {revision.get("version") for revision in former or () if isinstance(revision, dict)}
    return tuple(revision for revision in record.revisions if revision.version not in known)


def _reason(manual: Manual, record: Controlled, role: Role) -> str:
    if record.owner and manual.find(record.owner) is role:
        return "you own it"
    named = [manual.find(name) for name in record.audience] if isinstance(record, Policy) else []
    everybody = any(record_ is not None and record_.id == ALL_STAFF for record_ in named)
    return _EVERYBODY if everybody else "it names your role"
