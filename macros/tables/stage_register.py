from ..manual import Manual
from ..model.ai_system import AISystem
from ..model.stage import Stage
from ._table import ProseCell, Table, register


def table(manual: Manual) -> Table:
    """Every life-cycle stage: its purpose, entry and exit criteria, and the AI systems in it."""
    rows = [
        (
            stage,
            _prose(stage.purpose),
            _prose(stage.enters_when),
            _prose(stage.leaves_when),
            tuple(manual.referrers(stage, AISystem, "stage")),
        )
        for stage in manual.all(Stage)
    ]
    columns = ["Purpose", "Entry criteria", "Exit criteria", "AI systems"]
    empty_text = "No life-cycle stage is recorded yet."
    return register("Life-cycle stages", "Stage", columns, rows, empty_text=empty_text)


def _prose(text: str) -> ProseCell | None:
    return ProseCell(text) if text else None
