from ..manual import Manual
from ..model.metric import Metric
from ..table import register
from ..wording import amount, counted
from . import Picture
from ._drawing import Element, box, label, linked
from ._palette import fill, stroke
from ._text import NORMAL, SMALL, wrapped
from ._trend import Frame, measured, state_of, target_of, trend

_WIDTH, _HIGH, _GAP, _IN_LINE = 222, 210, 11, 3


def draw(manual: Manual) -> Picture | None:
    """The trends of all metrics: each one's measurements, its target, and its newest value."""
    metrics = [one for one in manual.all(Metric) if one.measurements]
    if not metrics:
        return None
    panels = [
        _panel(one, (_WIDTH + _GAP) * (n % _IN_LINE), (_HIGH + _GAP) * (n // _IN_LINE))
        for n, one in enumerate(metrics)
    ]
    off = [one for one in metrics if not one.on_target]
    rows = [
        (
            one,
            one.latest,
            one.unit,
            target_of(one).removeprefix("Target: "),
            state_of(one),
            "; ".join(f"{m.on.isoformat()}: {amount(m.value, '')}" for m in measured(one)),
        )
        for one in metrics
    ]
    columns = ["Newest", "Unit", "Target", "State", "Measurements"]
    in_line = min(len(metrics), _IN_LINE)
    return Picture(
        "metric-trends",
        "Trends of the metrics",
        f"{counted(len(metrics), 'metric')}. "
        + (
            "Off target: " + "; ".join(f"{one.short_id} {one.title}" for one in off) + "."
            if off
            else "All are on target."
        ),
        in_line * (_WIDTH + _GAP) - _GAP,
        -(-len(metrics) // _IN_LINE) * (_HIGH + _GAP) - _GAP,
        tuple(panels),
        register("Trends of the metrics in words", "Metric", columns, rows),
    )


def _panel(metric: Metric, x: float, y: float) -> Element:
    """Return the small picture of a metric, which leads to its page."""
    title = wrapped(metric.title, _WIDTH - 72, NORMAL, 2)
    frame = Frame(x + 42, y + 76, x + _WIDTH - 14, y + _HIGH - 28)
    target = wrapped(target_of(metric), _WIDTH - 24, SMALL, 1)
    return linked(
        metric,
        box(x + 0.5, y + 0.5, _WIDTH - 1, _HIGH - 1, "aims-node", fill("paper"), stroke("line")),
        label(metric.short_id, x + 12, y + 21, SMALL, paint="soft", bold=True),
        label(title, x + 60, y + 21, NORMAL),
        label(target, x + 12, y + 54, SMALL, paint="soft"),
        *trend(metric, frame),
        words=f"{metric.short_id} {metric.title}: {amount(metric.latest or 0, metric.unit)}, "
        f"{state_of(metric)}",
    )
