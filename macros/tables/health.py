from ..checks._health import by_challenge, is_withheld, owner, since
from ..diagnostics import Finding, Level
from ..manual import NOT_SHOWN, Manual
from ._table import Group, Mood, Row, State, Table

_MOODS: dict[Level, Mood] = {Level.ERROR: "bad", Level.WARNING: "bad", Level.NOTICE: "open"}


def table(manual: Manual) -> Table:
    """All that is to be put right, by the way in which a management system fails."""
    groups = (
        Group(str(challenge).capitalize(), tuple(_row(manual, one) for one in findings))
        for challenge, findings in by_challenge(manual).items()
        if findings
    )
    return Table(
        "What is to be put right",
        "Record",
        ("Weight", "What", "How to put it right", "Owner", "Days", "Rule", "Written in"),
        groups=tuple(groups),
        nothing=NOT_SHOWN if is_withheld(manual) else "Nothing is to be put right.",
        facets=("Weight", "Owner", "Rule"),
    )


def _row(manual: Manual, one: Finding) -> Row:
    record = manual.find(one.record) if one.record else None
    message = one.message
    if record is not None:
        message = message.removeprefix(f"{record.id}: ")
    weight = State(str(one.level), _MOODS[one.level])
    place = f"{one.where.path}:{one.where.line}"
    began = since(manual, one)
    days = (manual.day - began).days if began else None
    cells = (weight, message, one.hint, owner(manual, one), days, one.rule, place)
    return Row(record or place, cells)
