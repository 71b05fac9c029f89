from ..manual import Manual
from ..model import Entity
from ..model.policy import Policy
from ..model.stage import Stage
from ._matrix import cross_table
from ._table import Table

LEGEND = (("S", "Specific to this stage"), ("E", "Applies in every stage"))


def table(manual: Manual) -> Table:
    """Each life-cycle stage with the policies that apply in it."""
    policies = manual.all(Policy)
    stages = {
        policy.key: {s.key for s in manual.references(policy, Stage, "stages")}
        for policy in policies
    }

    def letters(stage: Entity, policy: Entity) -> str:
        if not stages[policy.key]:
            return "E"
        return "S" if stage.key in stages[policy.key] else ""

    sides = (manual.all(Stage), policies)
    empty_text = "No policies are recorded."
    return cross_table("Policies by life-cycle stage", "Stage", sides, letters, LEGEND, empty_text)
