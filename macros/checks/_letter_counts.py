"""How many roles of an activity have a letter, and how many must have it."""

from collections.abc import Iterator

from ..manual.responsibilities import roles_with
from ..model._letters import Letter
from ..model.activity import Activity
from ..text import join_words
from . import RuleResult


def wrong_count(activity: Activity, letter: Letter, hint: str = "") -> Iterator[RuleResult]:
    """Yield a result if too few or too many roles of an activity have a letter.

    `hint` is what to do if none has it.
    """
    names = roles_with(activity, letter.letter)
    if letter.accountable or letter.responsible:
        meaning = "accountable" if letter.accountable else "responsible"
        one, several = f"{meaning} role", f"{meaning} roles"
    else:
        meaning = f"with {letter.letter} ({letter.meaning.lower()})"
        one, several = f"role {meaning}", f"roles {meaning}"
    if len(names) > 1 and letter.wanted in ("exactly one", "at most one"):
        yield RuleResult(
            activity,
            f"has {len(names)} {several}: {join_words(names)}",
            f"Keep {letter.letter} for one of them.",
            ("responsibilities", names[1]),
        )
    elif not names and letter.wanted in ("exactly one", "at least one"):
        hint = hint or f"Give {letter.letter} to one of its roles."
        yield RuleResult(activity, f"has no {one}", hint, ("responsibilities",))
