from ..manual import Manual
from ..model.metric import Metric
from ..tables._table import register
from ..text import format_amount, format_count
from . import Picture
from ._chart import Spec, chart, described, group, text
from ._text import NORMAL, SMALL, wrap
from ._trend import PlotArea, state_words, target_words, trend

_WIDTH, _HIGH, _GAP, _IN_LINE = 222, 210, 11, 3


def draw(manual: Manual) -> Picture | None:
    """The trends of all metrics: each one's measurements, its target, and its newest value."""
    metrics = [one for one in manual.all(Metric) if one.measurements]
    if not metrics:
        return None
    off = [one for one in metrics if not one.on_target]
    rows = [
        (
            one,
            one.latest,
            one.unit,
            target_words(one).removeprefix("Target: "),
            state_words(one),
            "; ".join(f"{m.on.isoformat()}: {format_amount(m.value, '')}" for m in one.in_time),
        )
        for one in metrics
    ]
    columns = ["Newest", "Unit", "Target", "State", "Measurements"]
    wide = min(len(metrics), _IN_LINE) * (_WIDTH + _GAP) - _GAP
    high = -(-len(metrics) // _IN_LINE) * (_HIGH + _GAP) - _GAP
    panels = [_panel(one, place) for place, one in enumerate(metrics)]
    return Picture(
        "metric-trends",
        "Trends of the metrics",
        f"{format_count(len(metrics), 'metric')}. "
        + (
            "Off target: " + "; ".join(f"{one.short_id} {one.title}" for one in off) + "."
            if off
            else "All are on target."
        ),
        wide,
        high,
        tuple(chart(wide, high, panels)),
        register("Trends of the metrics in words", "Metric", columns, rows),
    )


def _panel(metric: Metric, place: int) -> Spec:
    """Return the small chart of a metric, which leads to its page."""
    said = f"{format_amount(metric.latest or 0, metric.unit)}, {state_words(metric)}"
    target = wrap(target_words(metric), _WIDTH - 24, SMALL, 1)
    return group(
        text([metric.short_id], size=SMALL, x=12, y=21, fill="soft", fontWeight=600),
        text(wrap(metric.title, _WIDTH - 72, NORMAL, 2), x=60, y=21),
        text(target, size=SMALL, x=12, y=54, fill="soft"),
        trend(metric, PlotArea(42, 76, _WIDTH - 14, _HIGH - 28)),
        x=(_WIDTH + _GAP) * (place % _IN_LINE),
        y=(_HIGH + _GAP) * (place // _IN_LINE),
        width=_WIDTH - 1,
        height=_HIGH - 1,
        fill="paper",
        stroke="line",
        description=described(f"{metric.short_id} {metric.title}: {said}", metric),
    )
