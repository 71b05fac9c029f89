"""Coverage of requirements: records, accountable roles, evidence and related requirements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model import Entity, Owned, Reviewed, kinds, mark_along
from ..model._markers import Addresses
from ..model.activity import Activity
from ..model.applicability import Applicability
from ..model.crosswalk import Crosswalk, CrosswalkSource, Pair
from ..model.document import Document
from ..model.procedure import Procedure
from ..model.process import Process
from ..model.requirement import Requirement
from ..model.resource import Resource
from ..model.review import Review
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from ._withheld import WITHHELD
from .order import sort_records
from .responsibilities import accountable, cells_in
from .standards import requirements_of, standard

Relation = tuple[Requirement, str, str, str, str]
"""(other requirement, relation, basis, source, authority of the source)."""


@dataclass(frozen=True)
class Coverage:
    """How a manual addresses a requirement."""

    records: dict[str, list[Entity]]
    """The records that address it, by the plural of their kind."""
    accountable: list[Role]
    """The roles accountable for its activities, or the owners of the records without any."""
    evidence: list[Entity]
    """The evidence that this edition has."""
    is_shown: bool
    """Whether there is evidence, even if this edition withholds it."""

    @property
    def shown(self) -> tuple[Entity, ...] | str:
        """The evidence as the content of a cell."""
        return WITHHELD if self.is_shown and not self.evidence else tuple(self.evidence)

    @property
    def lacks(self) -> str:
        """The gap in words; an empty text if nothing is missing."""
        if not self.records:
            return "no record"
        if not self.accountable:
            return "no accountable role"
        return "" if self.is_shown else "no evidence"


@per_manual
def coverage_of(manual: Manual, requirement: Requirement) -> Coverage:
    """Return the coverage of a requirement; mentions in prose do not count."""
    named = {
        link.origin.key: link.origin
        for link in manual.backlinks(requirement)
        if link.mention is None
        and mark_along(type(link.origin), link.field_path, Addresses) is not None
    }
    by_kind: dict[str, list[Entity]] = {}
    for folder, kind in kinds().items():
        if records := sort_records(record for record in named.values() if record.folder == folder):
            by_kind[kind.plural[:1].upper() + kind.plural[1:]] = records
    answering = [record for records in by_kind.values() for record in records]
    rows = manual.referrers(requirement, Applicability, "control")
    evidence = _evidence(manual, answering, rows)
    elsewhere = any(row.key in manual.withheld.shown for row in rows)
    owners = _accountable(manual, [*answering, *rows])
    return Coverage(by_kind, owners, evidence, bool(evidence) or elsewhere)


def _accountable(manual: Manual, answering: list[Entity]) -> list[Role]:
    found: dict[str, Role] = {}
    activities = [record for record in answering if isinstance(record, Activity)]
    for activity in activities:
        if role := accountable(manual, activity):
            found.setdefault(role.key, role)
    for record in answering if not found else ():
        owner = manual.find(record.owner) if isinstance(record, Owned) and record.owner else None
        if isinstance(owner, Role):
            found.setdefault(owner.key, owner)
    return list(found.values())


def _evidence(manual: Manual, answering: list[Entity], rows: list[Applicability]) -> list[Entity]:
    """Return the evidence of the applicability, or without any the records of the activities."""
    found: dict[str, Entity] = {}
    for row in rows:
        for evidence in row.evidence:
            if (shown := manual.find(evidence.what)) is not None:
                found.setdefault(shown.key, shown)
    for record in answering if not found else ():
        leaves: list[Document] = []
        if isinstance(record, Document) and record.form == "record":
            leaves = [record]
        elif isinstance(record, Activity | Process):
            leaves = manual.references(record, Document, "records")
        elif isinstance(record, Procedure):
            leaves = manual.references(record, Document, "steps")
        for document in leaves:
            found.setdefault(document.key, document)
    return list(found.values())


def acting_roles(manual: Manual, found: Coverage) -> list[Role]:
    """Return the roles that take part in the activities that address a requirement."""
    roles = {
        cell.role.key: cell.role
        for records in found.records.values()
        for record in records
        if isinstance(record, Activity)
        for cell in cells_in(manual, record)
    }
    return list(roles.values())


def resources_behind(manual: Manual, found: Coverage) -> list[Resource]:
    """Return the resources of the processes that address a requirement."""
    processes: dict[str, Entity] = {}
    for records in found.records.values():
        for record in records:
            process = manual.find(record.process) if isinstance(record, Activity) else record
            if isinstance(process, Process):
                processes.setdefault(process.key, process)
    resources = {
        resource.key: resource
        for process in processes.values()
        for resource in manual.referrers(process, Resource, "supports")
    }
    return sort_records(resources.values())


def last_review(manual: Manual, requirement: Requirement) -> tuple[date, Entity] | None:
    """Return the latest review of the records of a requirement: its day and the record."""
    reviews: list[tuple[date, Entity]] = []
    answering = [
        record
        for records in coverage_of(manual, requirement).records.values()
        for record in records
    ]
    for record in [*answering, *manual.referrers(requirement, Applicability, "control")]:
        if isinstance(record, Reviewed) and record.last_reviewed:
            reviews.append((record.last_reviewed, record))
        elif isinstance(record, Review) and record.last_done:
            reviews.append((record.last_done, record))
    return max(reviews, key=lambda review: (review[0], review[1].key), default=None)


def parents(manual: Manual, requirement: Requirement) -> list[Requirement]:
    """Return the parents of a requirement, the topmost first."""
    found: list[Requirement] = []
    parent: Entity | None = requirement
    while isinstance(parent, Requirement) and parent.parent and len(found) < 20:
        parent = manual.find(f"{parent.framework}:{parent.parent}")
        if isinstance(parent, Requirement):
            found.insert(0, parent)
    return found


def children(manual: Manual, requirement: Requirement) -> list[Requirement]:
    """Return the direct children of a requirement."""
    return _tree(manual).get((requirement.framework, requirement.id), [])


@per_manual
def _tree(manual: Manual) -> dict[tuple[str, str], list[Requirement]]:
    found: dict[tuple[str, str], list[Requirement]] = {}
    for requirement in manual.all(Requirement):
        if requirement.parent:
            found.setdefault((requirement.framework, requirement.parent), []).append(requirement)
    return found


@per_manual
def _pairs(manual: Manual) -> dict[str, list[Relation]]:
    """Return the related requirements of other frameworks, by key."""
    turned = {"subset": "superset", "superset": "subset"}
    found: dict[str, list[Relation]] = {}
    for crosswalk in manual.all(Crosswalk):
        sources = {source.id: source for source in crosswalk.sources}
        for pair in crosswalk.pairs:
            first, second = manual.find(pair.from_), manual.find(pair.to)
            if isinstance(first, Requirement) and isinstance(second, Requirement):
                basis = pair.basis.replace("-", " ")
                rests = (
                    f"{basis}: {pair.ref}" if pair.ref else basis,
                    *_source_and_authority(pair, sources),
                )
                back = turned.get(pair.relation, pair.relation)
                found.setdefault(first.key, []).append((second, pair.relation, *rests))
                found.setdefault(second.key, []).append((first, back, *rests))
    return found


def _source_and_authority(pair: Pair, sources: Mapping[str, CrosswalkSource]) -> tuple[str, str]:
    """Return the titles of the sources of a pair, and the authority of the first source."""
    names = (pair.source, *pair.also)
    known = [sources[name] for name in names if name in sources]
    titles = (sources[name].title or name if name in sources else name for name in names)
    return ", ".join(titles), known[0].authority if known else ""


def related(manual: Manual, requirement: Requirement) -> list[Relation]:
    """Return the requirements of other frameworks that are related to one."""
    return _pairs(manual).get(requirement.key, [])


def leaves(manual: Manual, *sorts: str) -> list[Requirement]:
    """Return the requirements of the own standard without children, of the given sorts."""
    return [
        requirement
        for requirement in requirements_of(manual, standard(manual), *sorts)
        if not children(manual, requirement)
    ]
