"""Workbooks, health and the audit pack: read back as an auditor's own programs read them."""

import hashlib
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros import checks, exports
from macros.__main__ import main
from macros.exports import (
    _workbook,
    csv_tables,
    health,
    registers_workbook,
    statement_of_applicability,
)
from macros.manual import Manual

DATA = Path(__file__).parents[1] / "data"
ORGANISATION = "{id: o, title: Org, document_id: M-1, edition: 1.0, issued: 2026-01-01}\n"
STATEMENT, REGISTERS = "statement-of-applicability.xlsx", "registers.xlsx"
TOLD = "site/downloads/manual.json"
"""The data as a site tells them; in a test, nothing stands for those of the pack."""


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1794787200")


@pytest.fixture(scope="module")
def example():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1794787200")
        manual = Manual.load(DATA)
        assert manual.day
        return manual


def health_of(folder: Path) -> dict:
    return json.loads(health.export(Manual.load(folder))["health.json"])


def test_the_statement_of_applicability_has_38_rows_in_an_auditors_columns(example):
    content = statement_of_applicability.export(example)[STATEMENT]
    sheet = load_workbook(io.BytesIO(content))["Statement of Applicability"]
    head, *rows = sheet.values
    assert len(rows) == 38
    assert head[:9] == (
        "Id",
        "Control",
        "Applies",
        "Justification",
        "Status",
        "Implementation",
        "Owner",
        "Evidence",
        "Last review",
    )
    assert rows[0][0] == "iso-42001:A.2.2"
    assert all(row[2] in ("yes", "no") and row[3] and row[6] for row in rows)
    assert rows[0][8].date() == date(2026, 8, 20)


def test_the_registers_are_sheets_of_one_workbook(example):
    book = load_workbook(io.BytesIO(registers_workbook.export(example)[REGISTERS]))
    risks = list(book["Risk register"].values)
    assert len(risks) == 1 + 28
    assert {"Roles", "Policies", "Responsibility matrix", "Evidence index"} <= set(book.sheetnames)
    assert all(sheet.freeze_panes == "C2" for sheet in book.worksheets)


def test_a_text_that_begins_like_a_formula_stays_a_text(write):
    title = '=HYPERLINK("http://evil.example","x")'
    wide = "\N{FULLWIDTH EQUALS SIGN}1+2"
    roles = [
        {"id": "head", "title": title},
        {"id": "desk", "title": "+1-2"},
        {"id": "wide", "title": wide},
    ]
    manual = Manual.load(
        write({"data/organisation.yaml": ORGANISATION, "data/roles.json": json.dumps(roles)})
    )
    book = load_workbook(io.BytesIO(registers_workbook.export(manual)[REGISTERS]))
    cells = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value)[:1] in ("=", "+", "-", "@", wide[0])
    ]
    assert {cell.value for cell in cells} >= {title, "+1-2", wide}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert f"'{wide}" in csv_tables.export(manual)["roles.csv"].decode()


def test_the_same_data_gives_the_same_workbook(write):
    folder = write({"data/organisation.yaml": ORGANISATION})
    one, two = (registers_workbook.export(Manual.load(folder)) for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one[REGISTERS])) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 11, 16)}
        assert b"2026-11-16T00:00:00Z" in archive.read("docProps/core.xml")


def test_health_tells_each_finding_with_owner_age_and_cure(example):
    told = json.loads(health.export(example)["health.json"])
    findings = [one for those in told["challenges"].values() for one in those["findings"]]
    assert len(findings) == len(checks.run(example))
    short = next(one for one in findings if one["record"] == "RES-12")
    assert short["owner"] == "model-validator"
    assert short["age_in_days"] == (date(2026, 11, 16) - date.fromisoformat(short["since"])).days
    assert "ACN-07" in short["hint"]
    assert list(told["challenges"])[:4] == [
        "lack of clear ownership",
        "insufficient resources",
        "ineffective communication",
        "failure to review and improve",
    ]


