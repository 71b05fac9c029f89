from ..manual import Manual
from ..manual.responsibilities import stages_of
from ..model.activity import Activity
from ..model.stage import Stage
from ._matrix import raci
from ._table import Table


def table(manual: Manual) -> Table:
    """The responsibility matrix by life-cycle stage; an activity stands in each of its stages."""
    activities = [(one, {s.key for s in stages_of(manual, one)}) for one in manual.all(Activity)]
    sections = [
        (stage, [activity for activity, keys in activities if stage.key in keys])
        for stage in manual.all(Stage)
    ]
    none = [activity for activity, keys in activities if not keys]
    return raci(
        manual,
        "Responsibility matrix by life-cycle stage",
        [*sections, ("In every stage", none)],
    )
