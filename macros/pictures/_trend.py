"""The trend of a metric: its measurements as a line, its target and target range."""

from dataclasses import dataclass
from datetime import date
from math import floor, log10

from ..model.metric import Metric
from ..tables._table import Table, register
from ..text import format_amount, format_day, format_number
from ._chart import Spec, axis, data, described, field, group, mark, scenery, text
from ._text import NORMAL, width

_EPOCH, _DAY = date(1970, 1, 1), 86_400_000
"""Vega counts milliseconds from this date."""


_DAY_LABEL = 84
"""The width of a day below the axis, with the space beside it."""


@dataclass(frozen=True)
class PlotArea:
    """The area between the axes."""

    left: float
    top: float
    right: float
    bottom: float


def trend(metric: Metric, frame: PlotArea, best: tuple[float, float] | None = None) -> Spec:
    """Return the trend of a metric within a frame of a chart, with its axes.

    With a range of values (`best`), the chart has no target, and the axis has the day of each
    measurement instead of the first and the last month.
    """
    high, wide = frame.bottom - frame.top, frame.right - frame.left
    rows = _rows(metric)
    # Space for the value beside the latest measurement.
    shown = f"{'' if metric.on_target else '! '}{format_number(metric.in_time[-1].value)}"
    room = width(shown, NORMAL, bold=True) + 16
    size = {"width": wide, "height": high}
    x = {"type": "utc", "range": [8, wide - room]}
    axes = [
        axis("y", "left", tickCount=4, format=_ticks(metric, best)),
        _days(rows, wide - room) if best else _months(metric, rows),
    ]
    y = {"range": [high, 0], "zero": False, "nice": 3}
    return group(
        *([] if best else [_good_side(metric, high, wide)]),
        # An inner group draws its axes over the elements before it.
        group(*([] if best else [_target(metric, wide)]), *_course(metric), **size)
        | {"axes": axes},
        x=frame.left,
        y=frame.top,
        **size,
    ) | {
        "signals": [{"name": name, "value": value} for name, value in size.items()],
        "data": [data("all", rows), data("newest", [rows[-1] | {"shown": shown}])],
        "scales": [
            {"name": "y", "domain": best or _domain(metric), **y},
            {"name": "x", "domain": [rows[0]["at"], rows[-1]["at"]], **x},
        ],
    }


def _rows(metric: Metric) -> list[Spec]:
    return [
        {
            "at": (measurement.on - _EPOCH).days * _DAY,
            "value": measurement.value,
            "tooltip": described(
                f"{format_day(measurement.on).striptags()}: "
                f"{format_amount(measurement.value, metric.unit)}"
            ),
        }
        for measurement in metric.in_time
    ]


def _domain(metric: Metric) -> tuple[float, float]:
    """Return the lowest and highest value, with space for the target range."""
    target = metric.target
    values = [measurement.value for measurement in metric.measurements] + [target]
    low, high = min(values), max(values)
    room = (high / 8 - low / 8) or abs(low) / 8 or 1
    return low - room if low == target else low, high + room if high == target else high


def _ticks(metric: Metric, best: tuple[float, float] | None) -> str:
    """Return the format in which the values on the axis differ, however close they are."""
    low, high = best or _domain(metric)
    decimals = 2 - floor(log10(high - low)) if high > low else 6
    return f",.{min(max(decimals, 0), 20)}~f"


def _months(metric: Metric, rows: list[Spec]) -> Spec:
    first, last = metric.in_time[0].on, metric.in_time[-1].on
    one_month = (first.year, first.month) == (last.year, last.month)
    ends = [rows[0]["at"]] if one_month else [rows[0]["at"], rows[-1]["at"]]
    return axis("x", "bottom", values=ends, format="%b %Y", ticks=True, grid=False, tickSize=4)


def _days(rows: list[Spec], wide: float) -> Spec:
    """Return the axis with the day of each measurement, without those that have no room."""
    first, last = rows[0]["at"], rows[-1]["at"]
    least = (last - first) / wide * _DAY_LABEL
    # Of labels that are too close, the later one stays: the last is always there.
    shown = [last]
    for row in reversed(rows[:-1]):
        if shown[-1] - row["at"] >= least:
            shown.append(row["at"])
    return axis(
        "x", "bottom", values=shown[::-1], format="%-d %b %Y", ticks=True, grid=False, tickSize=4
    )


def _good_side(metric: Metric, high: float, wide: float) -> Spec:
    end = 0 if metric.better == "higher" else high
    at = {"scale": "y", "value": metric.target}
    return scenery(mark("rect", x=0, x2=wide, y=end, y2=at, fill="good-tint"))


def _target(metric: Metric, wide: float) -> Spec:
    return mark(
        "rule",
        x=0,
        x2=wide,
        y={"scale": "y", "value": metric.target},
        stroke="good",
        strokeDash=[5, 4],
        strokeWidth=1.5,
        description=described(target_words(metric)),
    )


def _course(metric: Metric) -> list[Spec]:
    """Return the line and its dots; a latest value off target is a square with a sign."""
    off = not metric.on_target
    x, y = field("at", scale="x"), field("value", scale="y")
    return [
        mark("line", "all", x=x, y=y, stroke="link", strokeWidth=2, strokeJoin="round"),
        mark("symbol", "all", x=x, y=y, fill="link", size=36, description=field("tooltip")),
        mark(
            "symbol",
            "newest",
            x=x,
            y=y,
            shape="square" if off else "circle",
            size=100,
            fill="warn" if off else "link",
            stroke="paper",
            strokeWidth=2,
        ),
        text(
            "datum.shown",
            "newest",
            x=field("at", scale="x", offset=10),
            y=field("value", scale="y", offset=4),
            fill="warn" if off else "ink",
            fontWeight=600,
        ),
    ]


def target_words(metric: Metric) -> str:
    """Return the target in words: `at least 95 %`."""
    least = "at least" if metric.better == "higher" else "at most"
    return f"Target: {least} {format_amount(metric.target, metric.unit)}"


def state_words(metric: Metric) -> str:
    """Return whether the latest value is on target, in words."""
    return "on target" if metric.on_target else "! off target"


def measurement_table(metric: Metric) -> Table:
    """Return the measurements of a metric, latest first."""
    rows = [
        (format_day(measurement.on), measurement.value, measurement.note)
        for measurement in reversed(metric.in_time)
    ]
    return register(
        f"{metric.title}: measurements in words", "Measured on", ["Value", "Note"], rows
    )