def test_the_settings_cannot_hide_that_a_rule_is_lowered(write):
    activity = "- {id: ACT-1, title: Act, process: P-1, responsibilities: {head: R}}\n"
    files = {
        "data/organisation.yaml": ORGANISATION,
        "data/roles.yaml": "- {id: head, title: Head}\n",
        "data/processes.yaml": "- {id: P-1, title: Do it, phase: operate, owner: head}\n",
        "data/activities.yaml": activity,
    }
    told = health_of(write(files))
    assert "score" not in told
    assert any(
        one["rule"] == "single-accountable"
        for one in told["challenges"]["lack of clear ownership"]["findings"]
    )
    for level in ("off", "warning", "notice"):
        lowered = {"data/settings.yaml": f"levels: {{single-accountable: {level}}}\n"}
        told = health_of(write(files | lowered))
        assert told["rules_lowered"] == ["single-accountable"]


@pytest.fixture
def pack(write, capsys):
    """Return a function that makes a pack of a small manual, with these files of a site."""

    def pack(site: dict[str, str]) -> bytes:
        folder = write({"data/organisation.yaml": ORGANISATION, **site})
        if site.get(TOLD) == "":
            told = exports.all_exports(Manual.load(folder))["downloads/manual.json"]
            Path(TOLD).write_bytes(told)
        # Without the PDF it is not the pack that was asked for.
        assert main(["audit-pack"]) == int(site.get(TOLD) != "")
        return Path("audit-pack.zip").read_bytes()

    return pack


def test_the_audit_pack_holds_what_an_auditor_takes_along_and_what_each_file_comes_to(pack):
    content = pack({"site/downloads/manual.pdf": "%PDF", "site/manifest.json": "{}", TOLD: ""})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert names[:3] == ["README.txt", "manual.pdf", STATEMENT]
        wanted = {REGISTERS, "evidence-index.csv", "document-control-list.csv", "health.json"}
        assert wanted | {"manifest.json", "calendars/all.ics", "readings.csv"} <= set(names)
        sums = archive.read("SHA256SUMS").decode().splitlines()
        for line in sums:
            said, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == said
        assert {line.split("  ")[1] for line in sums} == set(names) - {"README.txt", "SHA256SUMS"}


@pytest.mark.parametrize("data", [{}, {"site/downloads/manual.json": '{"records": {}}'}])
def test_a_pdf_for_staff_or_of_other_data_is_not_in_the_pack(pack, capsys, data):
    with zipfile.ZipFile(io.BytesIO(pack({"site/downloads/manual.pdf": "%PDF", **data}))) as one:
        assert "manual.pdf" not in one.namelist()
    assert "was not built from these data for auditors" in capsys.readouterr().err


def test_a_pack_without_a_pdf_says_so(pack, capsys):
    with zipfile.ZipFile(io.BytesIO(pack({}))) as archive:
        assert "manual.pdf" not in archive.namelist()
        assert "PDF of the manual is not in this pack" in archive.read("README.txt").decode()
    assert "has no PDF, so the pack has none" in capsys.readouterr().err


def test_the_same_data_gives_the_same_pack(pack):
    assert pack({}) == pack({})


def test_a_manual_with_errors_has_no_pack(write, capsys):
    write({"data/organisation.yaml": "id: o\n"})
    assert main(["audit-pack"]) == 1
    assert not Path("audit-pack.zip").exists()
    assert "error" in capsys.readouterr().out


def test_a_workbook_holds_what_spreadsheets_have_no_sign_for():
    day = date(2026, 1, 2)
    line = [date(1850, 1, 1), date(1900, 3, 1), "a\x01b\ufffe\r\nc", "_x0041_"]
    content = _workbook.workbook([("S", [["", "", "", ""], line])], "T", day)
    found = [cell.value for cell in load_workbook(io.BytesIO(content))["S"][2]]
    assert found == ["1850-01-01", datetime(1900, 3, 1), "ab\nc", "_x0041_"]
