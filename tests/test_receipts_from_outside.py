"""Lists of receipts as spreadsheets and form tools write them, and files made to do harm."""

import io
import json
import os
import re
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from macros.diagnostics import ManualError
from macros.loading import acknowledgement_workbooks
from macros.loading.acknowledgement_files import read_acknowledgements
from macros.loading.acknowledgement_headings import fields_of
from macros.loading.acknowledgement_times import possible_days
from tests.test_receipts import states, take  # noqa: F401  # a fixture

HEADS = "person,record,version,on"
LINES = f"{HEADS}\r\nben,POL-1,1.0,2026-02-03\r\n"
GOOGLE = "Timestamp,Email Address,Policy,Version\n"
MICROSOFT = "ID,Start time,Completion time,Email,Name,Policy,Version\n"
DEEP = json.loads("[" * 300 + "]" * 300)
PEOPLE = """\
- {id: kim-1, title: Kim Lee, email: team@example.org}
- {id: kim-2, title: kim  LEE, email: Team@example.org, aliases: [Boss]}
- {id: boss-2, title: boss, email: b@example.org}
- {id: ben, title: Ben, email: ben@example.org}
"""


def rows(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [one.values for one in read_acknowledgements(file)]


def refusal(tmp_path, name, content):
    with pytest.raises(ManualError) as raised:
        rows(tmp_path, name, content)
    return str(raised.value)


@pytest.mark.parametrize(
    "content",
    {
        "separator": f"sep=;\r\n{LINES}".replace(",", ";").encode(),
        "separator of tabs": f"sep=\t\r\n{LINES}".replace(",", "\t").encode(),
        "UTF-16": LINES.replace(",", "\t").encode("utf-16"),
        "UTF-16, big end first": b"\xfe\xff" + LINES.encode("utf-16-be"),
        "UTF-16 without a mark": LINES.encode("utf-16-le"),
        "lines that end in CR": LINES.replace("\r\n", "\r").encode(),
        "a mark, spaces and capitals": f"\ufeff {HEADS.upper().replace(',', ' , ')}\r\n".encode()
        + LINES.encode().partition(b"\n")[2],
        "bars": LINES.replace(",", "|").encode(),
        "quotes with commas between semicolons": LINES.replace(",", ";")
        .replace("on\r", 'on;"a,b,c,d,e"\r')
        .encode(),
        "code page 1252": LINES.replace("on\r", "on,Größe\r").encode("cp1252"),
        "empty lines before": b"\r\n,,,\r\n" + LINES.encode(),
    }.values(),
)
def test_a_list_is_read_however_a_spreadsheet_writes_it(tmp_path, content):
    (found,) = rows(tmp_path, "list.csv", content)
    assert found == {"person": "ben", "record": "POL-1", "version": "1.0", "on": "2026-02-03"}


def test_a_line_is_that_of_the_file_also_after_a_cell_of_several_lines(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(f'sep=,\n{HEADS},why\na,P,1,2026-01-01,"x\ny\nz"\nb,P,1,2026-01-01,\n')
    assert [one.where.line for one in read_acknowledgements(file)] == [3, 6]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "a.csv is empty"),
        ("a.json", b" \n", "a.json is empty"),
        ("a.csv", b"\xef\xbb\xbf\r\n", "a.csv is empty"),
        ("a.csv", HEADS.encode(), "a.csv has no acknowledgement"),
        ("a.json", b"[]", "a.json has no acknowledgement"),
        ("a.json", b"null", "item 1 is not a group of fields"),
        ("a.json", b'{"person": %s}' % (b"9" * 5000), "its JSON is incomplete"),
        ("a.json", b"[" * 990 + b"]" * 990, "is not a"),
        ("a.csv", f'{LINES}"ben,POL-1,1.0,2026-02-03\nx'.encode(), "cannot be read as CSV"),
        ("a.csv", b"%PDF\0\0\0", "a.csv is not CSV"),
    ],
)
def test_a_file_without_receipts_is_refused_with_its_reason(tmp_path, name, content, said):
    assert said in refusal(tmp_path, name, content)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2026/01/20 9:15:22 AM GMT+1", ["2026-01-20"]),
        ("2026/01/20 9:15:22 AM MEZ", ["2026-01-20"]),
        ("2026-01-20T09:15:22.123Z", ["2026-01-20"]),
        ("2026-01-20T09:15:22+01:00", ["2026-01-20"]),
        ("2026. 1. 20", []),
        ("20.01.2026 09:15", ["2026-01-20"]),
        ("3.4.26", ["2026-04-03"]),
        ("1/20/26 9:15:22", ["2026-01-20"]),
        ("20/01/2026 09:15:22", ["2026-01-20"]),
        ("03/04/2026 10:00", ["2026-04-03", "2026-03-04"]),
        ("04-04-2026", ["2026-04-04"]),
        ("20 Jan 2026, 09:15", ["2026-01-20"]),
        ("January 20, 2026 at 9:15 AM", ["2026-01-20"]),
        ("20-Sept-2026", ["2026-09-20"]),
        ("31/02/2026", []),
        ("2026-01-20 or later", []),
        ("3 February", []),
        ("13/13/2026", []),
    ],
)
def test_a_moment_is_the_day_it_can_only_mean_or_both(written, days):
    assert [day.isoformat() for day in possible_days(written)] == days


