"""The small tables that stand on the pages of records."""

from collections.abc import Iterable
from typing import Any

from ..editions.document_control import published_editions_with
from ..editions.previous import previous_editions
from ..manual import Manual, coverage, integration
from ..manual.competences import CompetenceStatus
from ..manual.deadlines import Deadline
from ..manual.standards import requirements_of
from ..model import Controlled
from ..model._types import days_after
from ..model.action import Action
from ..model.applicability import Evidence
from ..model.audit import Audit
from ..model.communication import Communication
from ..model.course import Course
from ..model.crosswalk import Crosswalk
from ..model.framework import Framework
from ..model.interested_party import InterestedParty
from ..model.metric import Metric
from ..model.organisation import Organisation
from ..model.person import Person
from ..model.requirement import Requirement
from ..model.resource import Resource
from ..model.risk import Risk
from ..text import format_number
from ._table import ProseCell, State, Table, register


def due_dates(title: str, items: Iterable[Deadline]) -> Table:
    """Return what falls due, with the day and what is to be done."""
    rows = [(one.record, one.what, one.due) for one in items]
    return register(title, "What", ["To do", "By"], rows)


def communications(manual: Manual, title: str, those: Iterable[Communication]) -> Table:
    """Return communications with sender, audience, channel and moment."""
    rows = [
        (
            one,
            manual.find(one.sender) if one.sender else None,
            "all staff" if one.everyone else tuple(manual.find(name) for name in one.audience),
            manual.find(one.channel) if one.channel else None,
            one.when or one.every,
        )
        for one in those
    ]
    return register(title, "What", ["By", "To", "Through", "When"], rows)


def courses(title: str, those: Iterable[Course]) -> Table:
    """Return courses with how soon, how often and how long."""
    rows = [
        (
            one,
            "all staff" if one.everyone else "",
            f"{one.within_days} days" if one.within_days is not None else "",
            one.every or "once",
            one.hours,
        )
        for one in those
    ]
    return register(title, "Course", ["Also for", "Within", "Again", "Hours"], rows)


def revisions(manual: Manual, title: str, record: Controlled | Organisation) -> Table:
    """Return a revision history, with the edition of the manual in which a version first stood."""
    stood = published_editions_with(manual, record) if isinstance(record, Controlled) else {}
    told = {one.version for one in record.revisions}
    rows: list[tuple[Any, ...]] = [
        (
            one.version,
            one.on,
            stood.get(one.version, ""),
            f"{one.change} (minor change)" if one.minor else one.change,
            manual.find(one.author) if one.author else None,
            manual.find(one.approved_by) if one.approved_by else None,
        )
        for one in record.revisions
    ]
    rows += [
        (version, None, one, "Stood in the manual; this history does not tell of it.", None, None)
        for version, one in stood.items()
        if version not in told and version != getattr(record, "version", None)
    ]
    columns = ["Approved on", "Since edition", "Change", "Author", "Approved by"]
    if not previous_editions(manual).editions or not stood:
        rows = [(*row[:2], *row[3:]) for row in rows]
        columns.remove("Since edition")
    return register(title, "Version", columns, rows)


def resources(title: str, those: Iterable[Resource]) -> Table:
    """Return resources with what is needed and what was granted."""
    rows = [
        (one, one.type, one.needed, one.allocated, one.unit, one.period, one.missing)
        for one in those
    ]
    columns = ["Type", "Needed", "Allocated", "Unit", "Period", "Missing"]
    return register(title, "Resource", columns, rows)


def evidence(manual: Manual, title: str, those: Iterable[Evidence]) -> Table:
    """Return pieces of evidence with the day somebody last looked at them."""
    rows = [(manual.find(one.what) or one.what, one.seen, ProseCell(one.note)) for one in those]
    return register(title, "Evidence", ["Looked at on", "What to look for"], rows)


def metrics(title: str, those: Iterable[Metric]) -> Table:
    """Return metrics with their newest value against the target."""
    rows = [
        (
            one,
            one.latest,
            f"{'at least' if one.better == 'higher' else 'at most'} {format_number(one.target)}",
            one.unit,
            {True: "on target", False: "off target", None: "not measured"}[one.on_target],
            one.last.on if one.last else None,
        )
        for one in those
    ]
    return register(title, "Metric", ["Newest", "Target", "Unit", "State", "Measured on"], rows)


def measurements(metric: Metric) -> Table:
    """Return what was measured, the newest first."""
    rows = [(one.on, one.value, one.note) for one in reversed(metric.in_time)]
    value = f"Value ({metric.unit})" if metric.unit else "Value"
    return register(f"Measurements of {metric.title}", "Day", [value, "Note"], rows)


def risks(title: str, those: Iterable[Risk]) -> Table:
    """Return risks with their level before and after treatment."""
    rows = [(one, one.level, one.residual_level, one.treatment) for one in those]
    return register(title, "Risk", ["Untreated", "Treated", "Decision"], rows)


def actions(title: str, those: Iterable[Action]) -> Table:
    """Return actions with where they stand."""
    rows = [(one, one.type, one.state, one.due, one.closed) for one in those]
    return register(title, "Action", ["Type", "State", "Due", "Closed"], rows)


