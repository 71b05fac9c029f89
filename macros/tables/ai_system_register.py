from ..manual import Manual
from ..model.ai_system import AISystem
from ._fields import field_cell
from ._suspects import with_suspect_column
from ._table import State, Table, Tone, register

_TONES: dict[str, Tone] = {"prohibited": "bad", "high": "bad", "limited": "open", "minimal": "good"}


def table(manual: Manual) -> Table:
    """Every AI system: life-cycle stage, risk class, accountable role and next review."""
    rows = [
        (
            system,
            field_cell(manual, system, "stage"),
            State(system.risk_level, _TONES[system.risk_level]),
            system.part,
            system.supplier,
            field_cell(manual, system, "owner"),
            system.in_use_since,
            system.impact_assessment.done if system.impact_assessment else None,
            system.review_due if not system.retired_on else None,
        )
        for system in manual.all(AISystem)
    ]
    columns = [
        "Stage",
        "Risk class",
        "Our role",
        "Supplier",
        "Owner",
        "In use since",
        "Impact assessed on",
        "Next review",
    ]
    filters = ("Stage", "Risk class", "Our role", "Owner")
    return with_suspect_column(
        manual, register("AI systems", "AI system", columns, rows, filters=filters)
    )
