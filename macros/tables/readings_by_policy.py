from ..manual import Manual
from ..manual.acknowledgements import acknowledgement_statuses
from ..model.policy import Policy
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Each policy with the number of its acknowledgements, and the outstanding ones."""
    found = acknowledgement_statuses(manual)
    rows = []
    for policy in manual.all(Policy):
        statuses = [status for status in found if status.policy is policy]
        by_state = {
            state: tuple(status.person for status in statuses if status.state == state)
            for state in ("read", "lapsed", "outstanding")
        }
        if statuses:
            read = len(by_state["read"])
            people = (by_state["lapsed"], by_state["outstanding"])
            rows.append((policy, policy.version, len(statuses), read, *people))
    columns = ["Version", "Readers", "Acknowledged", "Lapsed", "Outstanding"]
    empty_text = manual.unless_withheld("acknowledgements", "No policy needs an acknowledgement.")
    return register("Acknowledgements by policy", "Policy", columns, rows, empty_text=empty_text)
