"""A hint is a fix: what it says to write, written literally, removes its finding.

Every field of every kind is broken in generic ways, in records in which all fields are filled. Each
hint is then applied as a reader would: the line or the value it names takes the place of the one
that is wrong.
"""

import copy
import re
from typing import Any

import pytest

from macros.loading import records
from macros.loading.samples import field_shapes
from macros.loading.settings import Settings
from macros.loading.validation_messages import Fault
from macros.loading.yaml import parse
from macros.model import kinds
from tests.everything import Filling

GONE = object()
"""Stands for a field that is left out."""
WRONG: dict[str, Any] = {
    "missing": GONE,
    "empty": None,
    "an empty text": "",
    "a word": "qqq",
    "several words": "Two more words",
    "a text with a colon": {"Keep it short": "two pages at most"},
    "a link": [["POL-01"]],
    "a list": ["qqq", "zzz"],
    "a list in a list": [["qqq"], ["zzz"]],
    "an empty list": [],
    "a group": {"a": "b", "c": "d"},
    "an empty group": {},
    "a list of groups": [{"qqq": "zzz"}],
    "an item that is empty": [None],
    "a number with separators": "1,000.50",
    "a date of another form": "31.12.2026",
    "a date that does not exist": "2026-02-30",
    "a negative number": "-3",
    "a large number": "1000000",
    "quotes and backslashes": {'say "yes"': "to C:\\new"},
    "many letters": "long-winded " * 30,
}
KINDS = [*(name for name, kind in kinds().items() if not kind.nested_in), "settings"]
DESCRIPTIONS = {
    " ".join((field.description or "-").split())
    for kind in (*kinds().values(), Settings)
    for field in field_shapes(kind).values()
}


def plain(value: Any) -> Any:
    """Return a value as it is read from a file, in which each single value is a text."""
    if isinstance(value, dict):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def record_of(name: str) -> dict[str, Any]:
    """Return a record of a kind in which every field is filled, and nothing is wrong."""
    if name == "settings":
        settings = Settings.model_validate(
            {"as_of": "2026-01-31", "levels": {"overloaded-role": "off"}}
        )
        return plain(settings.model_dump(mode="json") | {"published": "published"})
    record = plain(Filling()._record(kinds()[name], 1))
    return {key: one for key, one in record.items() if one is not None}


def ways(value: Any, field_path: tuple[Any, ...] = ()):
    """Yield the way to each value within a record."""
    if field_path:
        yield field_path
    if isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value[:1]):
            yield from ways(one, (*field_path, step))


