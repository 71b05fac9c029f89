"""The register column that names changes since the last review of a record."""

from dataclasses import replace

from ..editions.suspects import suspects
from ..manual import Manual
from ..model import Entity
from ._table import Row, Table

COLUMN = "Review again: changed since"
"""The heading of the column that a register has if a record is suspect."""


def with_suspect_column(manual: Manual, table: Table) -> Table:
    """Return a register with a column for the causes, if a record must be reviewed again."""
    causes: dict[str, list[Entity]] = {}
    for suspect in suspects(manual):
        causes.setdefault(suspect.record.key, []).append(suspect.cause)
    heads = [row.head for row in table.all_rows]
    if table.groups or not any(
        isinstance(suspect, Entity) and suspect.key in causes for suspect in heads
    ):
        return table
    rows = tuple(
        Row(row.head, (*row.cells, tuple(causes.get(getattr(row.head, "key", ""), ()))))
        for row in table.rows
    )
    return replace(table, columns=(*table.columns, COLUMN), rows=rows)
