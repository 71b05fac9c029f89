from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from ..model.audit import Audit
from . import Flaw
from ._whole import whole

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """The organisation has audited its management system, or plans to (9.2)."""
    if not any(audit.type == "internal" for audit in manual.all(Audit)):
        hint = "Plan one in audits.yaml: `type: internal`, `planned: ...`."
        yield from whole(manual, "has no internal audit, not even a planned one (9.2)", hint)
