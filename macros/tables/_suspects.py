"""The column of a register that names what changed since a record was last reviewed."""

from dataclasses import replace

from ..editions.suspects import suspects
from ..manual import Manual
from ..model import Entity
from ._table import Row, Table

COLUMN = "Look again: changed since"
"""The head of the column that registers have where something is suspect."""


def with_suspect_column(manual: Manual, table: Table) -> Table:
    """Return a register with a column for what is to be looked at again, where anything is."""
    why: dict[str, list[Entity]] = {}
    for one in suspects(manual):
        why.setdefault(one.record.key, []).append(one.cause)
    heads = [row.head for row in table.all_rows]
    if table.groups or not any(isinstance(one, Entity) and one.key in why for one in heads):
        return table
    rows = tuple(
        Row(row.head, (*row.cells, tuple(why.get(getattr(row.head, "key", ""), ()))))
        for row in table.rows
    )
    return replace(table, columns=(*table.columns, COLUMN), rows=rows)
