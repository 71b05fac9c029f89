from ...manual import Manual
from ...model import Entity
from ...model.metric import Metric
from ...text import amount, counted
from .. import Picture, named
from .._chart import chart
from .._drawing import PAGE, Element, box, label, legend, line
from .._palette import fill
from .._trend import Frame, facts_of, state_of, target_of, trend

_HIGH = 280


def draw(manual: Manual, record: Entity) -> Picture | None:
    """The course of a metric: its measurements, its target, and the side of it that is good."""
    if not isinstance(record, Metric) or not record.measurements:
        return None
    those = record.in_time
    course = trend(record, Frame(58, 44, PAGE - 14, _HIGH - 26))
    newest = amount(those[-1].value, record.unit)
    return Picture(
        named(f"trend-{record.id}"),
        f"{record.title}: the trend",
        f"{counted(len(those), 'measurement')} from {those[0].on.isoformat()} to "
        f"{those[-1].on.isoformat()}, the newest {newest}. "
        f"{target_of(record)}; {state_of(record)}.",
        PAGE,
        _HIGH,
        (_legend(record), *chart(PAGE, _HIGH, [course])),
        facts_of(record),
    )


def _legend(metric: Metric) -> Element:
    target = line((0, 6), (16, 6), "good", stroke_dasharray="5 4", stroke_width=1.5)
    return legend(
        [
            (target, target_of(metric)),
            (box(0, 0, 16, 12, fill("good-tint"), round_=0), "good side"),
            (label("", 0, 0), state_of(metric)),
        ],
        2,
        58,
    )
