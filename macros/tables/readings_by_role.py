from ..manual import Manual
from ..manual.acknowledgements import AcknowledgementStatus, acknowledgement_statuses
from ..manual.appointments import people
from ..model.role import Role
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Each role with the acknowledgements of its people."""
    by_person: dict[str, list[AcknowledgementStatus]] = {}
    for reading in acknowledgement_statuses(manual):
        by_person.setdefault(reading.person.key, []).append(reading)
    rows = []
    for role in manual.all(Role):
        holders = people(manual, role)
        statuses = [status for person in holders for status in by_person.get(person.key, [])]
        if statuses:
            waiting = [status for status in statuses if status.state != "read"]
            rows.append(
                (
                    role,
                    len(holders),
                    len(statuses) - len(waiting),
                    sum(status.state == "lapsed" for status in waiting),
                    sum(status.state == "outstanding" for status in waiting),
                    tuple(dict.fromkeys(status.person for status in waiting)),
                )
            )
    columns = ["People", "Acknowledged", "Lapsed", "Outstanding", "Contacts"]
    empty_text = manual.unless_withheld("acknowledgements", "No policy needs an acknowledgement.")
    return register("Acknowledgements by role", "Role", columns, rows, empty_text=empty_text)
