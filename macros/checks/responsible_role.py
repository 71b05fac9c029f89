from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.activity import Activity
from . import RuleResult
from ._letter_counts import wrong_count

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every activity has at least one responsible role, or as many as the setting says.

    The setting is `responsibility_letters`. Source: ISO/IEC 42001, 5.3.
    """
    scheme = manual.letter_scheme
    letters = [item for item in scheme.responsible if not item.accountable]
    for activity in manual.all(Activity):
        for letter in letters if activity.responsibilities else ():
            hint = (
                f"Give {letter.letter} to the role that carries it out. "
                f"The accountable role can have {scheme.spell_all(scheme.accountable, letter)}."
            )
            yield from wrong_count(activity, letter, hint)