@pytest.mark.parametrize(
    ("heads", "moment"),
    [
        (GOOGLE, "2026/02/03 9:15:22 AM GMT+1,ben@example.org,POL-1,1.0"),
        ("Zeitstempel,E-Mail-Adresse,Richtlinie,Version\n", "03.02.2026 09:15,Ben,POL-1,1.0"),
        ("Horodateur,Nom d\u2019utilisateur,Document,Version *\n", "2026/02/03,BEN,POL-1,1"),
        (MICROSOFT, "1,2/3/26 9:14:01,2/3/26 9:15:22,ben@example.org,Ben,POL-1,1.0"),
        (MICROSOFT, "1,2/3/26 9:14:01,2/3/26 9:15:22,BEN@Example.org,,POL-1,1.0"),
    ],
)
def test_lists_of_form_tools_are_taken_over(take, heads, moment):  # noqa: F811
    people = "- {id: ben, title: Ben, email: ben@example.org}\n"
    _, said, told = take("form.csv", f"{heads}{moment}\n", **{"people.yaml": people})
    assert "1 imported, 0 left out." in said, told
    written = json.loads(Path("data/acknowledgements/form.json").read_text("utf-8"))
    assert written[0]["on"] == "2026-02-03"


def test_a_day_that_can_be_two_is_left_out_with_both(take):  # noqa: F811
    line = "03/02/2026 9:15:22,Ben,POL-1,1.0\n"
    code, _, told = take("form.csv", f"{GOOGLE}{line}")
    assert code == 1
    assert "form.csv:2:1: error: on: '03/02/2026 9:15:22' can mean two days" in told
    assert "2026-02-03 or 2026-03-02" in told
    # Saved again in another country: the rows of one file have one order.
    later = "1,,3/2/26 9:15,Ben,,POL-1,1.0\n2,,20/1/26 9:15,Anna,,POL-1,1.0\n"
    _, said, told = take("form.csv", f"{MICROSOFT}{later}")
    assert "1 imported, 1 left out." in said
    assert "can mean two days" in told


def test_a_time_that_is_none_is_told_as_it_stands_in_the_file(take):  # noqa: F811
    _, _, told = take("form.csv", f"{GOOGLE}soon after lunch,Ben,POL-1,1.0\n")
    assert "'soon after lunch' is not a date" in told


