"""Explains the errors in a record: what is wrong and what to write."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
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
"""The path of a value, what is wrong with it, and how to fix it."""

_NOT_ONE_VALUE = ("list", "map", "group")
_LIMITS = {
    "greater_than_equal": "is less than {ge:g}",
    "greater_than": "is not more than {gt:g}",
    "less_than_equal": "is more than {le:g}",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "does not have the expected form",
}
_LONGEST_LINE = 200
_LIKENESS = 0.7
# Common names of fields, and the fields with this meaning in some kind of record.
_MEANT = {
    "affects concerned concerning concerns regarding related related_to relates_to": "about",
    "caption heading headline label name subject summary": "title about",
    "comment comments content description details note notes remark remarks": "text purpose",
    "goal aim objective why": "purpose",
    "definition explanation": "meaning text",
    "accountable assigned_to assignee in_charge owned_by owners responsible": "owner "
    "responsibilities",
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
    "consulted informed letters raci": "responsibilities",
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
    """Return the faults of a record.

    Args:
        kind: The kind of record.
        error: The error of pydantic.
        empty: The names of fields without a value.
        record: The record as it is in the file.
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
    context = problem.get("ctx", {})
    if "fix" in context:  # A validator knows more than the shape of the field.
        shown = f": {quote_excerpt(given)}" if isinstance(given, str) else ""
        return field_path, f"{_path(field_path)}{shown} {problem['msg']}", context["fix"]
    if "wanted" in context:
        shape = replace(shape, wanted=context["wanted"], sample=context["sample"])
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
        return _wrong_type(field_path, shape, given)
    if shape.form in _NOT_ONE_VALUE:
        return _unexpected_text(field_path, shape, given)
    return (
        field_path,
        f"{_path(field_path)}: {quote_excerpt(given)} {_reason(problem)}",
        _fix(field_path, shape, given),
    )


def _unknown_field(kind: type[Part], field_path: ErrorPath, record: Mapping[str, Any]) -> Fault:
    """Return the fault of an unknown field, with the field that may be meant."""
    name, around = str(field_path[-1]), shape_at(kind, field_path[:-1]).part or kind
    group: Any = record
    for step in field_path[:-1]:
        group = group[step]
    allowed = list(field_shapes(around))
    hint = f"Allowed fields: {', '.join(allowed)}."
    if meant := _similar_field(name, allowed, group):
        there = " It is already there: delete one of the two lines." if meant in group else ""
        hint = f"Did you mean `{meant}`?{there}"
    return field_path, f"unknown field `{cut_text(name)}` of {field_name(around)}", hint


def _similar_field(name: str, allowed: list[str], group: Collection[str]) -> str:
    """Return the field with a similar name or meaning; default: ``""``."""
    plain = re.sub(r"[^\w]+", "_", name.casefold())
    if found := closest_match(plain, allowed, _LIKENESS):
        return found
    means = (meant.split() for words, meant in _MEANT.items() if plain in words.split())
    fitting = (
        field for meant in means for field in meant if field in allowed and field not in group
    )
    return next(fitting, "")


def _line(field_path: ErrorPath, shape: FieldShape, text: str = "") -> str:
    """Return the line to write at a path: a field, or an item of a list."""
    lead = "-" if isinstance(field_path[-1], int) else f"{yaml_value(str(field_path[-1]))}:"
    return f"{lead} {text or sample_value(shape)}"


def _fix(field_path: ErrorPath, shape: FieldShape, given: str = "") -> str:
    """Return a hint for a single value that is wrong or missing."""
    if shape.choices:
        meant = closest_match(given, shape.choices, _LIKENESS)
        guess = f"Did you mean '{meant}'? " if meant else ""
        return f"{guess}Allowed values: {', '.join(shape.choices)}."
    return f"Write {shape.wanted}: `{_line(field_path, shape, _suggest_number(shape, given))}`."


def _suggest_number(shape: FieldShape, given: str) -> str:
    """Return the number that a text with separators means; default: ``""``."""
    decimal = shape.form == "number" and shape.wanted.startswith("a number")
    meant = plain_number(given) if decimal and " from " not in shape.wanted else ""
    return meant if meant != given and not meant.startswith("-") else ""


