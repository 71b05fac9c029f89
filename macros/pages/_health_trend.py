"""How many findings each edition had, as a picture."""

from markupsafe import Markup

from ..checks._health import is_withheld, open_findings
from ..editions.previous import previous_editions
from ..manual import Manual
from ..model.metric import Measurement, Metric
from ..pictures import Picture
from ..pictures._chart import chart
from ..pictures._drawing import PAGE
from ..pictures._trend import PlotArea, measurement_table, trend
from ..text import format_count, format_number, join_words
from ._figures import picture_as_html

_HIGH = 240


def health_trend(manual: Manual) -> Markup:
    """Return how many findings each edition had; nothing if there is only one edition."""
    picture = draw(manual)
    return picture_as_html(picture, manual) if picture else Markup("")


def draw(manual: Manual) -> Picture | None:
    """Return the number of findings of the earlier editions and of this one."""
    before = [
        Measurement(on=one.day, value=sum(one.found.values()), note=one.label)
        for one in reversed(previous_editions(manual).editions)
        if one.day is not None and one.found and one.day < manual.day
    ]
    if is_withheld(manual) or not before:
        return None
    own = manual.organisation.edition if manual.organisation else ""
    now = Measurement(
        on=manual.day, value=len(open_findings(manual)), note=f"edition {own}, this one"
    )
    course = Metric(
        id="health",
        title="Findings by edition",
        target=0,
        better="lower",
        every="yearly",
        measurements=(*before, now),
    )
    said = join_words(f"{format_number(one.value)} in {one.note}" for one in course.measurements)
    most = max(1.0, *(one.value for one in course.measurements))
    return Picture(
        "health-trend",
        "Findings over the editions",
        f"{format_count(len(course.measurements), 'edition')}: {said}. More findings can also mean "
        "that more is recorded.",
        PAGE,
        _HIGH,
        tuple(
            chart(PAGE, _HIGH, [trend(course, PlotArea(58, 20, PAGE - 14, _HIGH - 26), (0, most))])
        ),
        measurement_table(course),
    )
