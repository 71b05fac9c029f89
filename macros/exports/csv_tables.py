import re
from collections.abc import Iterable
from typing import Any

from .. import tables
from ..manual import Manual, per_manual
from ..manual.labels import plain_label
from ..manual.plain_text import to_plain_text
from ..model import Entity, kinds
from ..tables._fields import kind_register
from ..tables._table import ProseCell, Table, looks_like_formula
from ..text import format_number

_AFTER_SEMICOLON = re.compile(r"([;\t][ \u00a0]*)(?=[=@+\uff1d\uff0b\uff20]|[-\uff0d][^\s\d])")
_PARTS = re.compile('[",;\t|\r\n]|^ | $')


def export(manual: Manual) -> dict[str, bytes]:
    """All registers and matrices as CSV, including empty ones."""
    return {name: as_csv(table, manual) for name, table in _drawn(manual).items()}


def titles(manual: Manual) -> dict[str, str]:
    """Return the title of each table by the name of its file."""
    return {name: table.title for name, table in _drawn(manual).items()}


@per_manual
def _drawn(manual: Manual) -> dict[str, Table]:
    drawn = {name: module.table(manual) for name, module in tables.known().items()}
    for folder, kind in kinds().items():
        if not kind.is_singleton:
            drawn.setdefault(folder.replace("-", "_"), kind_register(manual, kind))
    return {f"{name.replace('_', '-')}.csv": table for name, table in sorted(drawn.items())}


def as_csv(table: Table, manual: Manual) -> bytes:
    """Return a table as CSV in UTF-8, with a column for the id and one for the group."""
    lines: list[list[str]] = []
    heads = ["Id", table.row_header, *(_text(column, manual) for column in table.columns)]
    lines.append([*heads, "Group"] if table.groups else heads)
    for row in table.rows:
        lines.append(_line(row.head, row.cells, manual))
    for group in table.groups:
        for row in group.rows:
            lines.append([*_line(row.head, row.cells, manual), _text(group.head, manual)])
    # Spreadsheets recognise UTF-8 by the byte-order mark.
    return ("\ufeff" + "".join(f"{','.join(map(_quoted, line))}\r\n" for line in lines)).encode()


def _quoted(cell: str) -> str:
    """Return a cell in CSV syntax, quoted if it contains any common separator."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _PARTS.search(cell) else cell


def _line(head: Any, cells: Iterable[Any], manual: Manual) -> list[str]:
    names = [head.key, head.title] if isinstance(head, Entity) else ["", _text(head, manual)]
    return [*map(_harmless, names), *(_text(cell, manual) for cell in cells)]


def _text(value: Any, manual: Manual) -> str:
    """Return a cell as plain text that no spreadsheet reads as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return format_number(value, thousands="")
    if isinstance(value, Entity):
        return _harmless(plain_label(value))
    if isinstance(value, tuple):
        return _harmless("; ".join(_text(item, manual) for item in value))
    if isinstance(value, ProseCell):
        return _harmless(to_plain_text(value.text, manual))
    return _harmless(str(value))


def _harmless(text: str) -> str:
    # A spreadsheet that splits at semicolons starts a cell there.
    text = _AFTER_SEMICOLON.sub(r"\1'", text)
    return f"'{text}" if looks_like_formula(text) else text
