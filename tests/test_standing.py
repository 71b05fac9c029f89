"""What the home page says of a manual: nothing is good because nothing is recorded."""

import json
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.checks._redacted_manual import redact_manual
from macros.manual import Manual
from macros.manual.conformity import conformity
from macros.manual.coverage import leaves
from macros.model.requirement import Requirement
from macros.pages import _macros, my_page
from macros.pages._renderer import PageRenderer
from macros.pictures import clause_coverage
from tests.examples import tried

FRAMEWORK = {
    "id": "iso-42001",
    "title": "ISO/IEC 42001",
    "items": [
        {"id": "5", "title": "Leadership", "kind": "clause"},
        {"id": "5.1", "title": "Commitment", "kind": "clause", "parent": "5"},
        {"id": "5.2", "title": "Policy", "kind": "clause", "parent": "5"},
        {"id": "A.2.2", "title": "AI policy", "kind": "control"},
        {"id": "A.2.3", "title": "Alignment", "kind": "control"},
    ],
}
REQUIREMENTS = [one["id"] for one in FRAMEWORK["items"]]
GRADES = ["major nonconformity", "minor nonconformity", "opportunity", "good practice"]
ORDER = ["not assessed", "gap", "partly", "conforms"]
STATES = ["not started", "planned", "partly implemented", "implemented"]


def record(folder, **fields):
    """Return a strategy for a record of a kind; its id is given later."""
    return st.tuples(st.just(folder), st.fixed_dictionaries(fields))


some = st.lists(st.sampled_from(REQUIREMENTS), max_size=3, unique=True)
role = st.sampled_from(["boss", "head"])
score = st.integers(1, 5)
day = st.sampled_from(["2025-01-31", "2026-01-31", "2026-12-31"])
RECORDS = st.one_of(
    record("roles", purpose=st.just("To be there."), reports_to=role),
    record("risks", likelihood=score, impact=score, treatment=st.just("reduce"), treated_by=some),
    record(
        "metrics",
        target=st.just(5),
        better=st.sampled_from(["higher", "lower"]),
        every=st.just("monthly"),
        measurements=st.just([{"on": "2026-01-31", "value": 4}]),
    ),
    record(
        "actions",
        type=st.just("nonconformity"),
        state=st.sampled_from(["open", "done", "verified", "cancelled"]),
        raised=day,
        due=day,
        requirements=some,
    ),
    record(
        "ai-systems", stage=st.just("use"), risk_level=st.just("high"), part=st.just("deployer")
    ),
    record(
        "policies", owner=role, requirements=some, status=st.sampled_from(["draft", "approved"])
    ),
    record("processes", owner=role, phase=st.just("operate"), requirements=some),
    record(
        "documents", owner=role, form=st.sampled_from(["document", "record"]), requirements=some
    ),
    record("resources", type=st.just("people"), needed=st.just(3), allocated=st.just(1)),
    record("reviews", owner=role, every=st.just("yearly"), first_due=day, requirements=some),
    record(
        "activities",
        process=st.just("PRC-0"),
        responsibilities=st.sampled_from([{}, {"boss": "A/R"}, {"boss": "R"}]),
        requirements=some,
    ),
    record(
        "applicability",
        control=st.sampled_from(["A.2.2", "A.2.3", "5.1"]),
        applies=st.just(True),
        state=st.sampled_from(STATES),
        owner=role,
        evidence=st.sampled_from(
            [[], [{"what": "DOC-0"}], [{"what": "documents-0", "seen": "2026-01-15"}]]
        ),
    ),
    record(
        "audits",
        owner=role,
        done=st.sampled_from([None, "2026-01-20"]),
        conforming=some,
        findings=st.lists(
            st.fixed_dictionaries(
                {
                    "number": st.just("1"),
                    "grade": st.sampled_from(GRADES),
                    "statement": st.just("Seen."),
                    "requirement": st.sampled_from(REQUIREMENTS),
                    "actions": st.sampled_from([[], ["actions-0"], ["actions-1"]]),
                }
            ),
            max_size=2,
        ),
    ),
)
BASE = {
    "organisation": {
        "id": "us",
        "title": "Us",
        "document_id": "M-1",
        "edition": "1",
        "issued": "2026-01-31",
    },
    "frameworks": FRAMEWORK,
}


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    numbers = count()

    def load(records) -> Manual:
        data = tmp_path_factory.mktemp(f"data{next(numbers)}")
        files = dict(BASE)
        for number, (folder, fields) in enumerate(records):
            made = {"id": f"{folder}-{number}", "title": f"Number {number}", **fields}
            files.setdefault(folder, []).append(made)
        for folder, content in files.items():
            (data / f"{folder}.json").write_text(json.dumps(content), encoding="utf-8")
        (data / "settings.yaml").write_text("as_of: 2026-02-01\n", encoding="utf-8")
        return Manual.load(data)

    return load


