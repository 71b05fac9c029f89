from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import is_group
from ..manual.responsibilities import cells
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """No group, such as all staff, is accountable for an activity.

    If everybody answers for a result, nobody does. Source: ISO/IEC 42001, 5.3.
    """
    letter = manual.letter_scheme.accountable.letter
    for cell in cells(manual):
        if letter in cell.letters and is_group(cell.role):
            left = cell.letters.replace(letter, "").strip("/").replace("//", "/")
            kept = f"Keep `{cell.name}: {left}`" if left else "Delete this line"
            yield RuleResult(
                cell.activity,
                f"makes {cell.role.title} accountable, which is a group and not one role",
                f"{kept}, and give {letter} to the role that makes sure that it is done.",
                ("responsibilities", cell.name),
            )
