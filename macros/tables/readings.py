from ..manual import Manual
from ..manual.acknowledgements import readings
from ._table import State, Table, register

_MOODS = {"read": "good", "lapsed": "bad", "outstanding": "open"}


def table(manual: Manual) -> Table:
    """Who has acknowledged which policy, for whom that has lapsed, and who is outstanding."""
    rows = [
        (
            one.person,
            one.policy,
            State(one.state, _MOODS[one.state]),  # type: ignore[arg-type]  # the moods above
            one.policy.version,
            one.last.version if one.last else "",
            one.last.on if one.last else None,
        )
        for one in readings(manual)
    ]
    columns = ["Policy", "State", "In force", "Read", "On"]
    nothing = manual.unless_withheld("acknowledgements", "No policy is to be acknowledged yet.")
    facets = ("Policy", "State")
    return register("Who has read what", "Person", columns, rows, nothing=nothing, facets=facets)
