from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.lifecycle import is_retired
from ..model.ai_system import AISystem
from ..model.stage import Stage
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("unassessed-system",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every AI system after the first life-cycle stage has an impact assessment.

    Source: ISO/IEC 42001, 6.1.4 and 8.4.
    """
    first = min((stage.position for stage in manual.all(Stage)), default=0)
    for system in manual.all(AISystem):
        stage = manual.find(system.stage)
        if not isinstance(stage, Stage) or stage.position <= first:
            continue
        assessed = system.impact_assessment is not None and system.impact_assessment.done
        if not assessed and not is_retired(system, manual.day):
            message = f"is in the stage {stage.id}, but has no impact assessment"
            hint = "Carry out an impact assessment and record it under `impact_assessment`."
            yield RuleResult(system, message, hint, ("impact_assessment",))