def test_a_column_made_for_it_goes_before_one_that_may_be_it():
    assert fields_of(["Name", "Timestamp", "Policy", "Person"]) == ["", "on", "record", "person"]
    assert fields_of(["Name", "E-mail"]) == ["", "person"]


@pytest.mark.parametrize("name", ["Kim Lee", "KIM  lee", "team@example.org", "Boss", "boss"])
def test_a_name_that_two_people_have_names_nobody(take, report, name):  # noqa: F811
    code, said, told = take(
        "f.csv", f"{HEADS}\n{name},POL-1,1.0,2026-02-03\n", **{"people.yaml": PEOPLE}
    )
    assert (code, "0 imported, 1 left out." in said) == (1, True)
    ids = "kim-2 and boss-2" if "boss" in name.casefold() else "kim-1 and kim-2"
    assert f"is a name of more than one record: {ids}" in told
    written = f"- {{person: '{name}', record: POL-1, version: 1.0, on: 2026-02-03}}\n"
    Path("data/acknowledgements.yaml").write_text(written, "utf-8")
    assert f"person: '{name}' is a name of more than one record: {ids}" in report(Path("data"))


def test_what_is_said_twice_is_told_with_the_line_that_says_it(take):  # noqa: F811
    line = "ben,POL-1,1.0,2026-02-0"
    code, said, told = take("l.csv", f"{HEADS}\n{line}1\nBen,POL-1,1.0,2026-02-02\n")
    assert (code, "1 imported, 1 left out." in said) == (1, True)
    assert "l.csv:3:1: error: is a duplicate of line 2 of l.csv" in told
    assert "received.json" not in told
    # One that is not in order does not keep a later one out.
    code, said, _ = take("m.csv", f"{HEADS}\nanna,POL-1,1.0,soon\nanna,POL-1,1.0,2026-02-02\n")
    assert "1 imported, 1 left out." in said


def test_a_receipt_brings_only_the_fields_of_one(take):  # noqa: F811
    given = {"person": "ben", "record": "POL-1", "version": "1.0", "on": "2026-02-03"}
    more = {"id": "POL-99", "title": "Orders", "text": "[x](https://evil.example)", "\ud800": "x"}
    code, said, told = take("r.json", json.dumps([given | more | {"aliases": ["aims"]}]))
    assert (code, "1 imported, 0 left out." in said) == (0, True)
    assert "warning: unknown fields were ignored: id, title, text, \\ud800" in told
    assert json.loads(Path("data/acknowledgements/r.json").read_text("utf-8")) == [given]


@pytest.mark.parametrize(
    "person", ["\ud800", "a\x1b[31m\0b", {"a": 1}, [["b"]], DEEP, True, 10**400]
)
def test_a_value_that_is_not_a_text_is_left_out(take, person):  # noqa: F811
    given = {"person": person, "record": "POL-1", "version": "1.0", "on": "2026-02-03"}
    code, said, told = take("r.json", json.dumps([given]))
    assert (code, "0 imported, 1 left out." in said) == (1, True)
    assert "\x1b" not in told + said


def test_a_name_of_a_file_sends_nothing_to_the_terminal(take):  # noqa: F811
    name = "a\x1b]0;pwned\x07\x1b[31m\nALL 51 receipts taken over.csv"
    code, said, told = take(name, LINES)
    assert code == 0
    assert not {"\x1b", "\x07"} & {*said, *told}
    assert len(said.splitlines()) == 2
    assert states()["ben"] == "read"


def sheet(tmp_path, edit):
    """Return a workbook whose sheet was changed by hand."""
    book, packed = Workbook(), io.BytesIO()
    book.active.append(HEADS.split(","))
    book.active.append(["ben", "POL-1", "1.0", date(2026, 2, 3)])
    book.save(packed)
    file = tmp_path / "list.xlsx"
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content) if name.endswith("sheet1.xml") else content)
    return file.read_bytes()


def with_row(row):
    return lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>")


