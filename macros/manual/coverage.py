"""What answers a requirement, who is accountable, what shows it, and what is related to it."""

from collections import Counter
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
from ._manual import WITHHELD, Manual
from .order import sort_records
from .responsibilities import accountable, cells_in
from .standards import requirements_of, standard

Relation = tuple[Requirement, str, str, str, str]
"""(other requirement, how they relate, what that rests on, who says so, with what authority)."""


@dataclass(frozen=True)
class Coverage:
    """What a manual says to a requirement."""

    records: dict[str, list[Entity]]
    """The records that answer it, by the plural of their kind."""
    accountable: list[Role]
    """The roles accountable for its activities, else those that own what answers it."""
    evidence: list[Entity]
    """What shows that it is kept."""
    is_shown: bool
    """Whether something shows it, were it in another edition."""

    @property
    def shown(self) -> tuple[Entity, ...] | str:
        """What shows that it is kept, as a cell says it."""
        return WITHHELD if self.is_shown and not self.evidence else tuple(self.evidence)

    @property
    def lacks(self) -> str:
        """What is lacking, in words: nothing where it is answered, owned and shown."""
        if not self.records:
            return "nothing answers it"
        if not self.accountable:
            return "nobody is accountable"
        return "" if self.is_shown else "nothing shows it"


@per_manual
def coverage_of(manual: Manual, requirement: Requirement) -> Coverage:
    """Return what answers a requirement, in fields of records (mentions in prose do not count)."""
    named = {
        link.origin.key: link.origin
        for link in manual.backlinks(requirement)
        if link.mention is None
        and mark_along(type(link.origin), link.field_path, Addresses) is not None
    }
    by_kind: dict[str, list[Entity]] = {}
    for folder, kind in kinds().items():
        if those := sort_records(one for one in named.values() if one.folder == folder):
            by_kind[kind.plural[:1].upper() + kind.plural[1:]] = those
    answering = [one for those in by_kind.values() for one in those]
    rows = manual.referrers(requirement, Applicability, "control")
    evidence = _evidence(manual, answering, rows)
    elsewhere = any(row.key in manual.withheld.shown for row in rows)
    owners = _accountable(manual, [*answering, *rows])
    return Coverage(by_kind, owners, evidence, bool(evidence) or elsewhere)


def _accountable(manual: Manual, answering: list[Entity]) -> list[Role]:
    found: dict[str, Role] = {}
    activities = [one for one in answering if isinstance(one, Activity)]
    for activity in activities:
        if role := accountable(manual, activity):
            found.setdefault(role.key, role)
    for one in answering if not found else ():
        owner = manual.find(one.owner) if isinstance(one, Owned) and one.owner else None
        if isinstance(owner, Role):
            found.setdefault(owner.key, owner)
    return list(found.values())


def _evidence(manual: Manual, answering: list[Entity], rows: list[Applicability]) -> list[Entity]:
    """Return the evidence of its applicability, else the records that its activities leave."""
    found: dict[str, Entity] = {}
    for row in rows:
        for one in row.evidence:
            if (shown := manual.find(one.what)) is not None:
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
    """Return the roles that have a letter in the activities that answer a requirement."""
    roles = {
        cell.role.key: cell.role
        for those in found.records.values()
        for one in those
        if isinstance(one, Activity)
        for cell in cells_in(manual, one)
    }
    return list(roles.values())


def resources_behind(manual: Manual, found: Coverage) -> list[Resource]:
    """Return the resources on which the processes live that answer a requirement."""
    processes: dict[str, Entity] = {}
    for those in found.records.values():
        for one in those:
            process = manual.find(one.process) if isinstance(one, Activity) else one
            if isinstance(process, Process):
                processes.setdefault(process.key, process)
    resources = {
        resource.key: resource
        for process in processes.values()
        for resource in manual.referrers(process, Resource, "supports")
    }
    return sort_records(resources.values())


