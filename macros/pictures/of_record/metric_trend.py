from ...manual import Manual
from ...model import Entity
from ...model.metric import Metric
from ...text import format_amount, format_count
from .. import Picture, element_name
from .._chart import chart
from .._drawing import PAGE, Element, box, label, legend, line
from .._palette import fill
from .._trend import PlotArea, measurement_table, state_words, target_words, trend

_HIGH = 280


def draw(manual: Manual, record: Entity) -> Picture | None:
    """The course of a metric: its measurements, its target, and the side of it that is good."""
    if not isinstance(record, Metric) or not record.measurements:
        return None
    those = record.in_time
    course = trend(record, PlotArea(58, 44, PAGE - 14, _HIGH - 26))
    newest = format_amount(those[-1].value, record.unit)
    return Picture(
        element_name(f"trend-{record.id}"),
        f"{record.title}: the trend",
        f"{format_count(len(those), 'measurement')} from {those[0].on.isoformat()} to "
        f"{those[-1].on.isoformat()}, the newest {newest}. "
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
            (box(0, 0, 16, 12, fill("good-tint"), round_=0), "good side"),
            (label("", 0, 0), state_words(metric)),
        ],
        2,
        58,
    )
