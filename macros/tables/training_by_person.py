from ..manual import Manual
from ..manual.training import trainings
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Who must take which course, when they last did, and by when they must do so next."""
    rows = [
        (
            one.person,
            one.course,
            one.roles or "everybody",
            State("late", "bad")
            if one.is_late(manual.day)
            else State("completed", "good")
            if one.done
            else State("to be taken", "open"),
            one.done,
            one.due,
        )
        for one in trainings(manual)
    ]
    columns = ["Course", "Needed as", "State", "Completed on", "Due by"]
    empty_text = manual.unless_withheld("competences", "No course is asked of anybody yet.")
    filters = ("Course", "State")
    return register(
        "Training by person", "Person", columns, rows, empty_text=empty_text, filters=filters
    )
