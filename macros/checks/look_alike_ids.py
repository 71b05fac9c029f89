from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model import Entity, _lookalikes
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """No two ids look the same, and no word of an id mixes two alphabets."""
    first: dict[str, Entity] = {}
    # Ids of plain letters first: the others are those that look like them.
    for record in sorted(manual.entities, key=lambda one: not one.key.isascii()):
        other = first.setdefault(_lookalikes.skeleton(record.key), record)
        if other is not record:
            where = manual.locate(other)
            difference = _lookalikes.difference(record.id, other.id)
            message = f"looks like '{other.id}' in {where.path}:{where.line}, but {difference}"
            yield Flaw(record, message, "Give one of them another id.", ("id",))
        elif alphabets := _lookalikes.mixed(record.id):
            message = f"has an id with {alphabets} letters in one word"
            plain = _lookalikes.skeleton(record.id)
            hint = f"Type it again: `id: {plain}`." if plain.isascii() else "Use one alphabet."
            yield Flaw(record, message, hint, ("id",))
