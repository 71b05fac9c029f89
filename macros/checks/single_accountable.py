from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.activity import Activity
from . import RuleResult
from ._letter_counts import wrong_count

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every activity has exactly one accountable role, or as many as the setting says.

    The setting is `responsibility_letters`. Source: ISO/IEC 42001, 5.3.
    """
    scheme = manual.letter_scheme
    letter = scheme.accountable
    for activity in manual.all(Activity):
        if activity.responsibilities or letter.wanted not in ("exactly one", "at least one"):
            yield from wrong_count(activity, letter)
        else:
            letters = " and ".join(
                f"the {item.meaning.lower()} ({item.letter})"
                for item in scheme.letters
                if item.letter in scheme.acting
            )
            yield RuleResult(
                activity,
                "has no accountable and no responsible role",
                f"Add {letters} role to `responsibilities`.",
                ("responsibilities",),
            )
