from ..manual import Manual
from ..manual.training import trainings
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """The required courses of each person, with completion and due date."""
    rows = [
        (
            training.person,
            training.course,
            training.roles or "everybody",
            State("overdue", "bad")
            if training.is_late(manual.day)
            else State("completed", "good")
            if training.done
            else State("open", "open"),
            training.done,
            training.due,
        )
        for training in trainings(manual)
    ]
    columns = ["Course", "Required for", "Status", "Completed on", "Due"]
    empty_text = manual.unless_withheld("competences", "No courses are required.")
    filters = ("Course", "Status")
    return register(
        "Training by person", "Person", columns, rows, empty_text=empty_text, filters=filters
    )
