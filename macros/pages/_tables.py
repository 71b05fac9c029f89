"""A table as HTML that is complete without a script: caption, header scope, scrollable region."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from ..manual import NOT_SHOWN, Manual
from ..model import Entity
from ..model._letters import RACI, LetterScheme
from ..tables._table import HeldRole, Letters, MessageCell, ProseCell, Row, RowGroup, Table
from ._folded import count_records, folded, split_text
from ._markup import inline, link, markdown_line, message

_MANY = 6
"""A table with more columns needs a wide page."""
_FULL = 24
"""A matrix with more columns needs the whole window."""
_FEW = 10
"""A table with no more rows needs no filter."""
_DUE = "Due"
"""The column of due dates, which the filter compares with the day of the manual."""
_LONG = 28
"""A text with more letters gets the width of running text."""
_LONGEST_LIST = 8
"""A list with more entries is folded in its cell."""


def table_as_html(table: Table, manual: Manual) -> Markup:
    """Return a table as a figure with legend, caption and headings."""
    if not any(True for _ in table.all_rows):
        # If several tables of a page are withheld, each needs its title.
        named = Markup("<strong>{}</strong>: ").format(table.title)
        name = named if table.empty_text == NOT_SHOWN else ""
        return Markup('<p class="aims-empty">{}{}</p>\n').format(name, table.empty_text)
    name = f"table-{_name(table)}"
    labels = _column_labels(table)
    bodies = [_body(table.rows, manual, labels)] if table.rows else []
    bodies += [_group(group, len(table.columns) + 1, manual, labels) for group in table.groups]
    return Markup(
        '<figure class="aims-table{room}"{columns}>\n{skip}{tools}{legend}'
        '<div class="aims-scroll" role="region" tabindex="0" aria-labelledby="{name}">\n'
        "<table>\n"
        '<caption id="{name}"><span>{title}</span></caption>\n{groups}'
        "<thead><tr>{head}</tr></thead>\n{bodies}"
        "</table>\n</div>\n</figure>\n{end}"
    ).format(
        room=_room(table),
        columns=_columns(table),
        skip=_skip(table, name),
        end=_end(table, name),
        tools=_tools(table),
        name=name,
        groups=_column_groups(table),
        title=table.title,
        head=_heads(table, manual),
        bodies=Markup("").join(bodies),
        legend=_legend(table),
    )


def _name(table: Table) -> str:
    """Return what a table is called in addresses, as tables.js calls it too."""
    return re.sub(r"[^\w]+", "-", table.title).strip("-").lower()


def address_of(table: Table, page: str, column: str = "", value: str = "") -> str:
    """Return the address of a table on a page, showing only the rows with a value in a column."""
    name = _name(table)
    choice = re.sub(r"[^\w]+", "-", column).lower()
    chosen = f"?{quote(f'{name}.{choice}')}={quote(value)}" if value else ""
    return f"{page}{chosen}#table-{quote(name)}"


def _columns(table: Table) -> Markup:
    """Return the attribute that names the columns of a matrix, for the column filter."""
    records = (column for column in table.columns if isinstance(column, Entity))
    first = next(records, None) if table.matrix else None
    if first is None:
        return Markup("")
    return Markup(' data-columns="{}"').format(first.name[:1].upper() + first.name[1:])


def _is_long(table: Table) -> bool:
    return len([*table.all_rows]) > _FEW


def _skip(table: Table, name: str) -> Markup:
    """Return the link with which the keyboard passes over a long table."""
    if not _is_long(table):
        return Markup("")
    return Markup(
        '<a class="aims-skip" href="#after-{}" data-print-exclude="">Skip the table</a>\n'
    ).format(name)


def _end(table: Table, name: str) -> Markup:
    """Return the place after a long table."""
    if not _is_long(table):
        return Markup("")
    return Markup('<span id="after-{}" tabindex="-1" data-print-exclude=""></span>\n').format(name)


def _tools(table: Table) -> Markup:
    """Return the space for the filters, which the script fills."""
    if not _is_long(table):
        return Markup("")
    choices = (
        1 + bool(table.legend)
        if table.matrix
        else sum(column in (*table.filters, _DUE) for column in table.columns)
    )
    return Markup(
        '<div class="aims-tools" data-choices="{}" data-print-exclude=""></div>\n'
    ).format(choices)


def _room(table: Table) -> str:
    """Return the classes for the width of a table; a matrix depends on its longest cell."""
    if not table.matrix:
        return " aims-wide" if len(table.columns) > _MANY else ""
    full = " aims-full" if len(table.columns) > _FULL else ""
    letters = (str(c) for row in table.all_rows for c in row.cells if isinstance(c, Letters))
    roomy = " aims-roomy" if max(map(len, letters), default=0) > 3 else ""
    return f" aims-matrix{roomy}{full}"


def _heads(table: Table, manual: Manual) -> Markup:
    heads = Markup('<th scope="col">{}</th>').format(table.row_header)
    for column in table.columns:
        shown = link(column) if isinstance(column, Entity) else escape(str(column))
        is_fact = table.scheme is not None and not isinstance(column, Entity)
        turned = Markup("<span>{}</span>").format(shown) if table.matrix and not is_fact else shown
        mark = Markup(' data-facet=""') if column in table.filters else ""
        mark = Markup(' class="aims-who"') if is_fact else mark
        if column == _DUE:
            mark = Markup(' data-due="{}"').format(manual.day.isoformat())
        heads += Markup('<th scope="col"{}>{}</th>').format(mark, turned)
    return heads


def _column_groups(table: Table) -> Markup:
    """Return the groups of columns of a matrix, which the style sheet tells apart."""
    groups = (Markup('<colgroup span="{}">').format(count) for count in table.column_groups)
    first = Markup('<colgroup span="2">') if table.column_groups else Markup("")
    return first + Markup("").join(groups) + (Markup("\n") if first else "")


def _column_labels(table: Table) -> tuple[Markup, ...]:
    """Return the attribute with the heading of each column, for cards on a phone."""
    label = Markup("") if table.matrix else Markup(' data-head="{}"')
    names = (
        column.title if isinstance(column, Entity) else str(column) for column in table.columns
    )
    return tuple(label.format(name) for name in names)


def _group(group: RowGroup, width: int, manual: Manual, labels: tuple[Markup, ...]) -> Markup:
    if group.head == "":
        return _body(group.rows, manual, labels)
    head = link(group.head) if isinstance(group.head, Entity) else inline(group.head, manual)
    row = Markup(
        '<tr class="aims-group"><th scope="rowgroup" colspan="{}"><span>{}</span></th></tr>\n'
    ).format(width, head)
    return _body(group.rows, manual, labels, row)


def _body(
    rows: tuple[Row, ...], manual: Manual, labels: tuple[Markup, ...], first: Markup | str = ""
) -> Markup:
    lines = Markup("").join(_row(row, manual, labels) for row in rows)
    return Markup("<tbody>\n{}{}</tbody>\n").format(first, lines)


def _row(row: Row, manual: Manual, labels: tuple[Markup, ...]) -> Markup:
    # A matrix has thousands of cells, and `Markup.format` takes ten times as long.
    cells = "".join(_cell(*cell, manual) for cell in zip(row.cells, labels, strict=True))
    return Markup(f'<tr><th scope="row">{_cell_content(row.head, manual)}</th>{cells}</tr>\n')


def _cell(value: Any, label: Markup, manual: Manual) -> Markup:
    if isinstance(value, Letters):
        return Markup(f'<td class="aims-letters">{_cell_content(value, manual)}</td>')
    if isinstance(value, HeldRole):
        return Markup(f'<td class="aims-who">{_cell_content(value, manual)}</td>')
    if value is None or value == "" or value == ():
        return Markup("<td></td>")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Markup(f'<td class="aims-number"{label}>{_cell_content(value, manual)}</td>')
    return Markup(f"<td{_sort(value)}{label}>{_cell_content(value, manual)}</td>")


def _sort(value: Any) -> Markup:
    """Return the class of a cell with running text or a list."""
    if isinstance(value, ProseCell | MessageCell) or (
        isinstance(value, str) and len(value) > _LONG
    ):
        return Markup(' class="aims-prose"')
    return Markup(' class="aims-several"') if isinstance(value, tuple) else Markup("")


def _cell_content(value: Any, manual: Manual) -> Markup:
    if isinstance(value, Letters):
        anchor = f"#{quote(value.anchor)}" if value.anchor else ""
        # The accessible name of a link must contain its visible text (WCAG 2.5.3).
        where, words = escape(quote(value.about.address) + anchor), escape(value.words)
        spoken = f"{escape(value.letters)}: {words}"
        spelled = _spell(value.letters, value.scheme)
        return Markup(f'<a href="{where}" aria-label="{spoken}">{spelled}</a>')
    if isinstance(value, HeldRole):
        names = Markup(" <small>{}</small>").format(", ".join(value.names)) if value.names else ""
        return link(value.role) + names
    if isinstance(value, ProseCell):
        return _prose(value, manual)
    if isinstance(value, MessageCell):
        return message(value.text, manual)
    if isinstance(value, tuple) and len(value) > _LONGEST_LIST:
        return folded(count_records(value), inline(value, manual))
    return inline(value, manual)


def _prose(cell: ProseCell, manual: Manual) -> Markup:
    first, rest = split_text(cell.text) if cell.is_folded else (cell.text, "")
    shown = markdown_line(first, manual)
    return shown + folded("More", markdown_line(rest, manual)) if rest else shown


def spell_letters(letters: str, manual: Manual) -> Markup:
    """Return the letters of an activity, each with the classes for its colour and shape."""
    return _spell(letters, manual.letter_scheme)


@lru_cache(maxsize=256)
def _spell(letters: str, scheme: LetterScheme | None) -> Markup:
    return Markup('<span class="aims-slash">/</span>').join(
        Markup('<b class="{}">{}</b>').format(_letter_class(letter, scheme), letter)
        for letter in letters.split("/")
    )


def _letter_class(letter: str, scheme: LetterScheme | None) -> str:
    """Return the class of a letter, or that of its colour if RACI does not give it this colour."""
    if scheme is None or (scheme.colour(letter) == RACI.colour(letter) and RACI.has(letter)):
        return f"aims-{letter.lower()}"
    return f"aims-{scheme.colour(letter)}"


def _legend(table: Table) -> Markup:
    if not table.legend:
        return Markup("")
    terms = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(_spell(letter, table.scheme), words)
        for letter, words in table.legend
    )
    return Markup('<dl class="aims-legend">{}</dl>\n').format(terms)
