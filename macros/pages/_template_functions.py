"""Functions of page templates; `_template_names.py` gives them their names.

Their first parameter is the manual, which templates do not pass.
"""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from .. import tables
from ..manual import Manual
from ..manual.deadlines import Deadline, deadlines_of
from ..manual.order import sort_records
from ..model import Controlled, Entity, Owned, Reviewed, kinds
from ..pictures.of_record import pictures_of_record
from ..tables import _matrix
from ..tables import _table as table_types
from ..tables._fields import field_values as values_of
from ..tables._table import ProseCell, Table
from ._figures import picture_as_html
from ._markup import markdown
from ._tables import table_as_html


def all_records(manual: Manual, folder: str) -> list[Entity]:
    """Return all records of a kind, such as `all("roles")`."""
    return manual.all(kinds()[folder])


def referrers(manual: Manual, record: Entity, folder: str, *fields: str) -> list[Entity]:
    """Return the records of a kind that refer to a record, in any field or in these fields."""
    return manual.referrers(record, kinds()[folder], *fields)


def references(manual: Manual, record: Entity, folder: str, field: str = "") -> list[Entity]:
    """Return the records of a kind that a record refers to, in any field or in one field."""
    return manual.references(record, kinds()[folder], field)


def any_references(manual: Manual, record: Entity, field: str) -> list[Entity]:
    """Return the records of any kind that a record refers to in a field."""
    return manual.references(record, Entity, field)


def records(manual: Manual, names: Iterable[str]) -> list[Entity]:
    """Return the records with these ids, without unknown ids."""
    return [record for name in names if (record := manual.find(name)) is not None]


def field_values(manual: Manual, record: Entity) -> list[tuple[str, Any]]:
    """Return the fields of a record as pairs of label and value."""
    return values_of(manual, record)


def backlinks(
    manual: Manual, record: Entity, field: str = ""
) -> dict[str, list[tuple[Entity, list[str]]]]:
    """Return the records that refer to a record, with their fields, by kind."""
    found: dict[str, tuple[Entity, list[str]]] = {}
    for backlink in manual.backlinks(record):
        origin = backlink.origin
        if origin.key != record.key and field in ("", backlink.field):
            _, fields = found.setdefault(origin.key, (origin, []))
            words = "text" if backlink.mention else backlink.field.replace("_", " ").strip()
            if words not in fields:
                fields.append(words)
    by_kind: dict[str, list[tuple[Entity, list[str]]]] = {}
    for folder, kind in kinds().items():
        origins = sort_records(origin for origin, _ in found.values() if origin.folder == folder)
        if origins:
            heading = kind.plural[:1].upper() + kind.plural[1:]
            by_kind[heading] = [found[origin.key] for origin in origins]
    return by_kind


def deadlines(manual: Manual, record: Entity) -> list[Deadline]:
    """Return the due dates for which a role is responsible."""
    return [*deadlines_of(manual, record)]  # type: ignore[arg-type]  # the templates pass a role


def raci(manual: Manual, title: str, activities: list[Any]) -> Markup:
    """Return the responsibility matrix of some activities as HTML."""
    return table_as_html(_matrix.raci(manual, title, [("", activities)]), manual)


def get_table(manual: Manual, name: str) -> Table:
    """Return a table by its name; the filter `table` displays it."""
    table: Table = tables.known()[name].table(manual)
    return table


def make_table(
    manual: Manual, title: str, row_header: str, columns: list[Any], rows: list[Any], **more: Any
) -> Table:
    """Return a table with these columns and rows; the filter `table` displays it."""
    return table_types.register(title, row_header, columns, rows, **more)


def pictures_of(manual: Manual, record: Entity) -> Markup:
    """Return the pictures of a record as HTML."""
    drawn = pictures_of_record(manual, record)
    return Markup("").join(picture_as_html(picture, manual) for picture in drawn)


def is_controlled(manual: Manual, record: Entity) -> bool:
    """Return whether a record is a controlled document, with a version and an approval."""
    return isinstance(record, Controlled)


def is_owned(manual: Manual, record: Entity) -> bool:
    """Return whether records of this kind have an owner."""
    return isinstance(record, Owned)


def is_reviewed(manual: Manual, record: Entity) -> bool:
    """Return whether records of this kind are reviewed regularly."""
    return isinstance(record, Reviewed)


def prose(text: str, place: str = "text", *, manual: Manual) -> Markup:
    """Return Markdown as HTML; `place` is the prefix of the ids in it."""
    return markdown(text, manual, place)


def plural_of(count: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: `1 role`, `3 roles`."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def is_table(value: object) -> bool:
    """Return whether a value is a table."""
    return isinstance(value, Table)


def is_prose(value: object) -> bool:
    """Return whether a value is Markdown."""
    return isinstance(value, ProseCell)