def audit_findings(manual: Manual, audit: Audit) -> Table:
    """Return what an audit found and what is done about it."""
    rows = [
        (
            one.number,
            one.grade,
            ProseCell(one.statement),
            manual.find(one.requirement) if one.requirement else None,
            tuple(manual.find(name) or name for name in one.actions),
        )
        for one in audit.findings
    ]
    columns = ["Grade", "Finding", "Requirement", "Actions"]
    return register(f"Findings of {audit.id}", "Number", columns, rows)


def appointments(manual: Manual, person: Person) -> Table:
    """Return the roles somebody has or had."""
    rows = [
        (manual.find(one.role) or one.role, one.capacity, one.since, one.until)
        for one in person.appointments
    ]
    return register(f"Roles of {person.title}", "Role", ["As", "Since", "Until"], rows)


def held_competences(manual: Manual, person: Person) -> Table:
    """Return the competences somebody has shown."""
    rows = [
        (manual.find(one.competence) or one.competence, one.since, one.expires, one.evidence)
        for one in person.competences
    ]
    columns = ["Since", "To be shown again by", "Shown by"]
    return register(f"Competences of {person.title}", "Competence", columns, rows)


def standings(manual: Manual, title: str, those: Iterable[CompetenceStatus]) -> Table:
    """Return how people stand towards the competences that their roles ask for."""
    rows = [
        (one.person, one.competence, one.roles, _state(manual, one), one.since, one.expires)
        for one in those
    ]
    columns = ["Competence", "Needed as", "State", "Shown on", "To be shown again by"]
    empty_text = manual.unless_withheld("competences", "No role asks for a competence yet.")
    filters = ("Competence", "State")
    return register(title, "Person", columns, rows, empty_text=empty_text, filters=filters)


def _state(manual: Manual, standing: CompetenceStatus) -> State:
    """Return where somebody stands towards a competence."""
    soon = days_after(manual.day, manual.settings.due_soon_days)
    if standing.since is None:
        return State("missing", "bad")
    if standing.is_gap(manual.day):
        return State("expired", "bad")
    if standing.expires and standing.expires <= soon:
        return State("expires soon", "open")
    return State("shown", "good")


def completed_courses(manual: Manual, person: Person) -> Table:
    """Return the courses somebody has completed."""
    rows = [(manual.find(one.course) or one.course, one.on) for one in person.courses]
    return register(f"Training of {person.title}", "Course", ["Completed on"], rows)


def needs(manual: Manual, party: InterestedParty) -> Table:
    """Return what a party needs and what answers it."""
    rows = [
        (
            one.need,
            "binding" if one.binding else "",
            tuple(manual.find(name) for name in one.met_by),
        )
        for one in party.needs
    ]
    return register(f"Needs of {party.title}", "Need", ["Binding", "Answered by"], rows)


def contacts(manual: Manual, organisation: Organisation) -> Table:
    """Return whom to turn to."""
    rows = [
        (one.for_, manual.find(one.role) if one.role else None, one.email, one.phone)
        for one in organisation.contacts
    ]
    return register("Contacts", "For", ["Role", "Address", "Telephone"], rows)


def crosswalk_sources(crosswalk: Crosswalk) -> Table:
    """Return who says that requirements belong together, and with what authority."""
    rows = [
        (one.title or one.id, one.authority, one.document, one.note, one.licence)
        for one in crosswalk.sources
    ]
    columns = ["Authority", "Document", "To be known of it", "Licence"]
    return register("Sources of the crosswalk", "Source", columns, rows)


def related(manual: Manual, requirement: Requirement) -> Table:
    """Return the requirements of other frameworks that belong to one, and who says so."""
    columns = ["Relation", "Rests on", "Source", "Authority"]
    rows = coverage.related(manual, requirement)
    return register(f"Requirements related to {requirement.short_id}", "Requirement", columns, rows)


def parts_of(manual: Manual, framework: Framework) -> Table:
    """Return each part of a framework with what answers it, who is accountable, what shows it."""
    rows = []
    for requirement in requirements_of(manual, framework):
        found = coverage.coverage_of(manual, requirement)
        answering = tuple(one for those in found.records.values() for one in those)
        who, shown = tuple(found.accountable), found.shown
        rows.append((requirement, requirement.kind, answering, who, shown))
    columns = ["Kind", "Answered by", "Accountable", "Evidence"]
    return register(f"{framework.title}: coverage", "Requirement", columns, rows, filters=("Kind",))


def shared_with(manual: Manual, framework: Framework) -> Table:
    """Return what a framework and ours have in common, who says so, and who answers for each."""
    rows = [
        (
            one.theirs,
            one.ours,
            one.relation,
            one.authority,
            one.source,
            one.records,
            one.there,
            one.here,
        )
        for one in integration.shared_requirements(manual, framework)
    ]
    columns = ["Ours", "Relation", "Authority", "Source", "Answer both"]
    columns += ["Accountable there", "Accountable here"]
    title = f"Shared with {framework.title}"
    return register(title, "Theirs", columns, rows, filters=("Relation", "Authority"))


def new_for_ai(manual: Manual, framework: Framework) -> Table:
    """Return what our standard asks for and a framework does not, with what answers it here."""
    rows = []
    for one in integration.requirements_new_for_ai(manual, framework):
        found = coverage.coverage_of(manual, one)
        answering = tuple(record for those in found.records.values() for record in those)
        rows.append((one, answering, tuple(found.accountable)))
    title = f"New beside {framework.title}"
    return register(title, "Requirement", ["Answered by", "Accountable"], rows)
