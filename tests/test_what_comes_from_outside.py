"""Files of published editions that never end or lead away, and values that mean something else."""

import csv
import io
import os

import pytest

from macros.__main__ import main
from macros.editions import previous
from macros.exports.csv_tables import as_csv
from macros.model.person import Person
from macros.tables._table import looks_like_formula, register


@pytest.fixture
def published(tmp_path):
    folder = tmp_path / "editions"
    (folder / "0.9/downloads").mkdir(parents=True)
    (folder / "versions.json").write_text('[{"version": "0.9", "title": "0.9", "aliases": []}]')
    return folder


def findings(folder):
    (edition,), _ = previous.listed_editions(folder)
    return [one.message for one in edition.findings if "manual.json" in one.message]


def test_a_device_a_pipe_and_a_link_that_leads_away_are_not_read(published, tmp_path):
    data = published / "0.9/downloads/manual.json"
    data.symlink_to("/dev/zero")
    assert findings(published) == ["'manual.json' is a link that leads out of the folder"]
    data.unlink()
    os.mkfifo(data)
    assert findings(published) == ["'manual.json' is not a plain file"]
    data.unlink()
    (tmp_path / "secret.json").write_text("{}")
    data.symlink_to("../../../secret.json")
    assert findings(published) == ["'manual.json' is a link that leads out of the folder"]


def test_the_size_of_an_edition_is_asked_before_it_is_read(published):
    with (published / "0.9/downloads/manual.json").open("wb") as file:
        file.truncate(6_000_000_000)
    assert findings(published) == ["'manual.json' is too large to be read (6000 MB)"]


@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", " \u2060\ufeff", "\n"])
def test_a_formula_is_known_behind_signs_that_are_passed_over(before):
    assert looks_like_formula(f"{before}=1+1")
    assert not looks_like_formula(f"{before}one = two")


def test_a_cell_stays_one_cell_whatever_a_tool_parts_at(sound):
    cells = ["x;=HYPERLINK(1)", 'a "quoted" word', "a\tb", "two\nlines", " =1", "a|b"]
    table = register("Things", "Thing", ["What"], [["one", cell] for cell in cells])
    content = as_csv(table, sound()).decode("utf-8-sig")
    assert '"x;\'=HYPERLINK(1)"' in content
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert [row[2] for row in rows[1:]] == ["x;'=HYPERLINK(1)", *cells[1:4], "' =1", cells[5]]
    parted = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert not [cell for row in parted for cell in row if cell.startswith("=")]


@pytest.mark.parametrize(
    "address", ["a@b.org?bcc=evil@evil.example", "a@b.org&body=x", "a?b@c.org"]
)
def test_an_address_that_says_more_than_to_whom_is_refused(address):
    with pytest.raises(ValueError, match="is not an e-mail address"):
        Person(id="a", title="A", email=address)
    assert Person(id="a", title="A", email="a.b+c@d.org").email == "a.b+c@d.org"


def test_a_folder_that_is_not_there_has_no_lock_to_break(tmp_path, capsys):
    assert main(["break-lock", str(tmp_path / "none")]) == 1
    assert "none: is not a folder" in capsys.readouterr().err


def test_what_cannot_be_read_is_named_once(capsys):
    assert main(["diff", "/proc/self/mem"]) == 2
    told = capsys.readouterr().err
    assert told.count("/proc/self/mem") == 1
