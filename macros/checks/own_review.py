from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.appointments import deciders
from ..model import Owned
from ..model.review import Review
from ..model.role import Role
from ..text import join_words
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nobody reviews alone what they own themselves, be it in two different roles."""
    for review in manual.all(Review):
        names = [name for name in (review.owner, *review.participants) if name]
        reviewing = [role for name in names if isinstance(role := manual.find(name), Role)]
        for number, name in enumerate(review.covers):
            covered = manual.find(name)
            owner = (
                manual.find(covered.owner) if isinstance(covered, Owned) and covered.owner else None
            )
            if not isinstance(owner, Role) or not reviewing:
                continue
            if all(role is owner for role in reviewing):
                message = f"looks at {name} with nobody but its owner, {owner.id}"
                hint = "Name another role under `participants`."
            elif those := _alone(manual, reviewing, owner):
                message = (
                    f"looks at {name} with nobody but {join_words(those)}, "
                    f"who also holds its owner, {owner.id}"
                )
                hint = "Name a role under `participants` that somebody else holds."
            else:
                continue
            yield RuleResult(review, message, hint, ("covers", number))


def _alone(manual: Manual, reviewing: list[Role], owner: Role) -> list[str]:
    """Return the people who review what they own, where nobody else takes part."""
    by_role = [{one.id for one in deciders(manual, role)} for role in reviewing]
    owning = {one.id for one in deciders(manual, owner)}
    return (
        sorted(set().union(*by_role)) if all(those and those <= owning for those in by_role) else []
    )
