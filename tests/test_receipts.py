"""Receipts as they come in: what is taken over into the data, and what is left out and told."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from macros.__main__ import main
from macros.manual import Manual
from macros.manual.acknowledgements import acknowledgement_statuses

SOUND = "c6d58a518f27"


@pytest.fixture
def take(sound, tmp_path, capsys):
    """Return a function that imports a file into the sound manual, and says what came of it."""

    def take(name, content, **over):
        sound(**over)
        file = tmp_path / name
        if isinstance(content, str):
            file.write_text(content, encoding="utf-8")
        else:
            book = Workbook()
            for row in content:
                book.active.append(row)
            book.save(file)
        code = main(["receipts", "import", str(file)])
        said = capsys.readouterr()
        return code, said.out.replace(str(tmp_path), "."), said.err.replace(str(tmp_path), ".")

    return take


def states():
    """Return where each reader of the manual in the current folder stands."""
    manual = Manual.load(Path("data"))
    return {one.person.id: one.state for one in acknowledgement_statuses(manual)}


def test_a_list_from_a_form_tool_is_taken_over_by_names_and_addresses(take):
    code, said, told = take(
        "form.csv",
        "Timestamp;Name;Department;Policy;Version\r\n"
        "2026-02-03 10:31:22;ben;IT;POL-1;1.0\r\n"
        "2026-02-04 08:00:00;Anna;Office;POL-1;1.0\r\n",
    )
    assert (code, told) == (0, "")
    assert "2 imported, 0 left out." in said
    assert states() == {"anna": "read", "ben": "read"}


def test_a_workbook_is_taken_over_although_it_makes_numbers_of_versions(take):
    rows = [["Person", "Record", "Version", "On"], ["ben", "POL-1", 1, "2026-02-03"]]
    code, _, told = take("form.xlsx", rows)
    assert (code, told) == (0, "")
    assert states() == {"anna": "outstanding", "ben": "read"}


def test_what_is_not_in_order_is_left_out_and_told_with_its_row(take):
    code, said, told = take(
        "form.csv",
        "person,record,version,on\n"
        "ben,POL-1,1.0,2026-02-03\n"
        "Benn,POL-1,1.0,2026-02-03\n"
        "anna,POL-1,7.0,2026-02-03\n"
        "anna,POL-1,1.0,3 February\n"
        "Ben,POL-1,1.0,2026-02-05\n",
    )
    assert code == 1
    assert "1 imported, 1 waiting, 3 left out." in said
    lines = [line for line in told.splitlines() if not line.startswith(" ")]
    assert [line.split(" ")[0].split(":")[1] for line in lines] == ["4", "5", "6"]
    assert "# If this is ben, add the name to `aliases` there instead." in said
    assert "acknowledges version 7.0 of POL-1, which does not exist" in told
    assert "'3 February' is not a date" in told
    assert "is a duplicate of line 2 of form.csv" in told
    assert states() == {"anna": "outstanding", "ben": "read"}


def test_many_receipts_are_taken_over_as_they_were_given(take):
    receipt = {
        "person": "ben",
        "role": "ciso",
        "record": "POL-1",
        "version": "1.0",
        "fingerprint": SOUND,
        "on": "2026-02-01",
        "checksum": "1f98d7d1efee7aa5ad96fb52394932e9fc6e3e545a14af42e0829442fb01c06c",
    }
    altered = receipt | {"person": "anna"}
    code, said, told = take("receipt.json", json.dumps([receipt, altered], indent=1))
    assert code == 1
    assert "was changed after it was given" in told
    assert "1 imported, 1 left out." in said
    assert states() == {"anna": "outstanding", "ben": "read"}


def test_the_same_file_again_is_told_and_changes_nothing(take):
    line = "person,record,version,on\nben,POL-1,1.0,2026-02-03\n"
    there = "- {person: ben, record: POL-1, version: 1.0, on: 2026-02-03}\n"
    code, said, told = take("form.csv", line, **{"acknowledgements.yaml": there})
    assert code == 1
    assert "is a duplicate of data/acknowledgements.yaml:1" in told
    assert "0 imported, 1 left out." in said


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "cut.json",
            '[{"person": "ben", "rec',
            "cut.json is not an acknowledgement: its JSON is incomplete",
        ),
        ("words.json", '["ben"]', "item 1 is not a group of fields"),
        ("form.csv", "name,document\nben,POL-1\n", "form.csv has no column called 'version'"),
        ("form.xlsx", "no workbook", "form.xlsx is not a workbook"),
        ("deep.json", "[" * 100_000, "deep.json is not an acknowledgement: its JSON is incomplete"),
        (
            "quote.csv",
            f'person,record,version,on\n"{"x" * 200_000}',
            "quote.csv cannot be read as CSV",
        ),
        ("form.pdf", "%PDF", "form.pdf is not a file of acknowledgements"),
    ],
)
def test_a_file_that_holds_no_receipts_is_told_and_not_taken(take, name, content, told):
    code, said, error = take(name, content)
    assert code == 1
    assert told in error
    assert "0 imported" in said
    assert "Traceback" not in error


@pytest.mark.parametrize("name", ["readme.csv", ".form.csv", "#form.csv"])
def test_what_is_taken_over_is_read_whatever_the_file_was_called(take, name):
    code, said, _ = take(name, "person,record,version,on\nben,POL-1,1.0,2026-02-03\n")
    assert (code, states()["ben"]) == (0, "read")
    assert "Created data/acknowledgements/receipts.json." in said
