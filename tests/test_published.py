"""The editions published so far, as the folder that `AIMS_EDITIONS` names holds them."""

import json

import pytest

from macros import functions, published, tables
from macros.__main__ import main
from macros.findings import ManualError

SUM = "ab" * 32
LISTED = [
    {"version": "2.0", "title": "2.0", "properties": {"day": "2026-02-26", "manifest_sha256": SUM}},
    {"version": "3.0", "title": "3.0", "properties": {"day": "2026-08-27", "manifest_sha256": SUM}},
    {"version": "1.0", "aliases": []},
]


@pytest.fixture
def editions(sound, monkeypatch):
    """Return a function that gives the sound manual, with this list of published editions."""

    def editions(listed: object):
        text = listed if isinstance(listed, str) else json.dumps(listed)
        manual = sound(**{"../editions/versions.json": text})
        monkeypatch.setenv("AIMS_EDITIONS", "editions")
        return manual

    return editions


def test_the_newest_edition_stands_first(editions):
    editions(LISTED)
    assert [one.version for one in published.editions()] == ["3.0", "2.0", "1.0"]


def test_auditors_see_day_and_manifest_of_past_editions_and_not_of_the_one_being_made(editions):
    manual = editions(LISTED)
    assert str(manual.organisation.edition) == "1.0"
    rows = [(row.head, *row.cells) for row in _table(manual).all_rows]
    assert [(head, str(day), sum) for head, day, sum in rows] == [
        ("3.0", "2026-08-27", SUM),
        ("2.0", "2026-02-26", SUM),
    ]


def _table(manual):
    return tables.known()["published_editions"].table(manual)


@pytest.mark.parametrize("environment", [{}, {"AIMS_EDITIONS": ""}, {"AIMS_EDITIONS": "nowhere"}])
def test_before_the_first_edition_there_is_none(environment):
    assert published.editions(environment) == ()


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("{", "versions.json cannot be read as JSON"),
        ("{}", "versions.json is no list of editions"),
        ([{"version": "../../etc"}], "an entry without the version of an edition: number 1"),
        (["3.0"], "an entry without the version of an edition: number 1"),
    ],
)
def test_a_list_of_editions_that_is_none_is_told_with_its_place(editions, listed, said, capsys):
    editions(listed)
    with pytest.raises(ManualError) as told:
        published.editions()
    assert said in str(told.value)
    assert str(told.value).startswith("editions/versions.json:1:1: error: ")
    assert main(["audit-pack"]) == 1
    assert said in capsys.readouterr().err


def test_a_page_can_say_what_a_file_comes_to(sound):
    manual = sound()
    assert len(functions.checksum(manual, "manual.json")) == 64
    with pytest.raises(functions.UnknownNameError, match=r"Did you mean 'manual\.json'"):
        functions.checksum(manual, "manuel.json")
