from datetime import date, timedelta

from ..competences import Standing, standings
from ..manual import Manual
from ..table import State, Table, register


def table(manual: Manual) -> Table:
    """Who has shown what their roles ask for, until when, and where proof is missing."""
    rows = [
        (
            one.person,
            one.competence,
            one.roles,
            state(one, manual.day, manual.settings.due_soon_days),
            one.since,
            one.expires,
        )
        for one in standings(manual)
    ]
    columns = ["Competence", "Needed as", "State", "Shown on", "To be shown again by"]
    nothing = manual.unless_withheld("competences", "No role asks for a competence yet.")
    facets = ("Competence", "State")
    return register("Competence by person", "Person", columns, rows, nothing=nothing, facets=facets)


def state(standing: Standing, day: date, soon: int) -> State:
    """Return where somebody stands towards a competence."""
    if standing.since is None:
        return State("missing", "bad")
    if standing.is_gap(day):
        return State("expired", "bad")
    if standing.expires and standing.expires <= day + timedelta(days=soon):
        return State("expires soon", "open")
    return State("shown", "good")
