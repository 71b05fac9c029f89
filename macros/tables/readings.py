from ..manual import Manual
from ..manual.acknowledgements import acknowledgement_statuses
from ._table import State, Table, register

_TONES = {"read": "good", "lapsed": "bad", "outstanding": "open"}


def table(manual: Manual) -> Table:
    """The acknowledgements of each person: acknowledged, lapsed or outstanding."""
    rows = [
        (
            status.person,
            status.policy,
            State(status.state, _TONES[status.state]),  # type: ignore[arg-type]  # the tones above
            status.policy.version,
            status.last.version if status.last else "",
            status.last.on if status.last else None,
        )
        for status in acknowledgement_statuses(manual)
    ]
    columns = ["Policy", "Status", "Version in force", "Acknowledged version", "Date"]
    empty_text = manual.unless_withheld("acknowledgements", "No policy needs an acknowledgement.")
    filters = ("Policy", "Status")
    return register(
        "Acknowledgements by person",
        "Person",
        columns,
        rows,
        empty_text=empty_text,
        filters=filters,
    )
