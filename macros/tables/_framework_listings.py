"""The tables about frameworks on the pages of records."""

from ..manual import Manual, coverage, integration
from ..manual.standards import requirements_of
from ..model.crosswalk import Crosswalk
from ..model.framework import Framework
from ..model.requirement import Requirement
from ._table import Table, register


def crosswalk_sources(crosswalk: Crosswalk) -> Table:
    """Return the sources of a crosswalk with their authority."""
    rows = [
        (source.title or source.id, source.authority, source.document, source.note, source.licence)
        for source in crosswalk.sources
    ]
    columns = ["Kind of source", "Document", "Note", "Licence"]
    return register("Sources of the crosswalk", "Source", columns, rows)


def related(manual: Manual, requirement: Requirement) -> Table:
    """Return the related requirements of other frameworks, with their sources."""
    columns = ["Relation", "Basis", "Source", "Kind of source"]
    rows = coverage.related(manual, requirement)
    return register(f"Requirements related to {requirement.short_id}", "Requirement", columns, rows)


def parts_of(manual: Manual, framework: Framework) -> Table:
    """Return each requirement of a framework with its records, accountable role and evidence."""
    rows = []
    for requirement in requirements_of(manual, framework):
        found = coverage.coverage_of(manual, requirement)
        addressing = tuple(record for records in found.records.values() for record in records)
        accountable, evidence = tuple(found.accountable), found.shown
        rows.append((requirement, requirement.kind, addressing, accountable, evidence))
    columns = ["Kind", "Addressed by", "Accountable", "Evidence"]
    return register(f"{framework.title}: coverage", "Requirement", columns, rows, filters=("Kind",))


def shared_with(manual: Manual, framework: Framework) -> Table:
    """Return the requirements that a framework shares with ours, with sources and roles."""
    rows = [
        (
            shared.theirs,
            shared.ours,
            shared.relation,
            shared.authority,
            shared.source,
            shared.records,
            shared.there,
            shared.here,
        )
        for shared in integration.shared_requirements(manual, framework)
    ]
    columns = ["Our requirement", "Relation", "Kind of source", "Source", "Addresses both"]
    columns += ["Accountable for theirs", "Accountable for ours"]
    title = f"Shared with {framework.title}"
    filters = ("Relation", "Kind of source")
    return register(title, "Their requirement", columns, rows, filters=filters)


def new_for_ai(manual: Manual, framework: Framework) -> Table:
    """Return the requirements of our standard that a framework does not have."""
    rows = []
    for requirement in integration.requirements_new_for_ai(manual, framework):
        found = coverage.coverage_of(manual, requirement)
        addressing = tuple(record for records in found.records.values() for record in records)
        rows.append((requirement, addressing, tuple(found.accountable)))
    title = f"New compared with {framework.title}"
    return register(title, "Requirement", ["Addressed by", "Accountable"], rows)
