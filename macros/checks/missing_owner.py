from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..manual.lifecycle import is_retired
from ..model import Owned
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every record that needs an owner has one.

    Source: ISO/IEC 42001, 5.3.
    """
    for record in manual.entities:
        if isinstance(record, Owned) and not record.owner and not is_retired(record, manual.day):
            hint = f"Add the line `{sample_line(Owned, 'owner')}`."
            yield RuleResult(record, "has no owner", hint, ("owner",))
