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
FORMERLY = ("own-review",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No record is reviewed by its owner alone, even in another role."""
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
                message = f"covers {name}, but only its owner {owner.id} takes part"
                hint = "Add another role to `participants`."
            elif people := _people_alone(manual, reviewing, owner):
                message = (
                    f"covers {name}, but only {join_words(people)} takes part, "
                    f"who also holds the owning role {owner.id}"
                )
                hint = "Add a role to `participants` that another person holds."
            else:
                continue
            yield RuleResult(review, message, hint, ("covers", number))


def _people_alone(manual: Manual, reviewing: list[Role], owner: Role) -> list[str]:
    """Return the people who review what they own, if no other person takes part."""
    by_role = [{person.id for person in deciders(manual, role)} for role in reviewing]
    owning = {person.id for person in deciders(manual, owner)}
    alone = all(people and people <= owning for people in by_role)
    return sorted(set().union(*by_role)) if alone else []
