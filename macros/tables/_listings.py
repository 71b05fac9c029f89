"""The tables on the pages of records."""

from collections.abc import Iterable
from typing import Any

from ..editions.document_control import published_editions_with
from ..editions.previous import previous_editions
from ..manual import Manual
from ..manual.competences import CompetenceStatus
from ..manual.deadlines import Deadline
from ..model import Controlled
from ..model._types import days_after
from ..model.action import Action
from ..model.applicability import Evidence
from ..model.audit import Audit
from ..model.communication import Communication
from ..model.course import Course
from ..model.interested_party import InterestedParty
from ..model.metric import Metric
from ..model.organisation import Organisation
from ..model.person import Person
from ..model.resource import Resource
from ..model.risk import Risk
from ..text import format_number
from ._framework_listings import (
    crosswalk_sources as crosswalk_sources,
)
from ._framework_listings import (
    new_for_ai as new_for_ai,
)
from ._framework_listings import (
    parts_of as parts_of,
)
from ._framework_listings import (
    related as related,
)
from ._framework_listings import (
    shared_with as shared_with,
)
from ._table import ProseCell, State, Table, register


def due_dates(title: str, deadlines: Iterable[Deadline]) -> Table:
    """Return due dates with their tasks."""
    rows = [(deadline.record, deadline.what, deadline.due) for deadline in deadlines]
    return register(title, "Record", ["Task", "Due"], rows)


def communications(manual: Manual, title: str, records: Iterable[Communication]) -> Table:
    """Return communications with sender, audience, channel and time."""
    rows = [
        (
            communication,
            manual.find(communication.sender) if communication.sender else None,
            "all staff"
            if communication.everyone
            else tuple(manual.find(name) for name in communication.audience),
            manual.find(communication.channel) if communication.channel else None,
            communication.when or communication.every,
        )
        for communication in records
    ]
    return register(title, "Communication", ["Sender", "Audience", "Channel", "When"], rows)


def courses(title: str, records: Iterable[Course]) -> Table:
    """Return courses with deadline, interval and length."""
    rows = [
        (
            course,
            "all staff" if course.everyone else "",
            f"{course.within_days} days" if course.within_days is not None else "",
            course.every or "once",
            course.hours,
        )
        for course in records
    ]
    return register(title, "Course", ["Also for", "Deadline", "Interval", "Hours"], rows)


def revisions(manual: Manual, title: str, record: Controlled | Organisation) -> Table:
    """Return a revision history, with the first edition that contains each version."""
    editions = published_editions_with(manual, record) if isinstance(record, Controlled) else {}
    listed = {revision.version for revision in record.revisions}
    rows: list[tuple[Any, ...]] = [
        (
            revision.version,
            revision.on,
            editions.get(revision.version, ""),
            f"{revision.change} (minor change)" if revision.minor else revision.change,
            manual.find(revision.author) if revision.author else None,
            manual.find(revision.approved_by) if revision.approved_by else None,
        )
        for revision in record.revisions
    ]
    rows += [
        (
            version,
            None,
            revision,
            "Published in this edition, but missing from the revision history.",
            None,
            None,
        )
        for version, revision in editions.items()
        if version not in listed and version != getattr(record, "version", None)
    ]
    columns = ["Approved on", "Since edition", "Change", "Author", "Approved by"]
    if not previous_editions(manual).editions or not editions:
        rows = [(*row[:2], *row[3:]) for row in rows]
        columns.remove("Since edition")
    return register(title, "Version", columns, rows)


def resources(title: str, records: Iterable[Resource]) -> Table:
    """Return resources with need, allocation and shortfall."""
    rows = [
        (
            resource,
            resource.type,
            resource.needed,
            resource.allocated,
            resource.unit,
            resource.period,
            resource.missing,
        )
        for resource in records
    ]
    columns = ["Type", "Needed", "Allocated", "Unit", "Period", "Shortfall"]
    return register(title, "Resource", columns, rows)


def evidence(manual: Manual, title: str, items: Iterable[Evidence]) -> Table:
    """Return items of evidence with the date of their last check."""
    rows = [
        (manual.find(item.what) or item.what, item.seen, ProseCell(item.note)) for item in items
    ]
    return register(title, "Evidence", ["Last checked", "What to check"], rows)


def metrics(title: str, records: Iterable[Metric]) -> Table:
    """Return metrics with their latest value and target."""
    rows = [
        (
            metric,
            metric.latest,
            target(metric),
            metric.unit,
            {True: "on target", False: "off target", None: "not measured"}[metric.on_target],
            metric.last.on if metric.last else None,
        )
        for metric in records
    ]
    return register(
        title, "Metric", ["Latest value", "Target", "Unit", "Status", "Measured on"], rows
    )


