"""Integration with another framework: shared requirements, and those that are new for AI."""

from dataclasses import dataclass

from ..model import Entity
from ..model.framework import Framework
from ..model.organisation import HeldFramework
from ..model.requirement import Requirement
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .coverage import children, coverage_of, related
from .order import sort_records
from .standards import requirements_of, standard


@dataclass(frozen=True)
class SharedRequirement:
    """A requirement of another framework that is related to one of ours."""

    theirs: Requirement
    ours: Requirement
    relation: str
    basis: str
    source: str
    authority: str
    records: tuple[Entity, ...]
    """The records that address both."""
    there: tuple[Role, ...]
    """The roles accountable for theirs."""
    here: tuple[Role, ...]
    """The roles accountable for ours."""


def certification_period(manual: Manual, framework: Framework) -> HeldFramework | None:
    """Return the certification of the organisation for a framework, or None."""
    for held in manual.organisation.holds if manual.organisation else ():
        if manual.find(held.framework) is framework:
            return held
    return None


@per_manual
def shared_requirements(manual: Manual, framework: Framework) -> tuple[SharedRequirement, ...]:
    """Return the requirements of a framework that are related to ours, with both sides."""
    own = standard(manual)
    found = []
    for theirs in requirements_of(manual, framework) if own and framework is not own else ():
        for ours, relation, basis, source, authority in related(manual, theirs):
            if own and ours.framework == own.id:
                there, here = coverage_of(manual, theirs), coverage_of(manual, ours)
                keys = {record.key for records in there.records.values() for record in records}
                both = (
                    record
                    for records in here.records.values()
                    for record in records
                    if record.key in keys
                )
                roles = tuple(there.accountable), tuple(here.accountable)
                found.append(
                    SharedRequirement(
                        theirs, ours, relation, basis, source, authority, tuple(both), *roles
                    )
                )
    return tuple(found)


def requirements_new_for_ai(manual: Manual, framework: Framework) -> list[Requirement]:
    """Return the requirements of our standard that have no related one in a framework."""
    own = standard(manual)
    if own is None or framework is own:
        return []
    known = {shared.ours.key for shared in shared_requirements(manual, framework)}
    return [
        requirement
        for requirement in requirements_of(manual, own)
        if requirement.key not in known and not children(manual, requirement)
    ]


def shared_records(manual: Manual, framework: Framework) -> list[Entity]:
    """Return the records that address both a framework and our standard."""
    own = standard(manual)
    sides: list[dict[str, Entity]] = []
    for side in (framework, own) if own and framework is not own else ():
        sides.append(
            {
                record.key: record
                for requirement in requirements_of(manual, side)
                for records in coverage_of(manual, requirement).records.values()
                for record in records
            }
        )
    if not sides:
        return []
    theirs, ours = sides
    both = [record for key, record in theirs.items() if key in ours]
    return [
        record
        for folder in sorted({record.folder for record in both})
        for record in sort_records(other for other in both if other.folder == folder)
    ]
