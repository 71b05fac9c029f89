"""What an auditor sees and staff do not: clauses beside each section, and what is found there."""

import html
import io
import os
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from macros import exports, tables
from macros.checks import _health
from macros.checks._redacted_manual import redact_manual
from macros.manual import Manual, conformity, coverage, review_inputs
from macros.model import kinds
from macros.pages import _clause_notes, _macros, _markup
from macros.pages._renderer import PageRenderer

DATA = Path(__file__).parents[1] / "data"


@cache
def loaded(edition: str) -> Manual:
    """Return an edition of the example, as the environment says at the first call."""
    assert os.environ["AIMS_AUDIENCE"] == edition
    return redact_manual(Manual.load(DATA))


@pytest.fixture
def example(monkeypatch):
    """Return a function that gives the example as one of its two readers may see it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1794787200")

    def example(edition: str) -> Manual:
        monkeypatch.setenv("AIMS_AUDIENCE", edition)
        return loaded(edition)

    return example


def page(manual: Manual, name: str) -> str:
    return PageRenderer(manual).record(manual[name], None, None).html


def test_an_auditor_sees_the_clauses_and_the_findings_of_a_record(example):
    shown = page(example("auditor"), "RES-12")
    assert "For the auditor" in shown
    assert "has 2.2 of the 3 FTE that are needed" in shown
    assert (
        "/frameworks/iso-42001/5.2/"
        in page(example("auditor"), "POL-01").split("For the auditor")[1]
    )


NOTE = re.compile(r'<h2 id="([^"]+)">[^<]*</h2>\s*<p class="aims-note">(.*?)</p>', re.DOTALL)


def test_an_auditor_sees_beside_each_section_which_clauses_it_answers(example):
    notes = dict(NOTE.findall(page(example("auditor"), "POL-05")))
    assert notes.keys() >= {"rules", "concerns", "told", "history", "auditor"}
    assert "/frameworks/iso-42001/7.5.2/" in notes["history"]
    assert "/frameworks/iso-42001/A.7.5/".lower() in notes["auditor"].lower(), "which it names"
    assert NOTE.findall(page(example("staff"), "POL-05")) == []


@pytest.mark.slow
def test_every_clause_beside_a_section_is_one_of_the_standard_and_every_section_is_there(example):
    manual = example("auditor")
    renderer = PageRenderer(manual)
    shown = {
        (record.folder, id)
        for record in manual.entities
        for id, _ in NOTE.findall(renderer.record(record, None, None).html)
    }
    for folder, kind in kinds().items():
        for id, numbers in vars(kind).get("section_clauses", {}).items():
            several = numbers.split(", ")
            assert len(_clause_notes.record_names(manual, several)) == len(several), (folder, id)
            assert (folder, id) in shown


def test_staff_see_neither(example):
    shown = page(example("staff"), "RES-12")
    assert "For the auditor" not in shown
    assert "has 2.2 of the 3 FTE" not in shown


def test_written_pages_name_their_clauses_for_an_auditor_only(example):
    assert "/frameworks/iso-42001/9.3.2/" in _macros.clauses(example("auditor"), "9.3.2", "99")
    assert _macros.clauses(example("staff"), "9.3.2") == ""


def test_no_state_is_better_for_staff_who_do_not_see_open_audit_findings(example):
    order = ["not assessed", "gap", "partly", "conforms"]
    staff, auditor = example("staff"), example("auditor")
    parts = coverage.leaves(auditor, "clause", "control")
    pairs = [
        tuple(order.index(conformity.conformity(one, part)) for one in (staff, auditor))
        for part in parts
    ]
    assert len(pairs) == 70
    assert all(seen <= known for seen, known in pairs)
    assert any(seen < known for seen, known in pairs)


def test_staff_are_not_told_that_a_process_is_in_order_where_findings_are_withheld(example):
    drawn = tables.known()["improvement_cycle"].table
    staff, auditor = drawn(example("staff")), drawn(example("auditor"))
    assert "Status" in auditor.columns and "Status" not in staff.columns
    assert all(len(row.cells) == len(staff.columns) for row in staff.all_rows)


def test_the_cycle_has_six_phases_and_every_process(example):
    table = tables.known()["improvement_cycle"].table(example("auditor"))
    assert [group.head for group in table.groups] == [
        "Establish",
        "Implement",
        "Operate",
        "Monitor",
        "Review",
        "Improve",
    ]
    assert len(list(table.all_rows)) == 18


def test_the_inputs_of_the_next_management_review_are_drawn_from_the_data(example):
    found = {one.what: one for one in review_inputs.review_inputs(example("auditor"))}
    assert found["Monitoring and measurement results"].figures == "13 of 14 metrics on target"
    assert [one.id for one in found["Monitoring and measurement results"].records] == ["MET-05"]
    assert [one.id for one in found["Adequacy of resources"].records] == ["RES-12"]
    assert found["Status of actions from earlier reviews"].figures == "0 of 5 actions done"
    assert len(found) == 12


def test_the_decisions_of_reviews_say_how_far_they_are(example):
    table = tables.known()["management_review_outputs"].table(example("auditor"))
    assert [group.head.id for group in table.groups] == ["MR-2026", "MR-2025"]
    states = {str(row.cells[-1]) for group in table.groups for row in group.rows}
    assert {"under way", "done"} <= states


def test_every_role_finds_what_it_has_to_do_and_trainings_are_for_the_auditor(example):
    def sorts(edition: str) -> set[str]:
        table = tables.known()["calendar_by_role"].table(example(edition))
        return {row.cells[1] for row in table.all_rows}

    wanted = {"review", "audit", "measurement", "action", "communication", "impact assessment"}
    assert sorts("auditor") >= wanted | {"training", "management review"}
    assert "training" not in sorts("staff")


def test_coverage_is_told_by_chapter_in_the_states_of_the_home_page(example):
    rows = list(tables.known()["coverage_by_chapter"].table(example("auditor")).all_rows)
    assert [row.cells[0] for row in rows][-1] == 70
    assert sum(row.cells[0] for row in rows[:-1]) == 70
    manual = example("auditor")
    found = conformity.conformities(manual, "clause", "control")
    assert rows[-1].cells == (70, *(found[state] for state in conformity.STATES))
    assert found["partly"] and found["not assessed"] and 0 < found["conforms"] < 70


@pytest.mark.slow
def test_no_workbook_calendar_or_other_download_of_the_staff_edition_tells_a_finding(example):
    told = [one.message.partition(": ")[2] for one in _health.open_findings(example("auditor"))]
    assert len(told) > 20
    files = exports.all_exports(example("staff"))
    assert {"downloads/registers.xlsx", "downloads/health.json"} <= set(files)
    text = "\n".join(readable(name, content) for name, content in files.items())
    assert [words for words in told if words in text] == []
    # What is looked for would be found: it stands in the same files for an auditor.
    files = exports.all_exports(example("auditor"))
    for name in ("downloads/registers.xlsx", "downloads/health.json", "downloads/health.csv"):
        assert [words for words in told if words not in readable(name, files[name])] == []


def readable(name: str, content: bytes) -> str:
    """Return all that a file says as text, a workbook's cells without their packing."""
    if not name.endswith(".xlsx"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return html.unescape(
            "".join(archive.read(one).decode() for one in archive.namelist() if "xl/" in one)
        )


def test_findings_on_pages_have_names_and_written_dates_and_files_ids_and_iso_dates(example):
    manual = example("auditor")
    shown = re.sub("<[^>]+>", "", _macros.table(manual, "health"))
    text = html.unescape(shown)
    files = exports.known()["health"].export(manual)["health.json"].decode()
    people = [person for person in manual.all(kinds()["people"]) if f"{person.id}" in files]
    assert people
    for person in people:
        assert person.title in text
        assert not re.search(rf"(?<![\w`-]){re.escape(person.id)}(?![\w`-])", text), person.id
    assert re.search(r"\d{4}-\d\d-\d\d", files)
    assert not re.search(r"\d{4}-\d\d-\d\d", text)
    assert re.search(r"\d{1,2} [A-Z][a-z]+ 20\d\d", text)


def test_code_in_a_finding_stays_as_it_is_to_be_written(example):
    shown = _markup.message(
        "Ask wouter-slagmolen by 2027-02-26: `on: 2027-02-26`.", example("auditor")
    )
    assert "Ask Wouter Slagmolen by" in shown and ">26 February 2027</time>" in shown
    assert "`on: 2027-02-26`" in shown
    assert "<b>" not in _markup.message("<b> ada-x <b>", example("auditor"))


def test_the_trend_of_findings_has_the_day_of_each_edition(example):
    drawn = _macros.health_trend(example("auditor"))
    for day in ("1 Sep 2025", "2 Mar 2026", "16 Nov 2026"):
        assert f">{day}<" in drawn