def changed(record: dict[str, Any], field_path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return a record with another value at a way."""
    fresh = copy.deepcopy(record)
    inner: Any = fresh
    for step in field_path[:-1]:
        inner = inner[step]
    if value is not GONE:
        inner[field_path[-1]] = copy.deepcopy(value)
    elif isinstance(inner, dict):
        inner.pop(field_path[-1], None)
    return fresh


def faults_of(kind: Any, record: dict[str, Any]) -> list[Fault]:
    return records._validate(kind, record)[1]


def applied(record: dict[str, Any], field_path: tuple[Any, ...], hint: str) -> list[dict[str, Any]]:
    """Return the record as it is after each of the fixes that a hint names."""
    lines = [re.sub(r"<id of [^>]*>", "some-id", line) for line in re.findall(r"`([^`]*)`", hint)]
    if values := re.search(r"Allowed values: (.*)\.", hint):
        guess = re.findall(r"Did you mean '(.*?)'\?", hint)
        return [changed(record, field_path, one) for one in [*guess, *values[1].split(", ")]]
    if fields_listed := re.search(r"Allowed fields: (.*)\.", hint):
        assert field_path[-1] not in fields_listed[1].split(", ")
        return [changed(record, field_path, GONE)]
    if hint.startswith("Did you mean"):
        without = changed(record, field_path, GONE)
        if "already there" in hint:
            return [without]
        return [changed(without, (*field_path[:-1], lines[0]), at(record, field_path))]
    assert lines, hint
    (written,) = [parse(line).value for line in lines]
    value = written[0] if isinstance(written, list) else written[field_path[-1]]
    return [changed(record, field_path, value)]


def at(record: Any, field_path: tuple[Any, ...]) -> Any:
    for step in field_path:
        record = record[step]
    return record


@pytest.mark.parametrize("name", KINDS)
def test_each_hint_removes_its_finding(name):
    kind = Settings if name == "settings" else kinds()[name]
    sound = record_of(name)
    assert faults_of(kind, sound) == []
    tried = 0
    for field_path in ways(sound):
        for wrong in WRONG.values():
            broken = changed(sound, field_path, wrong)
            for fault in faults_of(kind, broken):
                place, _, hint = fault
                assert hint, fault
                for fixed in applied(broken, place, hint):
                    tried += 1
                    left = faults_of(kind, fixed)
                    assert not [one for one in left if one[0] == place], (wrong, fault, left)
                assert not followed(kind, broken), (field_path, wrong)
    assert tried > 10 * len(field_shapes(kind))


def followed(kind: Any, record: dict[str, Any]) -> list[Fault]:
    """Return what is left to fix after the first fix of each hint, one after the other."""
    for _ in range(20):
        if not (left := faults_of(kind, record)):
            break
        record = applied(record, left[0][0], left[0][2])[0]
    return left


@pytest.mark.parametrize(
    ("kind", "field", "meant"),
    [
        ("actions", "concerns", "about"),
        ("actions", "responsible", "owner"),
        ("actions", "Deadline", "due"),
        ("actions", "Due", "due"),
        ("roles", "name", "title"),
        ("roles", "Reports to", "reports_to"),
        ("roles", "manager", "reports_to"),
        ("policies", "rules", "statements"),
        ("people", "e-mail", "email"),
        ("metrics", "frequency", "every"),
    ],
)
def test_an_unknown_field_is_guessed_by_spelling_and_meaning(kind, field, meant):
    record = {name: one for name, one in record_of(kind).items() if name != meant}
    faults = faults_of(kinds()[kind], record | {field: "x"})
    (fault,) = [one for one in faults if one[0] == (field,)]
    assert fault[1].startswith(f"unknown field `{field}` of ")
    assert fault[2] == f"Did you mean `{meant}`?"


def test_a_field_of_no_known_meaning_gets_the_list_of_fields():
    (fault,) = faults_of(kinds()["terms"], record_of("terms") | {"colour": "red"})
    assert fault[2] == "Allowed fields: id, title, aliases, text, meaning, see."


@pytest.mark.parametrize(
    ("kind", "field_path", "wrong", "message", "hint"),
    [
        ("processes", ("phase",), GONE, "phase is missing",
         "Add the line `phase: establish`. Allowed values: establish, implement, operate, monitor, "
         "review, improve."),
        ("people", ("appointments",), ["clerk"],
         "appointments 1 is a text, not a group of fields",
         "Write it as a group of fields: `- {role: clerk, since: 2026-01-31}`."),
        ("policies", ("statements",), [{"Keep it short": "two pages at most"}],
         "statements 1 is a group of fields, not a text: YAML reads the words before a colon as a "
         "field",
         'Put quotes around the text: `- "Keep it short: two pages at most"`.'),
        ("policies", ("statements",), [{"Note": None}],
         "statements 1 is a group of fields, not a text: YAML reads the words before a colon as a "
         "field",
         'Put quotes around the text: `- "Note:"`.'),
        ("applicability", ("applies",), "partly", "applies: 'partly' is not yes or no",
         "Write yes or no: `applies: yes`."),
        ("policies", ("approved_on",), "31.12.2026", "approved_on: '31.12.2026' is not a date",
         "Write a date as year, month and day: `approved_on: 2026-01-31`."),
        ("risks", ("impact",), "9", "impact: '9' is more than 5",
         "Write a whole number, from 1 to 5: `impact: 1`."),
        ("people", ("email",), "a@b.org?bcc=evil@example.org",
         "email: 'a@b.org?bcc=evil@example.org' is not an e-mail address",
         "Write one e-mail address: `email: name@example.org`."),
        ("policies", ("owner",), ["boss"], "owner is a list, not a text",
         "Write the id of a role: `owner: boss`."),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_the_line_to_write(kind, field_path, wrong, message, hint):
    faults = faults_of(kinds()[kind], changed(record_of(kind), field_path, wrong))
    assert [(said, how) for _, said, how in faults] == [(message, hint)]