@tried(150)
@given(st.lists(RECORDS, max_size=6), RECORDS)
def test_a_true_record_never_makes_the_standing_worse(load, records, one_more):
    before, after = states(load(records)), states(load([*records, one_more]))
    assert before.keys() == after.keys() == {"5.1", "5.2", "A.2.2", "A.2.3"}
    folder, fields = one_more
    hit = {
        finding["requirement"]
        for finding in (fields["findings"] if folder == "audits" else ())
        if "nonconformity" in finding["grade"]
    }
    for id, state in before.items():
        if id in hit or (id.startswith("5.") and "5" in hit):
            # A nonconformity decides the state of its own requirement, which is then assessed.
            assert after[id] != "not assessed"
            continue
        assert ORDER.index(after[id]) >= ORDER.index(state), (id, state, after[id])


@tried(50)
@given(st.lists(RECORDS, max_size=8))
def test_nothing_conforms_that_nobody_assessed(load, records):
    unassessed = [
        (folder, fields | {"evidence": []} if folder == "applicability" else fields)
        for folder, fields in records
        if folder != "audits"
    ]
    assert "conforms" not in states(load(unassessed)).values()


def states(manual: Manual) -> dict[str, str]:
    return {leaf.id: conformity(manual, leaf) for leaf in leaves(manual, "clause", "control")}


def test_an_empty_manual_has_nothing_assessed_and_nothing_green(load):
    manual = load([])
    assert "Nothing assessed yet" in _macros.standing(manual)
    shown = _macros.standing(manual) + _macros.health(manual) + _macros.open_points(manual)
    assert "good" not in shown
    assert "conform in part" not in shown
    assert "0 conform, 0 in part, 0 gaps, 2 not assessed" in _macros.coverage(manual).striptags()


def test_a_control_that_is_partly_implemented_does_not_conform(load):
    row = {"control": "A.2.2", "applies": True}
    shown = [("roles", {}), ("documents", {"form": "record", "requirements": ["A.2.2"]})]
    for state, outcome in [
        ("implemented", "not assessed"),  # Nobody checked its evidence.
        ("partly implemented", "partly"),
        ("planned", "gap"),
        ("not started", "gap"),
    ]:
        manual = load([*shown, ("applicability", {**row, "state": state})])
        assert conformity(manual, _control(manual)) == outcome
    # With an accountable role and checked evidence, the row decides.
    owned = ("documents", {"form": "record", "owner": "roles-0", "requirements": ["A.2.2"]})
    row["evidence"] = [{"what": "documents-1"}]
    manual = load([*shown, owned, ("applicability", {**row, "state": "implemented"})])
    assert conformity(manual, _control(manual)) == "not assessed"
    row["evidence"] = [{"what": "documents-1", "seen": "2026-01-15"}]
    manual = load([*shown, ("applicability", {**row, "state": "implemented"})])
    assert conformity(manual, _control(manual)) == "partly"  # Nobody is accountable for it yet.
    manual = load([*shown, owned, ("applicability", {**row, "state": "implemented"})])
    assert conformity(manual, _control(manual)) == "conforms"
    assert conformity(load([*shown, owned]), _control(manual)) == "not assessed"
    manual = load([("applicability", {**row, "applies": False})])
    assert conformity(manual, _control(manual)) == "not applicable"


def test_an_open_nonconformity_decides_until_it_is_corrected(load):
    owned = ("documents", {"form": "record", "owner": "roles-0", "requirements": ["5.1"]})
    audit = {"done": "2026-01-20", "conforming": ["5.1"]}

    def state(grade: str, *actions: str) -> str:
        numbers = [f"actions-{4 + number}" for number in range(len(actions))]
        finding = {"number": "1", "grade": grade, "statement": "Seen.", "requirement": "5.1"}
        found = [("audits", {"done": "2025-06-01", "findings": [finding | {"actions": numbers}]})]
        made = [
            ("actions", {"type": "corrective action", "raised": "2025-06-02", "state": state})
            for state in actions
        ]
        manual = load([("roles", {}), owned, ("audits", audit), *found, *made])
        return states(manual)["5.1"]

    assert state("minor nonconformity") == "partly"
    assert state("major nonconformity") == "gap"
    assert state("major nonconformity", "verified", "open") == "gap"
    assert state("major nonconformity", "cancelled") == "gap"
    assert state("major nonconformity", "verified", "done") == "conforms"  # Found to conform since.
    assert state("opportunity", "open") == "conforms"
    del audit["conforming"]
    assert state("major nonconformity", "done") == "partly"  # The correction is not verified.
    assert state("major nonconformity", "verified") == "conforms"
    del audit["done"]
    assert states(load([("roles", {}), owned]))["5.1"] == "not assessed"


def _control(manual: Manual) -> Requirement:
    found = manual["A.2.2"]
    assert isinstance(found, Requirement)
    return found


