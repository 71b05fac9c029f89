from ..manual import Manual
from ..model.metric import Metric
from ._fields import field_cell
from ._listings import target
from ._table import State, Table, register

_STATES = {
    True: State("on target", "good"),
    False: State("off target", "bad"),
    None: State("not measured"),
}


def table(manual: Manual) -> Table:
    """Every metric with its latest value, target, status and trend."""
    rows = [
        (
            metric,
            metric.latest,
            target(metric),
            metric.unit,
            _STATES[metric.on_target],
            _since_before(metric),
            metric.last.on if metric.last else None,
            metric.next_due,
            field_cell(manual, metric, "owner"),
        )
        for metric in manual.all(Metric)
    ]
    columns = [
        "Latest value",
        "Target",
        "Unit",
        "Status",
        "Trend",
        "Measured on",
        "Next measurement",
        "Owner",
    ]
    return register("Metrics", "Metric", columns, rows, filters=("Status", "Owner"))


def _since_before(metric: Metric) -> str:
    """Return whether the latest value is better than the one before."""
    values = [measurement.value for measurement in metric.in_time][-2:]
    if len(values) < 2:
        return ""
    if values[0] == values[1]:
        return "unchanged"
    return "better" if (values[1] > values[0]) == (metric.better == "higher") else "worse"
