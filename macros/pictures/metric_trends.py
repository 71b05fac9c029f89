from ..manual import Manual
from ..model.metric import Metric
from ..tables._table import register
from ..text import format_amount, format_count, format_day
from . import Picture
from ._chart import Spec, chart, described, group, text
from ._text import NORMAL, SMALL, wrap
from ._trend import PlotArea, state_words, target_words, trend

_WIDTH, _HIGH, _GAP, _IN_LINE = 222, 210, 11, 3


def draw(manual: Manual) -> Picture | None:
    """The trends of all metrics, with measurements, target and latest value."""
    metrics = [metric for metric in manual.all(Metric) if metric.measurements]
    if not metrics:
        return None
    off = [metric for metric in metrics if not metric.on_target]
    rows = [
        (
            metric,
            metric.latest,
            metric.unit,
            target_words(metric).removeprefix("Target: "),
            state_words(metric),
            "; ".join(
                f"{format_day(m.on).striptags()}: {format_amount(m.value, '')}"
                for m in metric.in_time
            ),
        )
        for metric in metrics
    ]
    columns = ["Latest value", "Unit", "Target", "Status", "Measurements"]
    wide = min(len(metrics), _IN_LINE) * (_WIDTH + _GAP) - _GAP
    high = -(-len(metrics) // _IN_LINE) * (_HIGH + _GAP) - _GAP
    panels = [_panel(metric, place) for place, metric in enumerate(metrics)]
    return Picture(
        "metric-trends",
        "Trends of the metrics",
        f"{format_count(len(metrics), 'metric')}. "
        + (
            "Off target: " + "; ".join(f"{metric.short_id} {metric.title}" for metric in off) + "."
            if off
            else "All are on target."
        ),
        wide,
        high,
        tuple(chart(wide, high, panels)),
        register("Trends of the metrics in words", "Metric", columns, rows),
    )


def _panel(metric: Metric, place: int) -> Spec:
    """Return the small chart of a metric, which links to its page."""
    summary = f"{format_amount(metric.latest or 0, metric.unit)}, {state_words(metric)}"
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
        description=described(f"{metric.short_id} {metric.title}: {summary}", metric),
    )