def _wrong_type(field_path: ErrorPath, shape: FieldShape, given: Any) -> Fault:
    """Return the fault of a list or a group of fields in the wrong place."""
    expected = shape.wanted if shape.form in _NOT_ONE_VALUE else "a single value"
    message = f"{_path(field_path)} is {type_name(given)}, not {expected}"
    if shape.is_text:
        message = f"{_path(field_path)} is {type_name(given)}, not a text"
        if words := _words(given):
            cause = _cause(given)
            message = f"{message}{cause}" if cause else message
            return field_path, message, _quotes(field_path, shape, words, is_whole=bool(cause))
    elif shape.form == "list":
        return (
            field_path,
            message,
            _write_as(field_path, shape, f"[{yaml_value(given)}]", "as a list"),
        )
    elif shape.form not in _NOT_ONE_VALUE:
        return field_path, message, _fix(field_path, shape)
    elif isinstance(given, list) and len(given) == 1 and isinstance(given[0], dict):
        return (
            field_path,
            message,
            _write_as(field_path, shape, yaml_value(given[0]), "without the list"),
        )
    elif shape.keys is not None and isinstance(given, list) and all(map(_is_word, given)):
        pairs = ", ".join(
            f"{yaml_value(key)}: {sample_value(shape.inner or shape)}" for key in given
        )
        return (
            field_path,
            message,
            _write_as(field_path, shape, f"{{{pairs}}}", "as a group of fields"),
        )
    return field_path, message, f"Write {shape.wanted}: `{_line(field_path, shape)}`."


def _unexpected_text(field_path: ErrorPath, shape: FieldShape, given: str) -> Fault:
    """Return the fault of a text in place of a list or a group of fields."""
    lines = (_line(field_path, shape, sample_value(shape, given)), _line(field_path, shape))
    line = next((line for line in lines if len(line) <= _LONGEST_LINE), lines[-1])
    return (
        field_path,
        f"{_path(field_path)} is a text, not {shape.wanted}",
        f"Write it as {shape.wanted}: `{line}`.",
    )


def _write_as(field_path: ErrorPath, shape: FieldShape, text: str, how: str) -> str:
    line = _line(field_path, shape, text)
    return f"Write it {how}: `{line if len(line) <= _LONGEST_LINE else _line(field_path, shape)}`."


def _words(given: Any) -> str:
    """Return the text that YAML read as a list or a group of fields; default: ``""``."""
    if isinstance(given, dict) and all(isinstance(text, str | None) for text in given.values()):
        return " ".join(f"{key}: {text or ''}".rstrip() for key, text in given.items())
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], list):
        return f"[[{', '.join(given[0])}]]" if all(map(_is_word, given[0])) else ""
    return ", ".join(given) if isinstance(given, list) and all(map(_is_word, given)) else ""


def _is_word(given: Any) -> bool:
    return isinstance(given, str)


def _cause(given: Any) -> str:
    """Return why YAML did not read a text as a text; default: ``""``."""
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
    """Return why a field does not allow a text."""
    sort = problem["type"]
    if sort in ("day", "letters", "email"):
        return problem["msg"]
    if sort in ("literal_error", "enum"):
        return "is not an allowed value"
    if sort.startswith(("int", "float", "finite")):
        return f"is not a {'whole ' if sort.startswith('int') else ''}number"
    if sort.startswith("bool"):
        return "is not yes or no"
    return _LIMITS.get(sort, "is not allowed").format(**problem.get("ctx", {}))


def field_name(kind: type[Part]) -> str:
    """Return the name of a kind of record, or of a part, with its article: `an action`."""
    name = str(getattr(kind, "name", "")) or _split_words(kind.__name__)
    return f"{samples.article(name)} {name}"


def _split_words(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _path(field_path: ErrorPath) -> str:
    """Return a path in words: `steps 3, role`."""
    words = ""
    for step in field_path:
        words += (
            f" {step + 1}" if isinstance(step, int) else f"{', ' if words else ''}{cut_text(step)}"
        )
    return words


def type_name(given: object) -> str:
    """Return the type of a value in words."""
    if isinstance(given, dict):
        return "a group of fields"
    return "a list" if isinstance(given, list | tuple) else "a text"


def cut_text(words: str) -> str:
    """Return words, cut to the length for a message."""
    return quote_excerpt(words)[1:-1]