def last_review(manual: Manual, requirement: Requirement) -> tuple[date, Entity] | None:
    """Return when somebody last reviewed what answers a requirement, and what that was."""
    looks: list[tuple[date, Entity]] = []
    answering = [
        one for those in coverage_of(manual, requirement).records.values() for one in those
    ]
    for one in [*answering, *manual.referrers(requirement, Applicability, "control")]:
        if isinstance(one, Reviewed) and one.last_reviewed:
            looks.append((one.last_reviewed, one))
        elif isinstance(one, Review) and one.last_done:
            looks.append((one.last_done, one))
    return max(looks, key=lambda look: (look[0], look[1].key), default=None)


def parents(manual: Manual, requirement: Requirement) -> list[Requirement]:
    """Return what a requirement stands under, the topmost first."""
    found: list[Requirement] = []
    one: Entity | None = requirement
    while isinstance(one, Requirement) and one.parent and len(found) < 20:
        one = manual.find(f"{one.framework}:{one.parent}")
        if isinstance(one, Requirement):
            found.insert(0, one)
    return found


def children(manual: Manual, requirement: Requirement) -> list[Requirement]:
    """Return what stands directly under a requirement."""
    return _tree(manual).get((requirement.framework, requirement.id), [])


@per_manual
def _tree(manual: Manual) -> dict[tuple[str, str], list[Requirement]]:
    found: dict[tuple[str, str], list[Requirement]] = {}
    for one in manual.all(Requirement):
        if one.parent:
            found.setdefault((one.framework, one.parent), []).append(one)
    return found


@per_manual
def _pairs(manual: Manual) -> dict[str, list[Relation]]:
    """Return the requirements of other frameworks that belong to each."""
    turned = {"subset": "superset", "superset": "subset"}
    found: dict[str, list[Relation]] = {}
    for crosswalk in manual.all(Crosswalk):
        sources = {source.id: source for source in crosswalk.sources}
        for pair in crosswalk.pairs:
            one, other = manual.find(pair.from_), manual.find(pair.to)
            if isinstance(one, Requirement) and isinstance(other, Requirement):
                basis = pair.basis.replace("-", " ")
                rests = (f"{basis}: {pair.ref}" if pair.ref else basis, *_told(pair, sources))
                back = turned.get(pair.relation, pair.relation)
                found.setdefault(one.key, []).append((other, pair.relation, *rests))
                found.setdefault(other.key, []).append((one, back, *rests))
    return found


def _told(pair: Pair, sources: Mapping[str, CrosswalkSource]) -> tuple[str, str]:
    """Return who says that two belong together, and with what authority the first of them does."""
    names = (pair.source, *pair.also)
    known = [sources[name] for name in names if name in sources]
    titles = (sources[name].title or name if name in sources else name for name in names)
    return ", ".join(titles), known[0].authority if known else ""


def related(manual: Manual, requirement: Requirement) -> list[Relation]:
    """Return the requirements of other frameworks that belong to one, and who says so."""
    return _pairs(manual).get(requirement.key, [])


def leaves(manual: Manual, *sorts: str) -> list[Requirement]:
    """Return the parts of the manual's standard that are not divided further, of these sorts."""
    return [
        one
        for one in requirements_of(manual, standard(manual), *sorts)
        if not children(manual, one)
    ]


def conformity(manual: Manual, requirement: Requirement) -> str:
    """Return how far a requirement is met, as far as the data tell.

    It is `conforms`, `partly`, `gap`, `not assessed` or `not applicable`.

    A control is as far as its row in the Statement of Applicability says; without accountable role
    and evidence it conforms in part only. What is recorded besides never makes it worse.
    """
    found = coverage_of(manual, requirement)
    rows = manual.referrers(requirement, Applicability, "control")
    if requirement.kind == "control":
        if rows and not any(row.applies for row in rows):
            return "not applicable"
        states = {row.state for row in rows if row.applies}
        if "implemented" in states:
            return "partly" if found.lacks else "conforms"
        if "partly implemented" in states:
            return "partly"
        return "gap" if states else "not assessed"
    if not found.records:
        return "not assessed"
    return "partly" if found.lacks else "conforms"


def conformities(manual: Manual, *sorts: str) -> Counter[str]:
    """Return how many undivided parts of the standard there are of each conformity."""
    return Counter(conformity(manual, one) for one in leaves(manual, *sorts))
