"""Mistakes in a record, said in the words of its author."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .findings import did_you_mean, quoted
from .model import Part

Fault = tuple[tuple[str | int, ...], str, str]
"""The way to a value, what is wrong with it, and how to put it right."""

_WANTED = {
    "string_type": "a text",
    "tuple_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
}
_LIMITS = {
    "greater_than_equal": "is less than {ge:g}",
    "greater_than": "is not more than {gt:g}",
    "less_than_equal": "is more than {le:g}",
    "string_too_long": "is longer than {max_length} signs",
    "string_pattern_mismatch": "is not written as it must be",
}


def faults(kind: type[Part], error: ValidationError, empty: Collection[str] = ()) -> list[Fault]:
    """Return all that is wrong with a record, some of whose fields were written but left empty."""
    return [_fault(kind, problem, empty) for problem in error.errors(include_url=False)]


@cache
def names(kind: type[Part]) -> dict[str, FieldInfo]:
    """Return the fields of a part by the names they have in a file."""
    return {info.alias or attribute: info for attribute, info in kind.model_fields.items()}


def _fault(kind: type[Part], problem: ErrorDetails, empty: Collection[str]) -> Fault:
    way = tuple(step for step in problem["loc"] if step != "[key]")
    sort, given = problem["type"], problem["input"]
    parent, field = _field(kind, way)
    sentence = " ".join((field.description or "").split()) if field else ""
    if sort == "extra_forbidden":
        name, known = str(way[-1]), names(parent)
        hint = did_you_mean(name, known) or f"It knows: {', '.join(known)}."
        return way, f"{quoted(name)} is no field of {called(parent)}", hint
    if sort == "missing" and way[0] not in empty:
        name = str(way[-1])
        return way, f"{_path(way)} is missing", f"Add `{name}: ...`. {sentence}".rstrip()
    if sort in ("missing", "string_too_short") or given is None:
        return way, f"{_path(way)} is empty", sentence
    if sort in ("literal_error", "enum"):
        words = _words(problem.get("ctx", {}).get("expected", ""))
        hint = did_you_mean(given, words, 0.7) if isinstance(given, str) else ""
        said = f"{_path(way)}: {_shown(given)} is not one of {_listed(words)}"
        return way, said, hint or sentence
    if not isinstance(given, str) or sort in _WANTED:
        return _wrong_sort(way, sort, given, sentence)
    said, hint = _reason(problem, given)
    return way, f"{_path(way)}: {_shown(given)} {said}", hint or sentence


def _wrong_sort(way: tuple[str | int, ...], sort: str, given: object, sentence: str) -> Fault:
    """Return what to say where a list stands for a text, or the other way round."""
    wanted = _WANTED.get(sort, "a single value")
    if wanted == "a list" and isinstance(given, str):
        sentence = f"Write it in brackets: [{cut(given)}]."
    elif wanted == "a text" and isinstance(given, list) and _is_link(given):
        sentence = "Put quotes around a text that begins with [[."
    return way, f"{_path(way)} is {_sort_of(given)}, not {wanted}", sentence


def _is_link(given: list[object]) -> bool:
    """Return whether somebody wrote `[[id]]` without quotes, which YAML takes for a list in one."""
    return len(given) == 1 and isinstance(given[0], list)


def _reason(problem: ErrorDetails, given: str) -> tuple[str, str]:
    """Return why a text cannot be what its field wants, and how to put that right."""
    sort = problem["type"]
    if sort == "day":
        return problem["msg"], "Write year, month and day, as in 2026-01-31."
    if sort in ("letters", "email"):
        return problem["msg"], ""
    if sort.startswith(("int", "float", "finite")):
        is_separated = re.fullmatch(r"[+-]?\d+([.,' \u2019]\d+)+", given)
        hint = "Write digits only, and decimals after a point: 1000 or 0.5." if is_separated else ""
        if sort.startswith("int"):
            return "is not a whole number", hint if "," in given else ""
        return "is not a number", hint
    if sort.startswith("bool"):
        return "is neither yes nor no", ""
    return _LIMITS.get(sort, "does not fit").format(**problem.get("ctx", {})), ""


def _field(kind: type[Part], way: tuple[str | int, ...]) -> tuple[type[Part], FieldInfo | None]:
    """Return the part and the field at the end of a way, or what is closest to it."""
    field: FieldInfo | None = None
    for step in way:
        if not isinstance(step, str):
            continue
        if field is not None:
            inner = _model_in(field.annotation)
            if inner is None:
                break
            kind = inner
        field = names(kind).get(step)
        if field is None:
            break
    return kind, field


def _model_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation  # type: ignore[return-value]  # every model here is a Part
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def called(kind: type[Part]) -> str:
    """Return what one record of a kind, or one of its parts, is called: `an action`."""
    name = str(getattr(kind, "name", "")) or _spaced(kind.__name__)
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _spaced(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _path(way: tuple[str | int, ...]) -> str:
    """Return a way as a person would say it: `steps 3, role`."""
    words = ""
    for step in way:
        words += f" {step + 1}" if isinstance(step, int) else f"{', ' if words else ''}{cut(step)}"
    return words


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else _sort_of(value)


def _sort_of(value: object) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list | tuple) else "a text"


def _words(expected: str) -> list[str]:
    return [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (f" or {words[-1]}" if len(words) > 1 else words[-1])


def cut(words: str) -> str:
    """Return words without what is too much of them for a message."""
    return quoted(words)[1:-1]
