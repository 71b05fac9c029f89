from ..manual import Manual
from ..model.ai_system import AISystem
from ._fields import field_cell
from ._suspects import with_suspect_column
from ._table import State, Table, Tone, register

_MOODS: dict[str, Tone] = {"prohibited": "bad", "high": "bad", "limited": "open", "minimal": "good"}


def table(manual: Manual) -> Table:
    """Every AI system: where it stands in its life, how risky it is, and who answers for it."""
    rows = [
        (
            one,
            field_cell(manual, one, "stage"),
            State(one.risk_level, _MOODS[one.risk_level]),
            one.part,
            one.supplier,
            field_cell(manual, one, "owner"),
            one.in_use_since,
            one.impact_assessment.done if one.impact_assessment else None,
            one.review_due if not one.retired_on else None,
        )
        for one in manual.all(AISystem)
    ]
    columns = [
        "Stage",
        "Risk class",
        "Our part",
        "Supplier",
        "Owner",
        "In use since",
        "Impact assessed on",
        "Next review",
    ]
    filters = ("Stage", "Risk class", "Our part", "Owner")
    return with_suspect_column(
        manual, register("AI systems", "AI system", columns, rows, filters=filters)
    )
