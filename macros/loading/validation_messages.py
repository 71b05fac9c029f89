"""Mistakes in a record, each with what to write instead."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import closest_match, quote_excerpt
from ..model import Part
from ..text import plain_number
from . import samples
from .samples import FieldShape, field_shapes, sample_value, shape_at, yaml_value

ErrorPath = tuple[str | int, ...]
Fault = tuple[ErrorPath, str, str]
"""The way to a value, what is wrong with it, and how to fix it."""

_NOT_ONE_VALUE = ("list", "map", "group")
_LIMITS = {
    "greater_than_equal": "is less than {ge:g}",
    "greater_than": "is not more than {gt:g}",
    "less_than_equal": "is more than {le:g}",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "is not written in the form that is expected",
}
_LONGEST_LINE = 200
_LIKENESS = 0.7
# What people write, and the fields that mean it in one kind or another.
_MEANT = {
    "affects concerned concerning concerns regarding related related_to relates_to": "about",
    "caption heading headline label name subject summary": "title about",
    "comment comments content description details note notes remark remarks": "text purpose",
    "goal aim objective why": "purpose",
    "definition explanation": "meaning text",
    "accountable assigned_to assignee in_charge owned_by owners responsible": "owner",
    "by deadline due_by due_date due_on target_date": "due first_due",
    "date day when": "on",
    "begin begins from start start_date starts valid_from": "since from effective",
    "end end_date ends expiry to valid_until valid_to": "until expires to",
    "category class sort": "type kind",
    "state": "status",
    "status": "state",
    "boss line_manager manager parent superior supervisor": "reports_to parent",
    "address e_mail mail": "email",
    "cadence cycle frequency interval periodicity": "every review_every",
    "clause clauses control controls requirement": "requirements",
    "rule rules statement": "statements",
    "readers receivers recipients": "audience",
    "related_terms see_also": "see",
    "alias aka other_names synonyms": "aliases",
    "role roles": "appointments participants",
    "skill skills competence": "competences",
    "course training trainings": "courses",
    "approval_date approved": "approved_on",
    "approved_by": "approver",
    "created_by drafted_by written_by": "author",
    "history changes changelog": "revisions",
    "raci": "responsibilities",
    "probability": "likelihood",
    "severity consequence": "impact",
    "unit_of_measure units": "unit",
    "key identifier code ref": "id",
}


def explain_errors(
    kind: type[Part],
    error: ValidationError,
    empty: Collection[str] = (),
    record: Mapping[str, Any] | None = None,
) -> list[Fault]:
    """Return all that is wrong with a record.

    `empty` names the fields that were written without a value; `record` is what was written.
    """
    problems = error.errors(include_url=False)
    return [_fault(kind, problem, empty, record or {}) for problem in problems]


def _fault(
    kind: type[Part], problem: ErrorDetails, empty: Collection[str], record: Mapping[str, Any]
) -> Fault:
    field_path: ErrorPath = tuple(step for step in problem["loc"] if step != "[key]")
    sort, given = problem["type"], problem["input"]
    if sort == "extra_forbidden":
        return _unknown_field(kind, field_path, record)
    shape = shape_at(kind, field_path)
    if sort == "missing" and field_path[0] not in empty:
        other = f" Allowed values: {', '.join(shape.choices)}." if shape.choices else ""
        return (
            field_path,
            f"{_path(field_path)} is missing",
            f"Add the line `{_line(field_path, shape)}`.{other}",
        )
    if sort in ("missing", "string_too_short") or given is None:
        return field_path, f"{_path(field_path)} is empty", _fix(field_path, shape)
    if not isinstance(given, str):
        return _wrong_sort(field_path, shape, given)
    if shape.form in _NOT_ONE_VALUE:
        return _text_instead(field_path, shape, given)
    return (
        field_path,
        f"{_path(field_path)}: {quote_excerpt(given)} {_reason(problem)}",
        _fix(field_path, shape, given),
    )


def _unknown_field(kind: type[Part], field_path: ErrorPath, record: Mapping[str, Any]) -> Fault:
    """Return what to say of a field that the group it stands in does not have."""
    name, around = str(field_path[-1]), shape_at(kind, field_path[:-1]).part or kind
    group: Any = record
    for step in field_path[:-1]:
        group = group[step]
    allowed = list(field_shapes(around))
    hint = f"Allowed fields: {', '.join(allowed)}."
    if meant := _meant(name, allowed, group):
        there = " It is already there: keep one of the two lines." if meant in group else ""
        hint = f"Did you mean `{meant}`?{there}"
    return field_path, f"unknown field `{cut_text(name)}` of {field_name(around)}", hint


def _meant(name: str, allowed: list[str], group: Collection[str]) -> str:
    """Return the field that is meant by a name, by its spelling or its meaning, or ``""``."""
    plain = re.sub(r"[^\w]+", "_", name.casefold())
    if found := closest_match(plain, allowed, _LIKENESS):
        return found
    means = (meant.split() for words, meant in _MEANT.items() if plain in words.split())
    fitting = (one for meant in means for one in meant if one in allowed and one not in group)
    return next(fitting, "")


def _line(field_path: ErrorPath, shape: FieldShape, text: str = "") -> str:
    """Return the line to write at a way: a field, or an item of a list."""
    lead = "-" if isinstance(field_path[-1], int) else f"{yaml_value(str(field_path[-1]))}:"
    return f"{lead} {text or sample_value(shape)}"


def _fix(field_path: ErrorPath, shape: FieldShape, given: str = "") -> str:
    """Return what to write where a single value is wrong or none was given."""
    if shape.choices:
        meant = closest_match(given, shape.choices, _LIKENESS)
        guess = f"Did you mean '{meant}'? " if meant else ""
        return f"{guess}Allowed values: {', '.join(shape.choices)}."
    return f"Write {shape.wanted}: `{_line(field_path, shape, _number_meant(shape, given))}`."


def _number_meant(shape: FieldShape, given: str) -> str:
    """Return the number that a text with separators means, or ``""`` if that may not be one."""
    decimal = shape.form == "number" and shape.wanted.startswith("a number")
    meant = plain_number(given) if decimal and " from " not in shape.wanted else ""
    return meant if meant != given and not meant.startswith("-") else ""


def _wrong_sort(field_path: ErrorPath, shape: FieldShape, given: Any) -> Fault:
    """Return what to say of a list or a group of fields that stands where it cannot."""
    expected = shape.wanted if shape.form in _NOT_ONE_VALUE else "a single value"
    said = f"{_path(field_path)} is {type_name(given)}, not {expected}"
    if shape.is_text:
        said = f"{_path(field_path)} is {type_name(given)}, not a text"
        if words := _words(given):
            cause = _cause(given)
            said = f"{said}{cause}" if cause else said
            return field_path, said, _quotes(field_path, shape, words, is_whole=bool(cause))
    elif shape.form == "list":
        return field_path, said, _instead(field_path, shape, f"[{yaml_value(given)}]", "as a list")
    elif shape.form not in _NOT_ONE_VALUE:
        return field_path, said, _fix(field_path, shape)
    elif isinstance(given, list) and len(given) == 1 and isinstance(given[0], dict):
        return (
            field_path,
            said,
            _instead(field_path, shape, yaml_value(given[0]), "without the list"),
        )
    elif shape.keys is not None and isinstance(given, list) and all(map(_is_word, given)):
        pairs = ", ".join(
            f"{yaml_value(one)}: {sample_value(shape.inner or shape)}" for one in given
        )
        return field_path, said, _instead(field_path, shape, f"{{{pairs}}}", "as a group of fields")
    return field_path, said, f"Write {shape.wanted}: `{_line(field_path, shape)}`."


def _text_instead(field_path: ErrorPath, shape: FieldShape, given: str) -> Fault:
    """Return what to say of a text that stands in place of a list or a group of fields."""
    lines = (_line(field_path, shape, sample_value(shape, given)), _line(field_path, shape))
    line = next((one for one in lines if len(one) <= _LONGEST_LINE), lines[-1])
    return (
        field_path,
        f"{_path(field_path)} is a text, not {shape.wanted}",
        f"Write it as {shape.wanted}: `{line}`.",
    )


def _instead(field_path: ErrorPath, shape: FieldShape, text: str, how: str) -> str:
    line = _line(field_path, shape, text)
    return f"Write it {how}: `{line if len(line) <= _LONGEST_LINE else _line(field_path, shape)}`."


def _words(given: Any) -> str:
    """Return the text that YAML took for a list or a group of fields, or ``""``."""
    if isinstance(given, dict) and all(isinstance(one, str | None) for one in given.values()):
        return " ".join(f"{key}: {one or ''}".rstrip() for key, one in given.items())
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], list):
        return f"[[{', '.join(given[0])}]]" if all(map(_is_word, given[0])) else ""
    return ", ".join(given) if isinstance(given, list) and all(map(_is_word, given)) else ""


def _is_word(given: Any) -> bool:
    return isinstance(given, str)


def _cause(given: Any) -> str:
    """Return why YAML takes a text for something else, where it was meant as one."""
    if isinstance(given, dict):
        return ": YAML reads the words before a colon as a field"
    return ": YAML reads square brackets as a list" if isinstance(given[0], list) else ""


def _quotes(field_path: ErrorPath, shape: FieldShape, words: str, *, is_whole: bool) -> str:
    lead = "Put quotes around the text" if is_whole else f"Write {shape.wanted}"
    if shape.form == "id" and not is_whole:
        words = words.partition(", ")[0]
    text = f'"{words}"' if '"' not in words and "\\" not in words else yaml_value(words)
    line = _line(field_path, shape, text if is_whole else yaml_value(words))
    return f"{lead}: `{line}`." if len(line) <= _LONGEST_LINE else f"{lead}."


def _reason(problem: ErrorDetails) -> str:
    """Return why a text cannot be what its field takes."""
    sort = problem["type"]
    if sort in ("day", "letters", "email"):
        return problem["msg"]
    if sort in ("literal_error", "enum"):
        return "is not an allowed value"
    if sort.startswith(("int", "float", "finite")):
        return f"is not a {'whole ' if sort.startswith('int') else ''}number"
    if sort.startswith("bool"):
        return "is neither yes nor no"
    return _LIMITS.get(sort, "does not fit").format(**problem.get("ctx", {}))


def field_name(kind: type[Part]) -> str:
    """Return what one record of a kind, or one of its parts, is called: `an action`."""
    name = str(getattr(kind, "name", "")) or _spaced(kind.__name__)
    return f"{samples.article(name)} {name}"


def _spaced(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _path(field_path: ErrorPath) -> str:
    """Return a way as a person would say it: `steps 3, role`."""
    words = ""
    for step in field_path:
        words += (
            f" {step + 1}" if isinstance(step, int) else f"{', ' if words else ''}{cut_text(step)}"
        )
    return words


def type_name(given: object) -> str:
    """Return what a value is, in words."""
    if isinstance(given, dict):
        return "a group of fields"
    return "a list" if isinstance(given, list | tuple) else "a text"


def cut_text(words: str) -> str:
    """Return words without what is too much of them for a message."""
    return quote_excerpt(words)[1:-1]
