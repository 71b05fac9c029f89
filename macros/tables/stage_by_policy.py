from ..manual import Manual
from ..model import Entity
from ..model.policy import Policy
from ..model.stage import Stage
from ._matrix import crossed
from ._table import Table

LEGEND = (("S", "Made for this stage"), ("E", "Applies in every stage"))


def table(manual: Manual) -> Table:
    """Each life-cycle stage with the policies that apply in it."""
    policies = manual.all(Policy)
    stages = {one.key: {s.key for s in manual.named_by(one, Stage, "stages")} for one in policies}

    def letters(stage: Entity, policy: Entity) -> str:
        if not stages[policy.key]:
            return "E"
        return "S" if stage.key in stages[policy.key] else ""

    sides = (manual.all(Stage), policies)
    nothing = "No policy is recorded yet."
    return crossed("Policies by life-cycle stage", "Stage", sides, letters, LEGEND, nothing)