def claiming(reference, row=b""):
    return lambda xml: with_row(row)(xml).replace(
        b'<dimension ref="A1:D2"', b'<dimension ref="' + reference + b'"'
    )


CELL = b'<c %s t="inlineStr"><is><t>x</t></is></c></row>'
BOMBS = {
    "2e9 rows": claiming(b"A1:D2000000000", b'<row r="2000000000">' + CELL % b""),
    "all columns": claiming(b"A1:XFD1048576", b'<row r="1048576">' + CELL % b'r="XFD1048576"'),
    "no dimension": lambda xml: with_row(b'<row r="2000000000">' + CELL % b"")(xml).replace(
        b'<dimension ref="A1:D2" />', b""
    ),
    "row 1e15": with_row(b'<row r="1000000000000000">' + CELL % b""),
    "one wide row": with_row(b'<row r="3">' + CELL % b'r="XFD3"'),
    "a cell of 60 MB": with_row(
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"A" * 60_000_000 + b"</t></is></c></row>"
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_workbook_costs_little_whatever_it_claims(tmp_path, name):
    raw = sheet(tmp_path, BOMBS[name])
    traced = name == "all columns"  # Traced, it takes several times as long.
    if traced:
        tracemalloc.start()
    begun = time.process_time()
    try:
        acknowledgement_workbooks.read_cells(raw)
        said = ""
    except ValueError as error:
        said = str(error)
    if traced:
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
        tracemalloc.stop()
    else:
        assert time.process_time() - begun < 2
    if name == "a cell of 60 MB":
        assert "is too large when unpacked (60 MB; limit 16 MB)" in said


def test_more_rows_or_columns_than_a_list_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(acknowledgement_workbooks, "MOST_ROWS", 2)
    row = b'<row r="3">' + CELL % b'r="A3"'
    assert "has more than 2 rows" in refusal(tmp_path, "a.xlsx", sheet(tmp_path, with_row(row)))
    monkeypatch.setattr(acknowledgement_workbooks, "MOST_COLUMNS", 3)
    monkeypatch.setattr(acknowledgement_workbooks, "MOST_ROWS", 9)
    assert "more than 3 columns" in refusal(tmp_path, "a.xlsx", sheet(tmp_path, lambda xml: xml))


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_days_of_workbooks_are_read_as_dates_numbers_and_texts(tmp_path, epoch_1904):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.utils.datetime import MAC_EPOCH, to_excel

    book = Workbook()
    if epoch_1904:
        book.epoch = MAC_EPOCH
    number = to_excel(datetime(2026, 2, 3, 9, 15), book.epoch)
    rich = CellRichText("b", TextBlock(InlineFont(b=True), "en"))
    book.active.append(["Timestamp", "Email Address", "Policy", "Version"])
    for moment in (datetime(2026, 2, 3, 23, 59), date(2026, 2, 3), number, "2026/2/3"):
        book.active.append([moment, rich, "POL-1", 1.1])
    packed = io.BytesIO()
    book.save(packed)
    found = rows(tmp_path, "list.xlsx", packed.getvalue())
    assert [one["on"] for one in found] == ["2026-02-03"] * 3 + ["2026/2/3"]
    assert {one["person"] for one in found} == {"ben"}


def test_a_workbook_without_a_dimension_is_read(tmp_path):
    raw = sheet(tmp_path, lambda xml: xml.replace(b'<dimension ref="A1:D2" />', b""))
    assert [one["on"] for one in rows(tmp_path, "list.xlsx", raw)] == ["2026-02-03"]


def test_what_never_ends_or_is_too_large_is_refused_before_it_is_read(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(3_000_000_000)
    for name, said in (
        ("pipe.csv", "is not a plain file"),
        ("zero.json", "is not a plain file"),
        ("large.csv", "is too large to be read (3000 MB)"),
    ):
        with pytest.raises(ManualError, match=re.escape(said)):
            read_acknowledgements(tmp_path / name)
