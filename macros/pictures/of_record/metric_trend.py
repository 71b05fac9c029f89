from ...manual import Manual
from ...model import Entity
from ...model.metric import Metric
from ...text import format_amount, format_count, format_day
from .. import Picture, element_name
from .._chart import chart
from .._drawing import PAGE, Element, box, label, legend, line
from .._palette import fill
from .._trend import PlotArea, measurement_table, state_words, target_words, trend

_HIGH = 280


def draw(manual: Manual, record: Entity) -> Picture | None:
    """The trend of a metric: its measurements, its target and its target range."""
    if not isinstance(record, Metric) or not record.measurements:
        return None
    measurements = record.in_time
    course = trend(record, PlotArea(58, 44, PAGE - 14, _HIGH - 26))
    latest = format_amount(measurements[-1].value, record.unit)
    return Picture(
        element_name(f"trend-{record.id}"),
        f"Trend of {record.title}",
        f"{format_count(len(measurements), 'measurement')} from "
        f"{format_day(measurements[0].on).striptags()} to "
        f"{format_day(measurements[-1].on).striptags()}. Latest value: {latest}. "
        f"{target_words(record)}; {state_words(record)}.",
        PAGE,
        _HIGH,
        (_legend(record), *chart(PAGE, _HIGH, [course])),
        measurement_table(record),
    )


def _legend(metric: Metric) -> Element:
    target = line((0, 6), (16, 6), "good", stroke_dasharray="5 4", stroke_width=1.5)
    return legend(
        [
            (target, target_words(metric)),
            (box(0, 0, 16, 12, fill("good-tint"), round_=0), "target range"),
            (label("", 0, 0), state_words(metric)),
        ],
        2,
        58,
    )
