from ..manual import Manual
from ..manual.acknowledgements import acknowledgement_statuses
from ..model.policy import Policy
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Each policy with how many of its readers have acknowledged it, and who has yet to."""
    found = acknowledgement_statuses(manual)
    rows = []
    for policy in manual.all(Policy):
        those = [one for one in found if one.policy is policy]
        by_state = {
            state: tuple(one.person for one in those if one.state == state)
            for state in ("read", "lapsed", "outstanding")
        }
        if those:
            read = len(by_state["read"])
            people = (by_state["lapsed"], by_state["outstanding"])
            rows.append((policy, policy.version, len(those), read, *people))
    columns = ["Version", "Readers", "Have read it", "Lapsed", "Outstanding"]
    empty_text = manual.unless_withheld("acknowledgements", "No policy is to be acknowledged yet.")
    return register("Acknowledgements by policy", "Policy", columns, rows, empty_text=empty_text)
