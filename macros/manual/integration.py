"""The management system seen from another framework: what is shared with it, what is new for AI."""

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
    """A part of another framework that belongs to a part of ours."""

    theirs: Requirement
    ours: Requirement
    relation: str
    basis: str
    source: str
    authority: str
    records: tuple[Entity, ...]
    """The processes, documents and others that answer both."""
    there: tuple[Role, ...]
    """The roles accountable for theirs."""
    here: tuple[Role, ...]
    """The roles accountable for ours."""


def certification_period(manual: Manual, framework: Framework) -> HeldFramework | None:
    """Return since when and until when the organisation holds a framework, where it does."""
    for one in manual.organisation.holds if manual.organisation else ():
        if manual.find(one.framework) is framework:
            return one
    return None


@per_manual
def shared_requirements(manual: Manual, framework: Framework) -> tuple[SharedRequirement, ...]:
    """Return each part of a framework that belongs to one of ours, with both sides of it."""
    own = standard(manual)
    found = []
    for theirs in requirements_of(manual, framework) if own and framework is not own else ():
        for ours, relation, basis, source, authority in related(manual, theirs):
            if own and ours.framework == own.id:
                there, here = coverage_of(manual, theirs), coverage_of(manual, ours)
                keys = {one.key for those in there.records.values() for one in those}
                both = (one for those in here.records.values() for one in those if one.key in keys)
                roles = tuple(there.accountable), tuple(here.accountable)
                found.append(
                    SharedRequirement(
                        theirs, ours, relation, basis, source, authority, tuple(both), *roles
                    )
                )
    return tuple(found)


def requirements_new_for_ai(manual: Manual, framework: Framework) -> list[Requirement]:
    """Return the undivided parts of our standard that nothing in a framework belongs to."""
    own = standard(manual)
    if own is None or framework is own:
        return []
    known = {one.ours.key for one in shared_requirements(manual, framework)}
    return [
        one
        for one in requirements_of(manual, own)
        if one.key not in known and not children(manual, one)
    ]


def shared_records(manual: Manual, framework: Framework) -> list[Entity]:
    """Return the records that answer a part of a framework and a part of our standard."""
    own = standard(manual)
    sides: list[dict[str, Entity]] = []
    for one in (framework, own) if own and framework is not own else ():
        sides.append(
            {
                record.key: record
                for requirement in requirements_of(manual, one)
                for those in coverage_of(manual, requirement).records.values()
                for record in those
            }
        )
    if not sides:
        return []
    theirs, ours = sides
    both = [record for key, record in theirs.items() if key in ours]
    return [
        record
        for folder in sorted({one.folder for one in both})
        for record in sort_records(one for one in both if one.folder == folder)
    ]
