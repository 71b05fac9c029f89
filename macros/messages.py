"""Mistakes in a record, said in the words of its author."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .findings import did_you_mean
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
_SHOWN = 60


def faults(kind: type[Part], error: ValidationError) -> list[Fault]:
    """Return all that is wrong with a record, in the order of its fields."""
    return [_fault(kind, problem) for problem in error.errors(include_url=False)]


def _fault(kind: type[Part], problem: ErrorDetails) -> Fault:
    way = tuple(step for step in problem["loc"] if step != "[key]")
    sort, given, context = problem["type"], problem["input"], problem.get("ctx", {})
    parent, field = _field(kind, way)
    sentence = (field.description or "") if field else ""
    name = str(way[-1]) if way else ""
    if sort == "extra_forbidden":
        names = [info.alias or key for key, info in parent.model_fields.items()]
        hint = did_you_mean(name, names) or f"It knows: {', '.join(names)}."
        return way, f"'{name}' is no field of {_called(parent)}", hint
    if sort == "missing":
        return way, f"{_path(way)} is missing", sentence
    if given is None or sort == "string_too_short":
        return way, f"{_path(way)} is empty", sentence
    value = _shown(given)
    if sort in ("literal_error", "enum"):
        words = _words(context.get("expected", ""))
        hint = did_you_mean(str(given), words) if isinstance(given, str) else ""
        return way, f"{_path(way)}: {value} is not one of {_listed(words)}", hint or sentence
    if wanted := _WANTED.get(sort):
        hint = "Write it in brackets: [ ... ]." if wanted == "a list" else ""
        return way, f"{_path(way)} is {_sort_of(given)}, not {wanted}", hint or sentence
    if sort in ("day", "letters"):
        said = problem["msg"]
        return way, f"{_path(way)}: {value} {said}", sentence
    return way, f"{_path(way)}: {value} {_limit(sort, context)}", sentence


def _limit(sort: str, context: dict[str, Any]) -> str:
    if sort.startswith("int"):
        return "is not a whole number"
    if sort.startswith(("float", "finite")):
        return "is not a number"
    if sort.startswith("bool"):
        return "is neither yes nor no"
    limits = {
        "greater_than_equal": f"is less than {context.get('ge')}",
        "greater_than": f"is not more than {context.get('gt')}",
        "less_than_equal": f"is more than {context.get('le')}",
        "string_pattern_mismatch": "is not written as it must be",
    }
    return limits.get(sort, "does not fit")


def _field(kind: type[Part], way: tuple[str | int, ...]) -> tuple[type[Part], FieldInfo | None]:
    """Return the part and the field at the end of a way, or what is closest to it."""
    field: FieldInfo | None = None
    for step in way:
        if not isinstance(step, str):
            continue
        known = {info.alias or key: info for key, info in kind.model_fields.items()}
        if field is not None and (inner := _model_in(field.annotation)):
            kind = inner
            known = {info.alias or key: info for key, info in kind.model_fields.items()}
        elif field is not None:
            break
        field = known.get(step)
        if field is None:
            break
    return kind, field


def _model_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation  # type: ignore[return-value]  # every model here is a Part
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _called(kind: type[Part]) -> str:
    name = str(getattr(kind, "name", "")) or _spaced(kind.__name__)
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _spaced(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _path(way: tuple[str | int, ...]) -> str:
    """Return a way as a person would say it: `steps 3, role`."""
    words = ""
    for step in way:
        words += f" {step + 1}" if isinstance(step, int) else f"{', ' if words else ''}{step}"
    return words


def _shown(value: object) -> str:
    if not isinstance(value, str):
        return _sort_of(value)
    return f"'{value[:_SHOWN]}...'" if len(value) > _SHOWN else f"'{value}'"


def _sort_of(value: object) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list | tuple) else "a text"


def _words(expected: str) -> list[str]:
    return [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (f" or {words[-1]}" if len(words) > 1 else words[-1])
