from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import DAY
from ..manual import Manual
from ..model.audit import Audit
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """The organisation has audited its management system, or plans to (9.2)."""
    if not any(audit.type == "internal" for audit in manual.all(Audit)):
        line = f"- {{id: AUD-1, title: First audit, type: internal, planned: {DAY}}}"
        hint = f"Plan one in audits.yaml: `{line}`."
        yield from as_whole(manual, "has no internal audit, not even a planned one (9.2)", hint)
