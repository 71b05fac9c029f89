from ..manual import Manual
from ..model.metric import Metric
from ..text import format_number
from ._fields import field_cell
from ._table import State, Table, register

_STATES = {
    True: State("on target", "good"),
    False: State("off target", "bad"),
    None: State("not measured"),
}


def table(manual: Manual) -> Table:
    """Every metric with its newest value against its target, and how it has moved since."""
    rows = [
        (
            one,
            one.latest,
            f"{'at least' if one.better == 'higher' else 'at most'} {format_number(one.target)}",
            one.unit,
            _STATES[one.on_target],
            _since_before(one),
            one.last.on if one.last else None,
            one.next_due,
            field_cell(manual, one, "owner"),
        )
        for one in manual.all(Metric)
    ]
    columns = [
        "Newest",
        "Target",
        "Unit",
        "State",
        "Since the one before",
        "Measured on",
        "Next",
        "Owner",
    ]
    return register("Metrics", "Metric", columns, rows, filters=("State", "Owner"))


def _since_before(metric: Metric) -> str:
    """Return whether the newest value is better than the one before it."""
    values = [one.value for one in metric.in_time][-2:]
    if len(values) < 2:
        return ""
    if values[0] == values[1]:
        return "unchanged"
    return "better" if (values[1] > values[0]) == (metric.better == "higher") else "worse"
