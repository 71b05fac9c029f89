from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity, _lookalikes
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No two ids look the same, and no word of an id mixes two alphabets.

    Source: Unicode Technical Standard #39.
    """
    first: dict[str, Entity] = {}
    # ASCII ids come first, so that the report is about the ids that look like them.
    for record in sorted(manual.entities, key=lambda entity: not entity.key.isascii()):
        other = first.setdefault(_lookalikes.skeleton(record.key), record)
        if other is not record:
            where = manual.locate(other)
            difference = _lookalikes.describe_difference(record.id, other.id)
            message = f"looks like '{other.id}' in {where.path}:{where.line}, but {difference}"
            yield RuleResult(record, message, "Change one of the two ids.", ("id",))
        elif alphabets := _lookalikes.mixed_scripts(record.id):
            message = f"has an id with {alphabets} letters in one word"
            plain = _lookalikes.skeleton(record.id)
            hint = (
                f"Type it again: `id: {plain}`."
                if plain.isascii()
                else "Write each word in one alphabet."
            )
            yield RuleResult(record, message, hint, ("id",))
