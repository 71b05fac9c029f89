from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..manual.lifecycle import is_history
from ..model.ai_system import AISystem
from ..model.stage import Stage
from . import Flaw

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every AI system past the first stage of its life has an impact assessment."""
    first = min((stage.position for stage in manual.all(Stage)), default=0)
    for system in manual.all(AISystem):
        stage = manual.find(system.stage)
        if not isinstance(stage, Stage) or stage.position <= first:
            continue
        assessed = system.impact_assessment is not None and system.impact_assessment.done
        if not assessed and not is_history(system, manual.day):
            message = f"stands in {stage.id} without an impact assessment"
            hint = "Carry it out, and write it under `impact_assessment`."
            yield Flaw(system, message, hint, ("impact_assessment",))
