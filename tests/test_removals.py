"""Whatever is taken out of the example is missed: by exactly the rule that is there for it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros import checks
from macros.diagnostics import Category
from macros.loading.records import Loaded, load
from macros.manual import Manual
from tests.cases import for_each

DATA = Path(__file__).parents[1] / "data"
DAY = "1794787200"
"""The day the example is written for, 2026-11-16, as `SOURCE_DATE_EPOCH` says it."""
OWNERSHIP, RESOURCES = Category.OWNERSHIP, Category.RESOURCES
COMMUNICATION, REVIEW = Category.COMMUNICATION, Category.REVIEW

# (record, what is taken out of it, the rule that misses it, in which challenge).
REMOVALS = [
    ("ACT-001", "the A", "single-accountable", OWNERSHIP),
    ("ACT-010", "the A", "single-accountable", OWNERSHIP),
    ("ACT-023", "the A", "single-accountable", OWNERSHIP),
    ("ACT-036", "the A", "single-accountable", OWNERSHIP),
    ("ACT-051", "the A", "single-accountable", OWNERSHIP),
    ("ACT-072", "the A", "single-accountable", OWNERSHIP),
    ("POL-01", "owner", "missing-owner", OWNERSHIP),
    ("PRO-17", "owner", "missing-owner", OWNERSHIP),
    ("PRC-09", "owner", "missing-owner", OWNERSHIP),
    ("AIS-02", "owner", "missing-owner", OWNERSHIP),
    ("RSK-05", "owner", "missing-owner", OWNERSHIP),
    ("CH-01", "owner", "missing-owner", OWNERSHIP),
    ("TRN-01", "owner", "missing-owner", OWNERSHIP),
    ("RES-01", "owner", "missing-owner", OWNERSHIP),
    ("MET-01", "owner", "missing-owner", OWNERSHIP),
    ("DOC-01", "owner", "missing-owner", OWNERSHIP),
    ("AUD-2027-1", "owner", "missing-owner", OWNERSHIP),
    ("ACN-05", "owner", "missing-owner", OWNERSHIP),
    ("soa-A.6.2.4", "owner", "missing-owner", OWNERSHIP),
    ("wendela-kortekaas", "role chief-executive", "role-without-holder", OWNERSHIP),
    ("ruben-steenhuis", "role chief-executive", "role-without-deputy", OWNERSHIP),
    ("elif-aydemir", "role ml-engineer", "role-without-deputy", OWNERSHIP),
    ("annelies-dekeyser", "course TRN-01", "training-gap", RESOURCES),
    ("ana-rita-valadares", "course TRN-05", "training-gap", RESOURCES),
    ("jelle-hoekzema", "course TRN-07", "training-gap", RESOURCES),
    ("hanna-wojtowicz", "course TRN-08", "training-gap", RESOURCES),
    ("ana-rita-valadares", "competence data-quality", "competence-gap", RESOURCES),
    ("cecile-hanssens", "competence supplier-assessment", "competence-gap", RESOURCES),
    ("RES-01", "allocated", "resource-shortfall", RESOURCES),
    ("COM-01", "channel", "incomplete-communication", COMMUNICATION),
    ("COM-12", "channel", "incomplete-communication", COMMUNICATION),
    ("COM-30", "channel", "incomplete-communication", COMMUNICATION),
    ("COM-05", "sender", "incomplete-communication", COMMUNICATION),
    ("COM-09", "record", "incomplete-communication", COMMUNICATION),
    ("COM-20", "audience", "incomplete-communication", COMMUNICATION),
    ("CH-05", "audience", "channel-audience", COMMUNICATION),
    ("POL-03", "last_reviewed", "never-reviewed", REVIEW),
    ("POL-10", "review_every", "never-reviewed", REVIEW),
    ("PRO-21", "last_reviewed", "never-reviewed", REVIEW),
    ("PRC-04", "last_reviewed", "never-reviewed", REVIEW),
    ("AIS-01", "last_reviewed", "never-reviewed", REVIEW),
    ("AIS-06", "impact_assessment", "missing-impact-assessment", REVIEW),
    ("RSK-01", "last_reviewed", "never-reviewed", REVIEW),
    ("DOC-02", "last_reviewed", "never-reviewed", REVIEW),
    ("REV-01", "held", "never-reviewed", REVIEW),
    ("AUD-2026-1", "done", "overdue-review", REVIEW),
    ("MET-02", "measurements", "overdue-measurement", REVIEW),
    ("ACN-12", "due", "action-without-due-date", REVIEW),
    ("soa-A.2.2", "evidence", "missing-evidence", REVIEW),
    ("soa-A.5.2", "evidence", "missing-evidence", REVIEW),
    ("soa-A.9.3", "evidence", "missing-evidence", REVIEW),
    ("soa-A.2.2", "the day of its evidence", "unreviewed-evidence", REVIEW),
    ("soa-A.7.4", "the day of its evidence", "unreviewed-evidence", REVIEW),
    ("soa-A.2.2", "justification", "missing-justification", REVIEW),
    ("soa-A.6.2.4", "last_reviewed", "never-reviewed", REVIEW),
    ("soa-A.8.4", "the record", "missing-applicability", REVIEW),
]
ELSEWHERE = {
    ("wendela-kortekaas", "role chief-executive"): "chief-executive",
    ("ruben-steenhuis", "role chief-executive"): "chief-executive",
    ("elif-aydemir", "role ml-engineer"): "ml-engineer",
    ("ana-rita-valadares", "competence data-quality"): "data-steward",
    ("cecile-hanssens", "competence supplier-assessment"): "procurement-manager",
    ("soa-A.8.4", "the record"): "iso-42001:A.8.4",
    ("CH-05", "audience"): "COM-20",
}
"""Where a removal is missed, if not there: at the role held, the control judged, what was sent."""
Removal = tuple[str, str, str, Category]


def place(removal: Removal) -> str:
    """Return the record at which a removal is missed."""
    return ELSEWHERE.get(removal[:2], removal[0])


@pytest.fixture(scope="module")
def example():
    """Return what was read of the example, and how often each finding is made of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        loaded = load(DATA)
        yield loaded, found(loaded)


