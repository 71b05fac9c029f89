from ..editions import changes
from ..editions.comparison import Change, Detail, plural
from ..manual import Manual
from ..model import Entity
from ._table import Row, RowGroup, Table


def table(manual: Manual) -> Table:
    """The changes since the last edition, field by field, by kind of record."""
    since = changes.changes_since_last(manual)
    kinds = since.comparison.by_kind().items() if since else ()
    return Table(
        "Changes since the last edition",
        "Record",
        ("Change", "Field", "Before", "Now"),
        groups=tuple(
            RowGroup(
                plural(folder), tuple(row for change in changed for row in _rows(manual, change))
            )
            for folder, changed in kinds
        ),
        empty_text="Nothing in this edition changed, or there is no earlier edition."
        if manual.withheld.topics
        else "Nothing changed, or there is no earlier edition.",
        filters=("Change", "Field"),
    )


def _rows(manual: Manual, change: Change) -> list[Row]:
    record: Entity | str = manual.find(change.key) or change.label
    if not change.fields:
        return [Row(record, (change.kind, "", "", ""))]
    return [
        Row(
            record,
            (detail.kind, _where(field.title, detail), _words(detail.old), _words(detail.new)),
        )
        for field in change.fields
        for detail in field.details
    ]


def _where(title: str, detail: Detail) -> str:
    return f"{title}, {detail.place}" if detail.place and detail.place.words else title


def _words(value: object) -> str:
    return "" if value is None else str(value)
