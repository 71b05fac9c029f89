from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.lifecycle import is_retired
from ..model.ai_system import AISystem
from ..model.stage import Stage
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every AI system past the first stage of its life has an impact assessment."""
    first = min((stage.position for stage in manual.all(Stage)), default=0)
    for system in manual.all(AISystem):
        stage = manual.find(system.stage)
        if not isinstance(stage, Stage) or stage.position <= first:
            continue
        assessed = system.impact_assessment is not None and system.impact_assessment.done
        if not assessed and not is_retired(system, manual.day):
            message = f"stands in {stage.id} without an impact assessment"
            hint = "Carry it out, and write it under `impact_assessment`."
            yield RuleResult(system, message, hint, ("impact_assessment",))
