"""Whatever is taken out of the example is missed: by exactly the rule that is there for it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from macros import checks
from macros.findings import Challenge
from macros.loading import load
from macros.manual import Manual

DATA = Path(__file__).parents[1] / "data"
# The day before the first deadline of the example that nobody has kept.
DAY = "2026-11-16"
OWNERSHIP, RESOURCES = Challenge.OWNERSHIP, Challenge.RESOURCES
COMMUNICATION, REVIEW = Challenge.COMMUNICATION, Challenge.REVIEW

# (record, what is taken out of it, the rule that misses it, in which challenge)
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
    ("chief-executive", "the holder", "role-without-holder", OWNERSHIP),
    ("chief-executive", "the deputy", "role-without-deputy", OWNERSHIP),
    ("ml-engineer", "the deputy", "role-without-deputy", OWNERSHIP),
    ("aims-manager", "course TRN-01", "training-gap", RESOURCES),
    ("data-steward", "course TRN-05", "training-gap", RESOURCES),
    ("ciso", "course TRN-07", "training-gap", RESOURCES),
    ("model-validator", "course TRN-08", "training-gap", RESOURCES),
    ("data-steward", "competence data-quality", "competence-gap", RESOURCES),
    ("procurement-manager", "competence supplier-assessment", "competence-gap", RESOURCES),
    ("RES-01", "allocated", "short-resources", RESOURCES),
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
    ("AIS-06", "impact_assessment", "unassessed-system", REVIEW),
    ("RSK-01", "last_reviewed", "never-reviewed", REVIEW),
    ("DOC-02", "last_reviewed", "never-reviewed", REVIEW),
    ("REV-01", "held", "never-reviewed", REVIEW),
    ("AUD-2026-1", "done", "overdue-review", REVIEW),
    ("MET-02", "measurements", "unmeasured-metric", REVIEW),
    ("ACN-12", "due", "undated-action", REVIEW),
    ("soa-A.2.2", "evidence", "unevidenced-requirement", REVIEW),
    ("soa-A.5.2", "evidence", "unevidenced-requirement", REVIEW),
    ("soa-A.9.3", "evidence", "unevidenced-requirement", REVIEW),
    ("soa-A.2.2", "the day of its evidence", "unseen-evidence", REVIEW),
    ("soa-A.7.4", "the day of its evidence", "unseen-evidence", REVIEW),
    ("soa-A.2.2", "justification", "unjustified-applicability", REVIEW),
    ("soa-A.6.2.4", "last_reviewed", "never-reviewed", REVIEW),
    ("soa-A.8.4", "the record", "missing-applicability", REVIEW),
]


@pytest.fixture(scope="module")
def example():
    """Return the example's records as they were read, and how often each finding is made of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1794787200")
        loaded = load(DATA)
        manual = Manual(loaded)
        assert str(manual.day) == DAY
        yield loaded, _found(manual)


@pytest.mark.parametrize(
    ("name", "what", "rule", "challenge"),
    REMOVALS,
    ids=[f"{what} of {name}" for name, what, *_ in REMOVALS],
)
def test_what_is_taken_out_is_missed_once(example, name, what, rule, challenge):
    loaded, before = example
    manual = Manual(loaded)
    records = dict(manual._written)
    about = _taken_out(records, manual, name, what)
    after = _found(Manual(replace(loaded, records=list(records.values()))))
    assert list((after - before).elements()) == [(rule, challenge, about)]


def test_there_are_at_least_forty_removals_in_all_four_challenges():
    assert len(set(REMOVALS)) >= 40
    assert {challenge for *_, challenge in REMOVALS} == set(Challenge) - {Challenge.CONSISTENCY}


def _found(manual: Manual) -> Counter[tuple[str, Challenge, str]]:
    return Counter((one.rule, one.challenge, one.record) for one in checks.run(manual))


def _taken_out(records, manual, name, what):
    """Take something out of a record and return the key of the record at which it is missed."""
    record = manual[name]
    if what == "the record":
        del records[record.key]
        return manual.organisation.key if what == "nothing" else record.control_key
    key, changes = _CHANGES.get(what.split()[0] if " " in what else what, _field)(
        manual, record, what
    )
    changed, source = records[key]
    records[key] = (changed.model_copy(update=changes), source)
    return key
