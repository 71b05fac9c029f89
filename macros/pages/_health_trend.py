"""The number of findings in each edition, as a picture."""

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
    """Return the number of findings in each edition; nothing if there is only one edition."""
    picture = draw(manual)
    return picture_as_html(picture, manual) if picture else Markup("")


def draw(manual: Manual) -> Picture | None:
    """Return a picture of the number of findings in the earlier editions and in this one."""
    before = [
        Measurement(on=item.day, value=sum(item.found.values()), note=item.label)
        for item in reversed(previous_editions(manual).editions)
        if item.day is not None and item.found and item.day < manual.day
    ]
    if is_withheld(manual) or not before:
        return None
    own = manual.organisation.edition if manual.organisation else ""
    now = Measurement(
        on=manual.day, value=len(open_findings(manual)), note=f"edition {own}, this one"
    )
    metric = Metric(
        id="health",
        title="Findings by edition",
        target=0,
        better="lower",
        every="yearly",
        measurements=(*before, now),
    )
    summary = join_words(
        f"{format_number(item.value)} in {item.note}" for item in metric.measurements
    )
    most = max(1.0, *(item.value for item in metric.measurements))
    return Picture(
        "health-trend",
        "Findings by edition",
        f"{format_count(len(metric.measurements), 'edition')}: {summary}. "
        "More findings can also mean that more is recorded.",
        PAGE,
        _HIGH,
        tuple(
            chart(PAGE, _HIGH, [trend(metric, PlotArea(58, 20, PAGE - 14, _HIGH - 26), (0, most))])
        ),
        measurement_table(metric),
    )
