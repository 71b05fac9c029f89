"""The course of the manual's health over its editions, as a picture."""

from markupsafe import Markup

from .earlier import earlier
from .health import score
from .manual import Manual
from .model.metric import Measurement, Metric
from .pictures import Picture, picture_as_html
from .pictures._chart import chart
from .pictures._drawing import PAGE
from .pictures._trend import Frame, facts_of, trend
from .wording import counted, listed, number

_HIGH = 240


def health_trend(manual: Manual) -> Markup:
    """Return how the score went from edition to edition; nothing where there is but one."""
    picture = draw(manual)
    return picture_as_html(picture, manual) if picture else Markup("")


def draw(manual: Manual) -> Picture | None:
    """Return the scores of the editions before and of this one, beside the best there can be."""
    before = [
        Measurement(on=one.day, value=one.score, note=one.label)
        for one in reversed(earlier(manual).editions)
        if one.day is not None and one.score is not None and one.day < manual.day
    ]
    found = score(manual)
    if found is None or not before:
        return None
    own = manual.organisation.edition if manual.organisation else ""
    now = Measurement(on=manual.day, value=found, note=f"edition {own}, this one")
    course = Metric(
        id="health",
        title="Score of health by edition",
        target=0,
        better="higher",
        every="yearly",
        measurements=(*before, now),
    )
    said = listed(f"{number(one.value)} in {one.note}" for one in course.measurements)
    return Picture(
        "health-trend",
        "Health over the editions",
        f"{counted(len(course.measurements), 'edition')}: {said}. The best score is 100.",
        PAGE,
        _HIGH,
        tuple(chart(PAGE, _HIGH, [trend(course, Frame(58, 20, PAGE - 14, _HIGH - 26), (0, 100))])),
        facts_of(course),
    )
