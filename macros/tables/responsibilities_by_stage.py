from ..manual import Manual
from ..manual.responsibilities import stages_of
from ..model.activity import Activity
from ..model.stage import Stage
from ._matrix import raci
from ._table import Table


def table(manual: Manual) -> Table:
    """The responsibility matrix by life-cycle stage of the activities."""
    activities = [
        (activity, {s.key for s in stages_of(manual, activity)})
        for activity in manual.all(Activity)
    ]
    sections = [
        (stage, [activity for activity, keys in activities if stage.key in keys])
        for stage in manual.all(Stage)
    ]
    everywhere = [activity for activity, keys in activities if not keys]
    return raci(
        manual,
        "Responsibility matrix by life-cycle stage",
        [*sections, ("In every stage", everywhere)],
    )
