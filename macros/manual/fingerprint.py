"""Fingerprints: short checksums of the content of controlled records."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import permutations, product
from math import factorial, prod
from typing import Any

from ..model import Controlled, marks_of
from ..model._markers import NotContent
from .normal_form import normal_values, sets_of

_WIDTHS = range(40, 161)
_MOST_ORDERS = 720
"""If sets have more orders than this, only the written order is tried."""


def fingerprint(record: Controlled) -> str:
    """Return the fingerprint of a record: twelve hexadecimal digits of SHA-256."""
    return _number(_normal(record))


def matches(record: Controlled, recorded: str | None) -> bool:
    """Return whether a recorded fingerprint belongs to the content of a record.

    Former versions included line breaks and the order of sets. Such a fingerprint is recognised by
    trying other orders, and lines of all usual widths.
    """
    return recorded is not None and (
        recorded == _number(_written(record))
        or recorded == fingerprint(record)
        or any(recorded == _number(form) for form in _former(record))
        or recorded in _in_lines(type(record), json.dumps(_written(record)))
    )


def current_fingerprint(record: Controlled) -> str:
    """Return the fingerprint of the current version of a record.

    It is the one recorded at the approval, if the content is still the same.
    """
    for revision in record.revisions:
        if (
            revision.version == record.version
            and revision.fingerprint
            and matches(record, revision.fingerprint)
        ):
            return revision.fingerprint
    return fingerprint(record)


def _written(record: Controlled) -> dict[str, Any]:
    written = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    not_content = marks_of(type(record), NotContent)
    return {name: value for name, value in written.items() if name not in not_content}


def _normal(record: Controlled) -> dict[str, Any]:
    return normal_values(type(record), _written(record))


def _former(record: Controlled) -> Iterator[Mapping[str, Any]]:
    """Yield the same words as they may have been written: in other lines, in other orders."""
    written, normal, sets = _written(record), _normal(record), sets_of(type(record))
    names = [name for name in written if name in sets and len(written[name]) > 1]
    if prod(factorial(len(written[name])) for name in names) > _MOST_ORDERS:
        names = []
    for order in product(*(permutations(written[name]) for name in names)):
        in_order = {name: [*item] for name, item in zip(names, order, strict=True)}
        yield written | in_order
        yield normal | in_order


# Many people acknowledge the same record.
@lru_cache(maxsize=256)
def _in_lines(kind: type[Controlled], written: str) -> frozenset[str]:
    """Return the former fingerprints of the same words in lines of each usual width."""
    values = json.loads(written)
    sets = {name: values[name] for name in sets_of(kind) if name in values}
    forms = (normal_values(kind, values, width) for width in _WIDTHS)
    several = {json.dumps(form, sort_keys=True): form for form in forms}.values()
    ended = [form | _ended(form) for form in several]
    return frozenset(_number(form | order) for form in (*several, *ended) for order in (sets, {}))


def _ended(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts of several lines with the line break at the end that YAML leaves there."""
    return {
        name: f"{value}\n"
        for name, value in form.items()
        if isinstance(value, str) and "\n" in value and name != "text"
    }


def _number(content: Mapping[str, Any]) -> str:
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:12]
