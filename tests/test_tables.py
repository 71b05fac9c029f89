"""Registers and matrices of the sound manual; `pytest --update` rewrites the expected CSV."""

import shutil
from pathlib import Path

import pytest

from macros import tables
from macros.exports.csv_tables import as_csv
from macros.manual import Manual
from macros.model import Entity
from macros.pages._tables import table_as_html
from macros.tables._table import Row, RowGroup, Table
from tests.cases import for_each

EXPECTED = Path(__file__).with_name("expected") / "tables"
SOUND = Path(__file__).with_name("mistakes") / "_sound"
GOLDEN = (
    "clause_coverage",
    "document_control_list",
    "documents_elsewhere",
    "load_per_role",
    "responsibility_matrix",
    "review_calendar",
    "role_by_policy",
    "stage_register",
    "statement_of_applicability",
)


def drawn(name: str, manual) -> Table:
    return tables.known()[name].table(manual)


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Manual:
    """Return the sound manual, loaded once for what only looks at it."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    return Manual.load(folder / "data")


def cells(table: Table) -> dict[str, dict[str, str]]:
    """Return what stands in a table, by the keys of its rows and the heads of its columns."""
    return {
        _name(row.head): {
            _name(column): _words(cell)
            for column, cell in zip(table.columns, row.cells, strict=True)
        }
        for row in table.all_rows
    }


def _name(head: object) -> str:
    return head.key if isinstance(head, Entity) else str(head)


def _words(cell: object) -> str:
    if isinstance(cell, tuple):
        return ", ".join(map(_words, cell))
    return "" if cell is None else _name(cell)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_table_is_as_expected(name, sound, request):
    given = as_csv(drawn(name, manual := sound()), manual).decode("utf-8-sig")
    path = EXPECTED / f"{name}.csv"
    if request.config.getoption("--update"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(given, encoding="utf-8", newline="")
        return
    assert given == path.read_bytes().decode("utf-8")


@for_each("name", sorted(tables.known()))
def test_every_row_has_a_cell_for_each_column(name, shared):
    table = drawn(name, shared)
    assert {len(row.cells) for row in table.all_rows} <= {len(table.columns)}


@for_each("name", sorted(tables.known()))
def test_a_table_of_an_empty_manual_says_that_nothing_is_recorded(name, write):
    organisation = "{id: us, title: Us, document_id: M-1, edition: 1, issued: 2026-01-31}"
    manual = Manual.load(write({"data/organisation.yaml": organisation}))
    table = drawn(name, manual)
    html = table_as_html(table, manual)
    assert table.empty_text.endswith(".")
    assert html.startswith(("<p", "<figure"))


@for_each("name", sorted(tables.known()))
def test_the_choices_of_a_table_are_columns_of_it(name, shared):
    table = drawn(name, shared)
    assert set(table.filters) <= set(map(str, table.columns))


def test_several_letters_stand_in_their_order(sound):
    found = cells(drawn("role_by_policy", sound()))
    assert found["aims-manager"]["POL-1"] == "O"
    assert found["board"]["POL-1"] == "A"
    assert found["ciso"]["POL-1"] == "K/P"


def test_a_control_without_a_row_is_not_assessed(sound):
    items = (
        "id: iso-42001\ntitle: ISO\nitems:\n"
        "  - {id: A.2.2, title: AI policy, kind: control}\n"
        "  - {id: A.2.3, title: Other, kind: control}\n"
    )
    found = cells(drawn("statement_of_applicability", sound(**{"frameworks.yaml": items})))
    assert found["iso-42001:A.2.2"]["Applies"] == "yes"
    assert found["iso-42001:A.2.3"]["Applies"] == "not assessed"


def test_a_clause_that_nobody_audited_is_not_assessed(sound):
    found = cells(drawn("clause_coverage", sound()))
    assert found["iso-42001:5.2"]["Addressed by"] == "POL-1"
    assert found["iso-42001:5.2"]["Status"] == "not assessed"
    assert found["iso-42001:5.2"]["Basis"] == "no evidence"
    assert found["iso-42001:5"]["Status"] == "see its parts"


def test_what_is_overdue_comes_first(sound):
    table = drawn("review_calendar", sound(**{"settings.yaml": "as_of: 2027-06-15"}))
    assert [group.head for group in table.groups][:2] == ["Overdue", "June 2027"]


def test_a_short_resource_says_how_much_is_missing(sound):
    short = "{id: RES-1, title: Team, type: people, needed: 2, allocated: 1.5, unit: FTE}"
    found = cells(drawn("resources_needed", sound(**{"resources.yaml": short})))
    assert found["RES-1"]["Status"] == "0.5 FTE missing"


def test_a_course_for_everybody_stands_in_every_row(sound):
    courses = "- {id: TRN-1, title: Basics, owner: ciso, everyone: true, roles: [ciso]}"
    found = cells(drawn("role_by_course", sound(**{"courses.yaml": courses})))
    assert {row["TRN-1"] for row in found.values()} == {"E", "M/E"}


def test_a_need_stands_below_its_party_with_the_records_that_address_it(sound):
    parties = (
        "- id: customers\n  title: Customers\n  side: external\n  owner: ciso\n  needs:\n"
        "    - {need: To be told., met_by: [POL-1], binding: true}\n"
        "    - {need: To be heard., met_by: [PRC-1]}\n"
    )
    manual = sound(**{"interested-parties.yaml": parties})
    table = drawn("need_by_policy", manual)
    assert [group.head.key for group in table.groups] == ["customers"]
    assert cells(table)["To be told."]["POL-1"] == "B"
    assert cells(drawn("need_by_process", manual))["To be heard."] == {"PRC-1": "N", "PRC-2": ""}


def test_findings_stand_below_their_challenge(sound):
    table = drawn("health", sound(**{"roles/idle.yaml": "{id: idle, title: Idle}"}))
    assert "Lack of clear ownership" in [group.head for group in table.groups]


def test_the_first_rows_of_a_table_keep_their_groups():
    def rows(*heads: str) -> tuple[Row, ...]:
        return tuple(Row(head, ()) for head in heads)

    table = Table(
        "T", "Row", (), groups=(RowGroup("one", rows("a", "b")), RowGroup("two", rows("c")))
    )
    assert [row.head for row in table.first(2).all_rows] == ["a", "b"]
    assert [group.head for group in table.first(2).groups] == ["one"]
    assert [row.head for row in table.first(9).all_rows] == ["a", "b", "c"]


def test_a_matrix_has_caption_scope_and_legend(sound):
    table = drawn("responsibility_matrix", manual := sound())
    html = table_as_html(table, manual)
    assert '<caption id="table-responsibility-matrix-by-process">' in html
    assert html.count('scope="col"') == 1 + len(table.columns)
    assert 'scope="row"' in html
    assert 'scope="rowgroup"' in html
    assert 'role="region" tabindex="0" aria-labelledby="table-responsibility-matrix' in html
    assert '<dl class="aims-legend">' in html


def test_a_cell_leads_to_the_role_in_its_activity_and_says_so(sound):
    html = table_as_html(drawn("responsibility_matrix", manual := sound()), manual)
    assert (
        'href="/activities/act-1/#aims-manager" '
        'aria-label="A/R: AIMS manager: accountable and responsible, Set objectives"'
    ) in html


def test_text_in_a_cell_is_shown_harmlessly(sound):
    hostile = "- {id: PRC-1, title: '<b>x</b> | {{ y }}', owner: ciso, phase: establish}"
    html = table_as_html(
        drawn("process_register", manual := sound(**{"processes.yaml": hostile})), manual
    )
    assert "&lt;b&gt;x&lt;/b&gt; | {{ y }}" in html
    assert "<b>x" not in html
