from ..manual import Manual
from ..manual.acknowledgements import AcknowledgementStatus, acknowledgement_statuses
from ..manual.appointments import people
from ..model.role import Role
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Each role with what those who have it have acknowledged, and what is yet to be."""
    by_person: dict[str, list[AcknowledgementStatus]] = {}
    for reading in acknowledgement_statuses(manual):
        by_person.setdefault(reading.person.key, []).append(reading)
    rows = []
    for role in manual.all(Role):
        having = people(manual, role)
        those = [one for person in having for one in by_person.get(person.key, [])]
        if those:
            waiting = [one for one in those if one.state != "read"]
            rows.append(
                (
                    role,
                    len(having),
                    len(those) - len(waiting),
                    sum(one.state == "lapsed" for one in waiting),
                    sum(one.state == "outstanding" for one in waiting),
                    tuple(dict.fromkeys(one.person for one in waiting)),
                )
            )
    columns = ["People", "Read", "Lapsed", "Outstanding", "Whom to ask"]
    empty_text = manual.unless_withheld("acknowledgements", "No policy is to be acknowledged yet.")
    return register("Acknowledgements by role", "Role", columns, rows, empty_text=empty_text)
