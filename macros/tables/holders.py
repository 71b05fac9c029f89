from ..manual import Manual
from ..manual.appointments import appointments
from ..model.role import Role
from ._table import Table, register

_ORDER = ("holder", "deputy", "member")


def table(manual: Manual) -> Table:
    """The holders, deputies and members of each role, with their dates."""
    places = {role.key: place for place, role in enumerate(manual.all(Role))}
    held = [post for post in appointments(manual) if post.appointment.holds_on(manual.day)]
    held.sort(
        key=lambda post: (
            places[post.role.key],
            _ORDER.index(post.appointment.capacity),
            post.appointment.since,
            post.person.key,
        )
    )
    rows = [
        (
            post.person,
            post.role,
            "chair"
            if post.role.body and post.appointment.capacity == "holder"
            else post.appointment.capacity,
            post.appointment.since,
            post.appointment.until,
        )
        for post in held
    ]
    empty_text = manual.unless_withheld("names", "No role has a holder.")
    columns = ["Role", "Capacity", "Since", "Until"]
    return register(
        "Role holders",
        "Person",
        columns,
        rows,
        empty_text=empty_text,
        filters=("Role", "Capacity"),
    )
