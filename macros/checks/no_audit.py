from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import DAY
from ..manual import Manual
from ..model.audit import Audit
from . import Flaw
from ._whole import whole

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """The organisation has audited its management system, or plans to (9.2)."""
    if not any(audit.type == "internal" for audit in manual.all(Audit)):
        line = f"- {{id: AUD-1, title: First audit, type: internal, planned: {DAY}}}"
        hint = f"Plan one in audits.yaml: `{line}`."
        yield from whole(manual, "has no internal audit, not even a planned one (9.2)", hint)
