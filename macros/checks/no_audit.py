from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import DAY
from ..manual import Manual
from ..model.audit import Audit
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """An internal audit is completed or planned.

    Source: ISO/IEC 42001, 9.2.
    """
    if not any(audit.type == "internal" for audit in manual.all(Audit)):
        line = f"- {{id: AUD-1, title: First audit, type: internal, planned: {DAY}}}"
        hint = f"Plan one in audits.yaml: `{line}`."
        yield from report_on_manual(
            manual, "has no internal audit, completed or planned (9.2)", hint
        )
