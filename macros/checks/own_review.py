from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from ..model import Owned
from ..model.review import Review
from . import Flaw

CHALLENGE = Challenge.OWNERSHIP
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """No role reviews alone what it owns itself."""
    for review in manual.all(Review):
        names = [name for name in (review.owner, *review.participants) if name]
        reviewing = {record.key for name in names if (record := manual.find(name)) is not None}
        for number, name in enumerate(review.covers):
            covered = manual.find(name)
            if not isinstance(covered, Owned) or not covered.owner:
                continue
            owner = manual.find(covered.owner)
            if owner is not None and reviewing == {owner.key}:
                yield Flaw(
                    review,
                    f"looks at {name} with nobody but its owner, {owner.id}",
                    "Name another role under `participants`.",
                    ("covers", number),
                )
