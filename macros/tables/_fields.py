"""The fields of a record as cells: ids as records, Markdown as prose, parts as tables."""

from typing import Any

from ..manual import NOT_SHOWN, Manual
from ..model import Entity, Part, Prose, Reference, marked_values, marks_on
from ..model._markers import Heading
from ..text import field_label
from ._table import ProseCell as ProseCell
from ._table import Table, register, state_cell

_NOT_SHOWN = {"id", "title", "aliases", "text"}


def field_values(manual: Manual, record: Entity) -> list[tuple[str, Any]]:
    """Return (label, value) of each field that has a value; a value can be a table."""
    found = []
    for name in type(record).model_fields:
        if name not in _NOT_SHOWN and (value := field_cell(manual, record, name)) not in (
            None,
            "",
            (),
        ):
            found.append((label_of(type(record), name), value))
    return found


def kind_register(manual: Manual, kind: type[Entity]) -> Table:
    """Return the register of a kind: each record with its register columns."""
    rows = [
        [record, *(_register_cell(manual, record, name) for name in kind.register_columns)]
        for record in manual.all(kind)
    ]
    columns = [label_of(kind, name) for name in kind.register_columns]
    return register(
        kind.plural[:1].upper() + kind.plural[1:],
        kind.name[:1].upper() + kind.name[1:],
        columns,
        rows,
        empty_text=NOT_SHOWN
        if manual.withholds_kind(kind.folder)
        else f"No {kind.name} is recorded yet.",
        filters=tuple(
            label_of(kind, name) for name in kind.register_columns if _is_choice(kind, name)
        ),
    )


def _register_cell(manual: Manual, record: Entity, name: str) -> Any:
    value = field_cell(manual, record, name)
    is_status = isinstance(value, str) and label_of(type(record), name) == "Status"
    return state_cell(value) if value and is_status else value


def field_cell(manual: Manual, record: Part, name: str) -> Any:
    """Return the value of a field or property as a cell: records for ids, prose for Markdown."""
    value = getattr(record, name)
    field = type(record).model_fields.get(name)
    if field is None or not value or isinstance(value, bool):
        return value
    alias, label = field.alias or name, label_of(type(record), name)
    if isinstance(value, Part):
        return _parts(manual, label, (value,))
    if isinstance(value, tuple) and isinstance(value[0], Part):
        return _parts(manual, label, value)
    named = [
        (field_path, text)
        for field_path, _, text in marked_values(record, Reference)
        if field_path[0] == alias
    ]
    if isinstance(value, dict):
        return register(
            label,
            "For",
            ["Value"],
            [[manual.find(k) or k, v] for k, v in value.items()],
        )
    if named:
        found = tuple(manual.find(text) or text for _, text in named)
        return found if isinstance(value, tuple) else found[0]
    if any(field_path[0] == alias for field_path, _, _ in marked_values(record, Prose)):
        return tuple(map(ProseCell, value)) if isinstance(value, tuple) else ProseCell(value)
    return value


def _parts(manual: Manual, title: str, parts: tuple[Part, ...]) -> Table:
    """Return the parts of a record as a table, without empty columns."""
    names = list(type(parts[0]).model_fields)
    cells = [[field_cell(manual, part, name) for name in names] for part in parts]
    used = [n for n in range(len(names)) if any(row[n] not in (None, "", ()) for row in cells)]
    columns = [label_of(type(parts[0]), names[n]) for n in used]
    return register(title, columns[0], columns[1:], [[row[n] for n in used] for row in cells])


def label_of(kind: type[Part], name: str) -> str:
    """Return what pages call a field or property: its heading, or else its name in words."""
    member = getattr(kind, name, None)
    if isinstance(member, property):
        marks = getattr(member.fget.__annotations__.get("return"), "__metadata__", ())
    else:
        marks = tuple(marks_on(kind.model_fields[name], Heading))
    heading = next((mark for mark in marks if isinstance(mark, Heading)), None)
    return heading.words if heading else field_label(name)


def _is_choice(kind: type[Entity], name: str) -> bool:
    """Return whether a field has few values, so that a reader can filter by it."""
    field = kind.model_fields.get(name)
    if field is None:
        return False
    words = str(field.annotation)
    return "Literal" in words or "Reference" in words or field.annotation is bool
