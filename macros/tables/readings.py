from ..manual import Manual
from ..manual.acknowledgements import acknowledgement_statuses
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
        for one in acknowledgement_statuses(manual)
    ]
    columns = ["Policy", "State", "In force", "Read", "On"]
    empty_text = manual.unless_withheld("acknowledgements", "No policy is to be acknowledged yet.")
    filters = ("Policy", "State")
    return register(
        "Who has read what", "Person", columns, rows, empty_text=empty_text, filters=filters
    )