def together() -> list[list[Removal]]:
    """Return the removals in lists, in none of which two concern one record."""
    lists: list[list[Removal]] = []
    for removal in REMOVALS:
        for several in (*lists, []):
            if not {removal[0], place(removal)} & {
                at for one in several for at in (one[0], place(one))
            }:
                several.append(removal)
                break
        if several not in lists:
            lists.append(several)
    return lists


@for_each("removals", together(), lambda removals: f"{len(removals)} at once")
def test_whatever_is_taken_out_is_missed_once(example, removals):
    loaded, before = example
    parts = {name: what for name, what, *_ in removals}
    left = [
        (less(record, parts[record.key]) if record.key in parts else record, source)
        for record, source in loaded.records
    ]
    records = [(record, source) for record, source in left if record is not None]
    new = found(replace(loaded, records=records)) - before
    wanted = Counter((one[2], one[3], place(one)) for one in removals)
    assert {"missed": wanted - new, "besides": new - wanted} == {"missed": {}, "besides": {}}
    assert len(records) == len(loaded.records) - [*parts.values()].count("the record")


def test_there_are_at_least_forty_removals_in_all_four_challenges():
    assert len({(name, what) for name, what, *_ in REMOVALS}) >= 40
    assert {challenge for *_, challenge in REMOVALS} == set(Category) - {Category.CONSISTENCY}


def found(loaded: Loaded) -> Counter[tuple[str, Category, str]]:
    """Return how often each rule finds something at each record."""
    return Counter((one.rule, one.category, one.record) for one in checks.run(Manual(loaded)))


def less(record: Any, what: str) -> Any:
    """Return a record without a part of it, or nothing where it is to go as a whole."""
    if what == "the record":
        return None
    if what == "the A":
        cells = {
            name: letters.replace("A", "").strip("/")
            for name, letters in record.responsibilities.items()
        }
        return record.model_copy(update={"responsibilities": {n: c for n, c in cells.items() if c}})
    if what == "the day of its evidence":
        first, *others = record.evidence
        unseen = first.model_copy(update={"seen": None})
        return record.model_copy(update={"evidence": (unseen, *others)})
    part, _, name = what.partition(" ")
    if name:
        field = {"role": "appointments", "course": "courses", "competence": "competences"}[part]
        kept = tuple(one for one in getattr(record, field) if getattr(one, part) != name)
        assert len(kept) == len(getattr(record, field)) - 1
        return record.model_copy(update={field: kept})
    return record.model_copy(update={what: type(record).model_fields[what].get_default()})
