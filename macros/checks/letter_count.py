from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.activity import Activity
from . import RuleResult
from ._letter_counts import wrong_count

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every activity has as many roles with each letter as `responsibility_letters` says.

    The accountable and the responsible letters have rules of their own.
    """
    scheme = manual.letter_scheme
    letters = [item for item in scheme.letters if item.letter not in scheme.acting]
    for activity in manual.all(Activity):
        for letter in letters if activity.responsibilities else ():
            yield from wrong_count(activity, letter)
