"""The marks that say what a field means, and how rules find them."""

import inspect
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import pytest

from macros.model import Part, _markers, kinds, mark_along, mark_named, marked_fields, marks_of
from macros.model._markers import (
    Affects,
    Due,
    DueAgain,
    Duty,
    Happened,
    Heading,
    History,
    Marker,
    NotBefore,
    NotCompared,
    NotContent,
    Routine,
    Task,
)
from macros.model._types import Day
from macros.model.action import OPEN, Action
from macros.model.metric import Measurement, Metric
from macros.model.person import Appointment, Person
from macros.model.procedure import Procedure
from macros.pages._reference_fields import field_table

MARKERS = [
    one
    for one in vars(_markers).values()
    if isinstance(one, type) and issubclass(one, Marker) and one is not Marker
]


def parts(part=Part):
    for one in part.__subclasses__():
        yield one
        yield from parts(one)


def around(part):
    """Return the parts and kinds that hold groups of fields of a kind, and itself."""
    holders = [one for one in parts() if part.__name__ in str(one.model_fields)]
    return [part, *holders]


def test_every_field_that_a_mark_names_is_there():
    for part in parts():
        known = {name for one in around(part) for name in (*one.model_fields, *dir(one))}
        for marker, names in (
            (NotBefore, ["field"]),
            (Due, ["by", "unless"]),
            (DueAgain, ["by", "every"]),
        ):
            for name, mark in marks_of(part, marker).items():
                given = {getattr(mark, one) for one in names} - {""}
                assert given <= known, (part, name)


def test_every_field_of_an_entry_that_a_history_names_is_there():
    for kind in kinds().values():
        for name, mark in marks_of(kind, History).items():
            entry = kind.model_fields[name].annotation.__args__[0]
            assert {mark.name, mark.day, *mark.fixed} <= {*entry.model_fields}, (kind, name)


def test_every_marker_and_every_value_of_one_is_described():
    for marker in MARKERS:
        text = inspect.getsource(marker)
        assert marker.__doc__.startswith("Marks "), marker
        own = [one for one in fields(marker) if f"\n    {one.name}: " in text]
        # One text for the marker itself, and one below each of its values.
        assert text.count('"""') >= 2 * (1 + len(own)), marker


def test_every_marker_is_documented_for_contributors():
    text = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    bases = {Task}
    assert [one for one in {*MARKERS} - bases if f"`{one.__name__}(" not in text] == []


def test_the_reference_says_what_follows_from_a_mark():
    table = field_table(Action, "Fields of an action")
    closed = next(row.cells[1].text for row in table.rows if "closed" in str(row.head))
    assert closed.endswith("It cannot be in the future. It cannot be before `raised`.")


def test_a_mark_is_found_beside_the_type_and_inside_a_choice_of_types():
    class Loan(Part):
        lent: Annotated[Day | None, Happened("was lent")] = None
        returned: Annotated[Day, Happened("was returned")] | None = None

    loan = Loan(lent="2026-01-05", returned="2026-02-05")
    assert [one.field_path for one in marked_fields(loan, Happened)] == [("lent",), ("returned",)]
    assert list(marked_fields(Loan(), Happened)) == []


def test_marks_inside_groups_of_fields_come_with_their_place():
    person = Person(id="ann", title="Ann", appointments=[{"role": "ciso", "since": "2026-01-05"}])
    (found,) = marked_fields(person, NotBefore)
    assert found.field_path == ("appointments", 0, "since")
    assert found.part == person.appointments[0]
    assert isinstance(found.part, Appointment)


def test_the_innermost_mark_on_the_way_to_a_value_counts():
    assert mark_along(Procedure, ("steps", 2, "role"), Duty) == Duty()
    assert mark_along(Procedure, ("steps", 2, "do"), Duty) is None
    assert (
        mark_along(Metric, ("measurements", 1, "on"), History)
        == marks_of(Metric, History)["measurements"]
    )
    assert mark_along(Measurement, ("nothing",), History) is None


@pytest.mark.parametrize(
    ("folder", "name", "marker", "found"),
    [
        ("reviews", "held", Routine, Routine()),
        ("policies", "owner", Affects, Affects("owned")),
        ("policies", "held", Routine, Routine()),
        ("exercises", "last_reviewed", Routine, Routine()),
        ("exercises", "owner", Affects, Affects("owned")),
        ("exercises", "audience", Affects, None),
        ("exercises", "id", NotCompared, NotCompared()),
        ("exercises", "revisions", NotContent, NotContent(is_last=True)),
        ("exercises", "statements", Heading, Heading("Rules", item="Rule")),
        ("exercises", "unheard_of", Routine, None),
        ("", "on", Heading, Heading("Date")),
        ("", "id", NotCompared, None),
    ],
)
def test_an_edition_of_any_age_is_judged_by_fields_of_the_same_name(folder, name, marker, found):
    """A kind or field that is gone from the model is taken for what the others of its name are."""
    assert mark_named(folder, name, marker) == found


def test_a_topic_that_pages_have_no_words_for_is_refused():
    with pytest.raises(ValueError, match="'risk' is not one of role, cells"):
        Affects("risk")


def test_an_action_is_due_in_the_states_that_are_open():
    mark = marks_of(Action, Due)["due"]
    states = [*OPEN, *mark.values]
    assert sorted(states) == sorted(Action.model_fields["state"].annotation.__args__)
