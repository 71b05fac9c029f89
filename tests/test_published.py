"""The editions published so far, as the folder that `AIMS_PUBLISHED` names holds them."""

import json
from pathlib import Path

import pytest

from macros import tables
from macros.pages import _macros

SUM = "ab" * 32
LISTED = [
    {"version": "3.0", "title": "3.0", "properties": {"day": "2026-08-27", "manifest_sha256": SUM}},
    {"version": "2.0", "title": "2.0", "properties": {"day": "2026-02-26", "manifest_sha256": SUM}},
    {"version": "1.0", "aliases": []},
]


@pytest.fixture
def editions(sound, monkeypatch):
    """Return a function that gives the sound manual, with this list of published editions."""

    def editions(listed: object, made: str = "4.0"):
        text = listed if isinstance(listed, str) else json.dumps(listed)
        manual = sound(**{"../editions/versions.json": text})
        monkeypatch.setenv("AIMS_PUBLISHED", "editions")
        monkeypatch.setenv("AIMS_EDITION_NAME", made)
        return manual

    return editions


def test_auditors_see_day_and_manifest_of_past_editions_the_newest_first(editions):
    rows = [(row.head, *row.cells) for row in _table(editions(LISTED)).all_rows]
    assert [(head, str(day), sum) for head, day, sum in rows] == [
        ("3.0", "2026-08-27", SUM),
        ("2.0", "2026-02-26", SUM),
        ("1.0", "None", "none: the edition has no manifest"),
    ]


def test_the_edition_being_made_and_newer_ones_are_not_among_them(editions):
    assert [row.head for row in _table(editions(LISTED, made="2.0")).all_rows] == ["1.0"]


def _table(manual):
    return tables.known()["published_editions"].table(manual)


@pytest.mark.parametrize("given", ["", "nowhere"])
def test_before_the_first_edition_there_is_none(sound, monkeypatch, given):
    monkeypatch.setenv("AIMS_PUBLISHED", given)
    assert [*_table(sound()).all_rows] == []


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("{", "is not valid JSON"),
        ("{}", "is not a list of editions"),
        ([{"version": "../../etc"}], "entry 1 is not an edition"),
        (["3.0"], "entry 1 is not an edition"),
    ],
)
def test_a_list_of_editions_that_is_none_is_told_with_its_place(editions, listed, said, report):
    editions(listed)
    told = [line for line in report(Path("data")).splitlines() if said in line]
    assert told
    assert told[0].startswith("editions/versions.json:1:")


def test_a_page_can_say_what_a_file_comes_to(sound):
    manual = sound()
    assert len(_macros.checksum(manual, "manual.json")) == 64
    with pytest.raises(_macros.UnknownNameError, match=r"Did you mean 'manual\.json'"):
        _macros.checksum(manual, "manuel.json")
