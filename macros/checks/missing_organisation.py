from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import FieldShape, sample_value
from ..manual import Manual
from ..model.organisation import Organisation
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """A manual says whose it is."""
    first = next(manual.entities, None)
    # In a manual that could not be read in full, it may be what could not be read.
    if manual.organisation is None and first is not None and manual.is_complete:
        line = sample_value(FieldShape("group", part=Organisation))
        hint = f"Write a file organisation.yaml: `{line}`."
        yield RuleResult(first, "stands in a manual that has no organisation", hint)