def test_the_home_page_counts_what_is_overdue_off_target_partly_implemented_and_open(load):
    manual = load(
        [
            (
                "metrics",
                {
                    "target": 5,
                    "better": "lower",
                    "every": "monthly",
                    "measurements": [{"on": "2025-10-31", "value": 9}],
                },
            ),
            ("actions", {"type": "improvement", "raised": "2026-01-01", "due": "2026-01-15"}),
            ("actions", {"type": "improvement", "raised": "2026-01-01", "due": "2026-03-15"}),
            ("applicability", {"control": "A.2.2", "applies": True, "state": STATES[2]}),
            ("objectives", {"target": "Soon", "state": "at risk"}),
            (
                "audits",
                {"findings": [{"number": "1", "grade": GRADES[1], "statement": "Seen."}]},
            ),
        ]
    )
    shown = _macros.open_points(manual)
    for link in (
        '<a href="/monitoring/calendar/?due-dates.status=overdue#table-due-dates">'
        '<b><span class="aims-state" data-tone="bad">2</span></b> overdue</a>',
        '<a href="/metrics/?metrics.status=off%20target#table-metrics">'
        '<b><span class="aims-state" data-tone="bad">1</span></b> off target</a>',
        '<a href="/applicability/?statement-of-applicability.status=partly%20implemented'
        '#table-statement-of-applicability"><b>1</b> partly implemented</a>',
        '<a href="/actions/#table-open-actions"><b>2</b> open actions</a>',
        '<a href="/actions/?open-actions.status=overdue#table-open-actions">'
        '<b><span class="aims-state" data-tone="bad">1</span></b> overdue actions</a>',
        '<a href="/objectives/?objectives.status=at%20risk#table-objectives">'
        '<b><span class="aims-state" data-tone="bad">1</span></b> at risk</a>',
        '<a href="/audits/?audit-findings.status=open#table-audit-findings">'
        '<b><span class="aims-state" data-tone="bad">1</span></b> open audit findings</a>',
        '<a href="/monitoring/#table-never-reviewed"><b>1</b> never reviewed</a>',
    ):
        assert link in shown


def test_no_number_calls_it_good_that_nothing_is_recorded(load):
    shown = _macros.open_points(load([])).striptags()
    for words in ("overdue", "at risk", "off target", "open audit findings"):
        assert f"\N{EN DASH} {words}" in shown, words


def test_an_open_finding_does_not_show_in_what_staff_see_of_the_standard(load):
    owned = ("documents", {"form": "record", "owner": "roles-0", "requirements": ["5.1", "5.2"]})
    finding = {"number": "1", "grade": GRADES[0], "statement": "Seen.", "requirement": "5.2"}
    audits = [("audits", {"done": "2025-06-01", "conforming": ["5.1"]})]
    before, after = (
        load([("roles", {}), owned, *audits, ("audits", {"done": "2026-01-20", "findings": some})])
        for some in ([], [finding])
    )
    assert states(after)["5.2"] == "gap"
    assert states(redact_manual(after)) == states(redact_manual(before)) == states(before)
    note = "Only the auditor edition counts and shows open findings"
    assert note in _macros.open_points(redact_manual(after)).striptags()


def test_a_tile_counts_what_its_list_shows(load):
    row = {"control": "A.2.2", "state": STATES[2]}
    manual = load(
        [
            ("applicability", {**row, "applies": True}),
            ("applicability", {**row, "applies": False}),
            ("actions", {"type": "improvement", "raised": "2026-01-01", "due": "2026-03-15"}),
        ]
    )
    shown = _macros.open_points(manual)
    assert "?statement-of-applicability.status=" in shown
    assert "<b>1</b> partly implemented" in shown
    assert '<a href="/monitoring/calendar/"><b>0</b> overdue</a>' in shown
    assert '<a href="/actions/"><b>0</b> overdue actions</a>' in shown


def test_the_picture_of_the_standard_counts_as_the_home_page_does(load):
    def told(*records):
        return clause_coverage.draw(load([*records])).description

    assert "Not assessed: 4" in told()
    assert "Conforms" not in told() and "Nothing is overdue" in told()
    owned = ("documents", {"form": "record", "owner": "roles-0", "requirements": ["A.2.2"]})
    row = ("applicability", {"control": "A.2.2", "applies": True})
    row[1]["evidence"] = [{"what": "documents-1", "seen": "2026-01-15"}]
    for state, words in (
        ("implemented", "Conforms: 1."),
        ("partly implemented", "Conforms in part: 1 (A.2.2)."),
        ("planned", "Gap: 1 (A.2.2)."),
    ):
        assert words in told(("roles", {}), owned, (row[0], {**row[1], "state": state})), state
    assert "Does not apply: 1 (A.2.2)." in told((row[0], {**row[1], "applies": False}))
    late = {"type": "improvement", "raised": "2026-01-01", "due": "2026-01-15"}
    assert "Overdue: A.2.2." in told(("actions", {**late, "requirements": ["A.2.2"]}))
    assert "Nothing is overdue." in told(
        ("actions", {**late, "state": "done", "closed": "2026-01-14", "requirements": ["A.2.2"]})
    )


def test_a_role_with_any_name_has_a_script_of_its_own(sound):
    names = ("index", "roles", "my-roles")
    several = {f"roles/{name}.yaml": f"id: {name}\ntitle: {name}\n" for name in names}
    paths = [asset.path for asset in my_page.pages(PageRenderer(sound(**several)))]
    assert len(paths) == len({path.casefold() for path in paths})
    assert {f"my/{name}.js" for name in names} < {*paths}
