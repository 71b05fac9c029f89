"""The course of a metric: its measurements as a line, its target, and the side that is good."""

from dataclasses import dataclass
from datetime import date

from ..markup import day
from ..model.metric import Measurement, Metric
from ..table import Table, register
from ..wording import amount, number
from ._drawing import Element, Point, box, element, label, line, path, scenery, titled
from ._palette import fill, stroke
from ._scale import Scale, ticks
from ._text import NORMAL, SMALL, width


@dataclass(frozen=True)
class Frame:
    """The area between the axes."""

    left: float
    top: float
    right: float
    bottom: float


def measured(metric: Metric) -> list[Measurement]:
    """Return the measurements of a metric, the oldest first."""
    return sorted(metric.measurements, key=lambda one: one.on)


def trend(metric: Metric, frame: Frame, scale: tuple[float, float] | None = None) -> list[Element]:
    """Return the course of a metric within a frame, with its axes.

    A scale has a lowest and a highest value, and then neither a target nor a good side.
    """
    those = measured(metric)
    if scale:
        marks = ticks(*scale, 4)
        y = Scale(*scale, frame.bottom, frame.top)
        points = _points(metric, frame, y)
        return [
            *_axes(frame, marks, y, those),
            *_course(metric, those, points),
            *_newest(metric, those[-1], points[-1]),
        ]
    values = [one.value for one in those] + [metric.target]
    marks = ticks(min(values), max(values), 3)
    if metric.target in (marks[0], marks[-1]):  # The good side must have some room.
        step = marks[1] - marks[0]
        marks = ([marks[0] - step] if metric.target == marks[0] else []) + marks
        marks += [marks[-1] + step] if metric.target == marks[-1] else []
    y = Scale(marks[0], marks[-1], frame.bottom, frame.top)
    points = _points(metric, frame, y)
    return [
        _good_side(metric, frame, y(metric.target)),
        *_axes(frame, marks, y, those),
        _target(metric, frame, y(metric.target)),
        *_course(metric, those, points),
        *_newest(metric, those[-1], points[-1]),
    ]


def _points(metric: Metric, frame: Frame, y: Scale) -> list[Point]:
    """Return where each measurement stands; beside the newest there is room for its value."""
    those = measured(metric)
    room = width(_value(metric, those[-1]), NORMAL, bold=True) + 16
    start, end = those[0].on.toordinal(), those[-1].on.toordinal()
    x = Scale(start, end, frame.left + 8, frame.right - room)
    return [(x(one.on.toordinal()), y(one.value)) for one in those]


def _axes(frame: Frame, marks: list[float], y: Scale, those: list[Measurement]) -> list[Element]:
    drawn = [line((frame.left, y(one)), (frame.right, y(one)), "line") for one in marks]
    texts = [
        label(number(one), frame.left - 6, y(one) + 4, SMALL, paint="soft", anchor="end")
        for one in marks
    ]
    first, last = _month(those[0].on), _month(those[-1].on)
    texts.append(label(first, frame.left, frame.bottom + 16, SMALL, paint="soft"))
    if last != first:
        texts.append(label(last, frame.right, frame.bottom + 16, SMALL, paint="soft", anchor="end"))
    return [scenery(*drawn, *texts)]


def _month(on: date) -> str:
    return f"{on:%b} {on.year}"


def _good_side(metric: Metric, frame: Frame, at: float) -> Element:
    top, bottom = (frame.top, at) if metric.better == "higher" else (at, frame.bottom)
    wide = frame.right - frame.left
    return box(frame.left, top, wide, bottom - top, fill("good-tint"), round_=0)


def _target(metric: Metric, frame: Frame, at: float) -> Element:
    ends = (frame.left, at), (frame.right, at)
    return titled(target_of(metric), line(*ends, "good", stroke_dasharray="5 4", stroke_width=1.5))


def _course(metric: Metric, those: list[Measurement], points: list[Point]) -> list[Element]:
    d: list[str | float] = ["M", *points[0]]
    for point in points[1:]:
        d += ["L", *point]
    course = path(d, stroke("link"), stroke_width=2, stroke_linejoin="round")
    dots = [
        titled(
            f"{one.on.day} {one.on:%B %Y}: {amount(one.value, metric.unit)}",
            element("circle", class_=fill("link"), cx=at[0], cy=at[1], r=3),
        )
        for one, at in zip(those, points, strict=True)
    ]
    return [course, *dots]


def _value(metric: Metric, measurement: Measurement) -> str:
    return f"{'' if metric.on_target else '! '}{number(measurement.value)}"


def _newest(metric: Metric, newest: Measurement, at: Point) -> list[Element]:
    """Return the newest value beside its dot; off target, the dot is a square and has a sign."""
    off, (x, y) = not metric.on_target, at
    dot: dict[str, object] = {"cx": x, "cy": y, "r": 5, "stroke_width": 2}
    return [
        box(x - 5, y - 5, 10, 10, fill("warn"), stroke("paper"), round_=1, stroke_width=2)
        if off
        else element("circle", class_=f"{fill('link')} {stroke('paper')}", **dot),
        label(
            _value(metric, newest), x + 10, y + 4, NORMAL, paint="warn" if off else "ink", bold=True
        ),
    ]


def target_of(metric: Metric) -> str:
    """Return the target in words: `at least 95 %`."""
    least = "at least" if metric.better == "higher" else "at most"
    return f"Target: {least} {amount(metric.target, metric.unit)}"


def state_of(metric: Metric) -> str:
    """Return whether the newest value is good, in words."""
    return "on target" if metric.on_target else "! off target"


def facts_of(metric: Metric) -> Table:
    """Return every measurement of a metric, the newest first."""
    rows = [(day(one.on), one.value, one.note) for one in reversed(measured(metric))]
    return register(
        f"{metric.title}: measurements in words", "Measured on", ["Value", "Note"], rows
    )
