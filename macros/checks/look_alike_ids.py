from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity, _lookalikes
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No two ids look the same, and no word of an id mixes two alphabets."""
    first: dict[str, Entity] = {}
    # Ids of plain letters first: the others are those that look like them.
    for record in sorted(manual.entities, key=lambda one: not one.key.isascii()):
        other = first.setdefault(_lookalikes.skeleton(record.key), record)
        if other is not record:
            where = manual.locate(other)
            difference = _lookalikes.describe_difference(record.id, other.id)
            message = f"looks like '{other.id}' in {where.path}:{where.line}, but {difference}"
            yield RuleResult(record, message, "Give one of them another id.", ("id",))
        elif alphabets := _lookalikes.mixed_scripts(record.id):
            message = f"has an id with {alphabets} letters in one word"
            plain = _lookalikes.skeleton(record.id)
            hint = f"Type it again: `id: {plain}`." if plain.isascii() else "Use one alphabet."
            yield RuleResult(record, message, hint, ("id",))
