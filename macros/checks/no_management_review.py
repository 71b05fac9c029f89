from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.management_review import ManagementReview
from . import Flaw
from ._whole import whole

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Top management has reviewed the management system (9.3)."""
    if not manual.all(ManagementReview):
        hint = "Hold one, and write it in management-reviews.yaml."
        yield from whole(manual, "has no management review (9.3)", hint)
