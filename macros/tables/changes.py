from ..editions import changes
from ..editions.comparison import Change, Detail, plural
from ..manual import Manual
from ..model import Entity
from ._table import Row, RowGroup, Table


def table(manual: Manual) -> Table:
    """What changed since the last edition, field by field, by kind of record."""
    since = changes.changes_since_last(manual)
    kinds = since.comparison.by_kind().items() if since else ()
    return Table(
        "What changed since the last edition",
        "Record",
        ("Change", "Field", "Before", "Now"),
        groups=tuple(
            RowGroup(plural(folder), tuple(row for one in those for row in _rows(manual, one)))
            for folder, those in kinds
        ),
        empty_text="Nothing that this edition shows changed, or there is no earlier edition."
        if manual.withheld.topics
        else "Nothing changed, or there is no earlier edition.",
        filters=("Change", "Field"),
    )


def _rows(manual: Manual, change: Change) -> list[Row]:
    record: Entity | str = manual.find(change.key) or change.label
    if not change.fields:
        return [Row(record, (change.kind, "", "", ""))]
    return [
        Row(record, (one.kind, _where(field.title, one), _words(one.old), _words(one.new)))
        for field in change.fields
        for one in field.details
    ]


def _where(title: str, detail: Detail) -> str:
    return f"{title}, {detail.place}" if detail.place and detail.place.words else title


def _words(value: object) -> str:
    return "" if value is None else str(value)
