"""A table as HTML that is complete without a script: caption, header scope, scrollable region."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from ..manual import NOT_SHOWN, Manual
from ..model import Entity
from ..tables._table import Letters, ProseCell, Row, RowGroup, Table
from ._markup import inline, link, markdown_line

_MANY = 6
"""More columns than these need a wide page."""
_FULL = 24
"""A matrix of more columns than these needs the whole window."""
_FEW = 8
"""A table with fewer rows is seen at once, and needs no filter."""
_LONG = 28
"""From how many letters on a text is given the room of running text."""


def table_as_html(table: Table, manual: Manual) -> Markup:
    """Return a table as a figure: its legend, caption, head row, head column."""
    if not any(True for _ in table.all_rows):
        # Several tables of a page can say that they are not shown: each says which it is.
        named = Markup("<strong>{}</strong>: ").format(table.title)
        name = named if table.empty_text == NOT_SHOWN else ""
        return Markup('<p class="aims-empty">{}{}</p>\n').format(name, table.empty_text)
    name = f"table-{_name(table)}"
    told = _told(table)
    bodies = [_body(table.rows, manual, told)] if table.rows else []
    bodies += [_group(group, len(table.columns) + 1, manual, told) for group in table.groups]
    return Markup(
        '<figure class="aims-table{room}"{columns}>\n{tools}{legend}'
        '<div class="aims-scroll" role="region" tabindex="0" aria-labelledby="{name}">\n'
        "<table>\n"
        '<caption id="{name}"><span>{title}</span></caption>\n'
        "<thead><tr>{head}</tr></thead>\n{bodies}"
        "</table>\n</div>\n</figure>\n"
    ).format(
        room=_room(table),
        columns=_columns(table),
        tools=_tools(table),
        name=name,
        title=table.title,
        head=_heads(table, manual),
        bodies=Markup("").join(bodies),
        legend=_legend(table),
    )


def _name(table: Table) -> str:
    """Return what a table is called in addresses, as tables.js calls it too."""
    return re.sub(r"[^\w]+", "-", table.title).strip("-").lower()


def counted(table: Table, column: str, value: str) -> int:
    """Return how many rows of a table say a value in a column."""
    at = table.columns.index(column)
    return sum(str(row.cells[at]) == value for row in table.all_rows)


def address_of(table: Table, page: str, column: str = "", value: str = "") -> str:
    """Return the address of a table on a page, showing only the rows with a value in a column."""
    name = _name(table)
    choice = re.sub(r"[^\w]+", "-", column).lower()
    chosen = f"?{quote(f'{name}.{choice}')}={quote(value)}" if value else ""
    return f"{page}{chosen}#table-{quote(name)}"


def _columns(table: Table) -> Markup:
    """Say what the columns of a matrix are, so that a reader can ask for one of them."""
    first = table.columns[0] if table.matrix and table.columns else None
    if not isinstance(first, Entity):
        return Markup("")
    return Markup(' data-columns="{}"').format(first.name[:1].upper() + first.name[1:])


def _tools(table: Table) -> Markup:
    """Return the room for filter and choices, and how many, before the script puts them there."""
    if len([*table.all_rows]) < _FEW:
        return Markup("")
    choices = (
        1 + bool(table.legend)
        if table.matrix
        else sum(one in table.filters for one in table.columns)
    )
    return Markup(
        '<div class="aims-tools" data-choices="{}" data-print-exclude=""></div>\n'
    ).format(choices)


def _room(table: Table) -> str:
    """Return the classes that say how much room a table needs: a matrix by its longest cell."""
    if not table.matrix:
        return " aims-wide" if len(table.columns) > _MANY else ""
    full = " aims-full" if len(table.columns) > _FULL else ""
    letters = (str(cell) for row in table.all_rows for cell in row.cells if cell)
    roomy = " aims-roomy" if max(map(len, letters), default=0) > 3 else ""
    return f" aims-matrix{roomy}{full}"


def _heads(table: Table, manual: Manual) -> Markup:
    heads = Markup('<th scope="col">{}</th>').format(table.row_header)
    for column in table.columns:
        shown = link(column) if isinstance(column, Entity) else escape(str(column))
        turned = Markup("<span>{}</span>").format(shown) if table.matrix else shown
        facet = Markup(' data-facet=""') if column in table.filters else ""
        heads += Markup('<th scope="col"{}>{}</th>').format(facet, turned)
    return heads


def _told(table: Table) -> tuple[Markup, ...]:
    """Return for each column what a cell says of it: on a phone a row is a card without heads."""
    told = Markup("") if table.matrix else Markup(' data-head="{}"')
    names = (one.title if isinstance(one, Entity) else str(one) for one in table.columns)
    return tuple(told.format(name) for name in names)


def _group(group: RowGroup, width: int, manual: Manual, told: tuple[Markup, ...]) -> Markup:
    if group.head == "":
        return _body(group.rows, manual, told)
    head = link(group.head) if isinstance(group.head, Entity) else inline(group.head, manual)
    row = Markup(
        '<tr class="aims-group"><th scope="rowgroup" colspan="{}"><span>{}</span></th></tr>\n'
    ).format(width, head)
    return _body(group.rows, manual, told, row)


def _body(
    rows: tuple[Row, ...], manual: Manual, told: tuple[Markup, ...], first: Markup | str = ""
) -> Markup:
    lines = Markup("").join(_row(row, manual, told) for row in rows)
    return Markup("<tbody>\n{}{}</tbody>\n").format(first, lines)


def _row(row: Row, manual: Manual, told: tuple[Markup, ...]) -> Markup:
    # A matrix has thousands of cells, and `Markup.format` costs ten times as much as this.
    cells = "".join(_cell(*one, manual) for one in zip(row.cells, told, strict=True))
    return Markup(f'<tr><th scope="row">{_shown(row.head, manual)}</th>{cells}</tr>\n')


def _cell(value: Any, told: Markup, manual: Manual) -> Markup:
    if isinstance(value, Letters):
        return Markup(f'<td class="aims-letters">{_shown(value, manual)}</td>')
    if value is None or value == "" or value == ():
        return Markup("<td></td>")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Markup(f'<td class="aims-number"{told}>{_shown(value, manual)}</td>')
    return Markup(f"<td{_sort(value)}{told}>{_shown(value, manual)}</td>")


def _sort(value: Any) -> Markup:
    """Return the class of a cell that needs room: one of running text, or a list."""
    if isinstance(value, ProseCell) or (isinstance(value, str) and len(value) > _LONG):
        return Markup(' class="aims-prose"')
    return Markup(' class="aims-several"') if isinstance(value, tuple) else Markup("")


def _shown(value: Any, manual: Manual) -> Markup:
    if isinstance(value, Letters):
        anchor = f"#{quote(value.anchor)}" if value.anchor else ""
        # Read out, the letters come first: the name of a link holds what is seen of it.
        where, words = escape(quote(value.about.address) + anchor), escape(value.words)
        spoken = f"{escape(value.letters)}: {words}"
        return Markup(f'<a href="{where}" aria-label="{spoken}">{spell_letters(value.letters)}</a>')
    if isinstance(value, ProseCell):
        return markdown_line(value.text, manual)
    return inline(value, manual)


@lru_cache(maxsize=64)
def spell_letters(letters: str) -> Markup:
    """Return the letters of a cell, each one marked for its colour and shape."""
    return Markup('<span class="aims-slash">/</span>').join(
        Markup('<b class="aims-{0}">{1}</b>').format(letter.lower(), letter)
        for letter in letters.split("/")
    )


def _legend(table: Table) -> Markup:
    if not table.legend:
        return Markup("")
    terms = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(spell_letters(letter), words)
        for letter, words in table.legend
    )
    return Markup('<dl class="aims-legend">{}</dl>\n').format(terms)
