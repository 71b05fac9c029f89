from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import FieldShape, sample_value
from ..manual import Manual
from ..model.organisation import Organisation
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """The manual has an organisation."""
    first = next(manual.entities, None)
    # If some records cannot be read, the organisation may be one of them.
    if manual.organisation is None and first is not None and manual.is_complete:
        line = sample_value(FieldShape("group", part=Organisation))
        hint = f"Add a file organisation.yaml: `{line}`."
        yield RuleResult(first, "the manual has no organisation", hint)