def target(metric: Metric) -> str:
    """Return the target of a metric in words, without its unit: `at least 95`."""
    return (
        f"{'at least' if metric.better == 'higher' else 'at most'} {format_number(metric.target)}"
    )


def measurements(metric: Metric) -> Table:
    """Return measurements, latest first."""
    rows = [
        (measurement.on, measurement.value, measurement.note)
        for measurement in reversed(metric.in_time)
    ]
    value = f"Value ({metric.unit})" if metric.unit else "Value"
    return register(f"Measurements of {metric.title}", "Date", [value, "Note"], rows)


def risks(title: str, records: Iterable[Risk]) -> Table:
    """Return risks with their inherent and residual level."""
    rows = [(risk, risk.level, risk.residual_level, risk.treatment) for risk in records]
    return register(title, "Risk", ["Inherent level", "Residual level", "Treatment"], rows)


def actions(title: str, records: Iterable[Action]) -> Table:
    """Return actions with their status."""
    rows = [(action, action.type, action.state, action.due, action.closed) for action in records]
    return register(title, "Action", ["Type", "Status", "Due", "Closed"], rows)


def audit_findings(manual: Manual, audit: Audit) -> Table:
    """Return the findings of an audit and their actions."""
    rows = [
        (
            finding.number,
            finding.grade,
            ProseCell(finding.statement),
            manual.find(finding.requirement) if finding.requirement else None,
            tuple(manual.find(name) or name for name in finding.actions),
        )
        for finding in audit.findings
    ]
    columns = ["Grade", "Finding", "Requirement", "Actions"]
    return register(f"Findings of {audit.id}", "Number", columns, rows)


def appointments(manual: Manual, person: Person) -> Table:
    """Return the current and former roles of a person."""
    rows = [
        (
            manual.find(appointment.role) or appointment.role,
            appointment.capacity,
            appointment.since,
            appointment.until,
        )
        for appointment in person.appointments
    ]
    return register(f"Roles of {person.title}", "Role", ["Capacity", "Since", "Until"], rows)


def held_competences(manual: Manual, person: Person) -> Table:
    """Return the competences of a person, with their evidence."""
    rows = [
        (manual.find(held.competence) or held.competence, held.since, held.expires, held.evidence)
        for held in person.competences
    ]
    columns = ["Since", "Valid until", "Evidence"]
    return register(f"Competences of {person.title}", "Competence", columns, rows)


def competence_statuses(manual: Manual, title: str, statuses: Iterable[CompetenceStatus]) -> Table:
    """Return the status of people for the competences that their roles require."""
    rows = [
        (
            status.person,
            status.competence,
            status.roles,
            _state(manual, status),
            status.since,
            status.expires,
        )
        for status in statuses
    ]
    columns = ["Competence", "Required for", "Status", "Demonstrated on", "Valid until"]
    empty_text = manual.unless_withheld("competences", "No role requires a competence.")
    filters = ("Competence", "Status")
    return register(title, "Person", columns, rows, empty_text=empty_text, filters=filters)


def _state(manual: Manual, status: CompetenceStatus) -> State:
    """Return the status of a person for a competence."""
    soon = days_after(manual.day, manual.settings.due_soon_days)
    if status.since is None:
        return State("missing", "bad")
    if status.is_gap(manual.day):
        return State("expired", "bad")
    if status.expires and status.expires <= soon:
        return State("expires soon", "open")
    return State("demonstrated", "good")


def completed_courses(manual: Manual, person: Person) -> Table:
    """Return the courses that a person completed."""
    rows = [
        (manual.find(completed.course) or completed.course, completed.on)
        for completed in person.courses
    ]
    return register(f"Training of {person.title}", "Course", ["Completed on"], rows)


def needs(manual: Manual, party: InterestedParty) -> Table:
    """Return the needs of a party and the records that address them."""
    rows = [
        (
            need.need,
            "binding" if need.binding else "",
            tuple(manual.find(name) for name in need.met_by),
        )
        for need in party.needs
    ]
    return register(f"Needs of {party.title}", "Need", ["Binding", "Addressed by"], rows)


def contacts(manual: Manual, organisation: Organisation) -> Table:
    """Return the contacts."""
    rows = [
        (
            contact.for_,
            manual.find(contact.role) if contact.role else None,
            contact.email,
            contact.phone,
        )
        for contact in organisation.contacts
    ]
    return register("Contacts", "For", ["Role", "Email", "Telephone"], rows)
