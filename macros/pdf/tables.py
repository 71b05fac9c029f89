"""Tables of the site as tables of the book, never cut off."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from . import widths
from .book import Chapter
from .context import Context
from .elements import is_in_line, words
from .grids import Cell, Grid, GridGroup, join_accountable
from .lines import content, lines
from .notation import array, call, join, literal
from .widths import LANDSCAPE, PORTRAIT, Widths

SIZES = (8.2, 7.8)
"""The type sizes of a table on a portrait page, in points."""
LANDSCAPE_SIZES = (8.0, 7.6, 7.0)
SHORT = 500
"""A cell of fewer letters than this is never taller than a page, however narrow it is."""
MOST_LINES = 24
"""The largest number of lines of a row that stays on one page."""
MANY_ROWS = 20
"""A table of two columns with more rows than this is set as lines."""
MATRIX_SIZES = (8.0, 7.5, 7.0)


@dataclass(frozen=True)
class TypesetTable:
    """A table as code, with its line in the list of matrices."""

    code: str
    wide: bool
    """Whether it needs a landscape page."""
    matrix: bool
    title: str
    label: str


def typeset_table(
    context: Context, table: HtmlElement, figure: HtmlElement, legend: str, turnable: bool
) -> TypesetTable:
    """Return a table as code, split into panels of columns if it is wider than a page.

    `figure` is the frame around the table, or the table itself. `legend` is the code of pairs of
    letters and meanings, or `none`. `turnable` says whether it may get a landscape page.
    """
    matrix = "aims-matrix" in figure.get("class", "").split()
    if matrix:
        join_accountable(table)
    grid = Grid.of(table)
    caption = table.find("./caption")
    title = words(caption) if caption is not None else ""
    # The list of matrices links to this label; pages link to anchors of their own.
    label = f"{context.chapter.anchor}--table-{len(context.listed) + 1}" if matrix else ""
    if not grid.width:
        return TypesetTable("[]", False, False, "", "")
    if matrix and grid.can_be_split and sum(1 for _ in grid.rows) == 1:
        return TypesetTable(_one_row(context, grid), False, False, title, label)
    if turnable and not matrix and _are_lines(grid):
        return TypesetTable(_as_lines(context, grid), False, False, title, label)
    fit = _fit(grid, matrix, turnable)
    shown = "" if _repeats_heading(title, _heading_before(table), context.chapter) else title
    pieces = [
        _panel(context, grid, fit, part, matrix=matrix and fit.rotated_heads) for part in fit.panels
    ]
    code = call(
        "tabular",
        literal(label),
        literal(title if matrix else shown),
        legend,
        f"{fit.size:g}pt",
        *pieces,
    )
    return TypesetTable(code, fit.is_landscape, matrix, title, label)


def _one_row(context: Context, grid: Grid) -> str:
    """Return a matrix of one row as a line: the letters, each with the header of its column."""
    heads = {cell.column: cell.element for cell in grid.heads[0]} if grid.heads else {}
    with context.without_page_numbers():
        (row,) = grid.rows
        parts = [
            call("share", content(context, cell.element), content(context, heads[cell.column]))
            for cell in row[1:]
            if cell.column in heads and words(cell.element)
        ]
        return call("P", content(context, row[0].element), '": "', call("run", *parts))


def _are_lines(grid: Grid) -> bool:
    """Return whether a table is long, of two columns and simple enough to be set as lines."""
    rows = [*grid.heads, *grid.rows]
    flat = all(len(row) == 2 and all(_is_flat(cell) for cell in row) for row in rows)
    return grid.width == 2 and len(rows) > MANY_ROWS and flat


def _is_flat(cell: Cell) -> bool:
    return cell.rows == 1 and is_in_line(cell.element)


def _as_lines(context: Context, grid: Grid) -> str:
    """Return a table of two columns as lines, one for each row."""
    with context.without_page_numbers(), context.cell(room=60):
        heads = [content(context, cell.element) for row in grid.heads for cell in row]
        rows = []
        for group in grid.groups:
            if group.head is not None:
                rows.append(f"({join(lines(context, group.head))},)")
            for row in group.rows:
                rows.append(array(content(context, cell.element) for cell in row))
    return call("lines-of", array(heads), array(rows))


def _fit(grid: Grid, matrix: bool, turnable: bool) -> Widths:
    """Return the widths of columns for the smallest page and largest type that have room."""
    tries = [(PORTRAIT, size) for size in (MATRIX_SIZES if matrix else SIZES)]
    rows = sum(1 for _ in grid.rows)
    turnable = turnable and not (matrix and rows < widths.FEW_ROWS)
    if turnable:
        tries += [(LANDSCAPE, size) for size in (MATRIX_SIZES if matrix else LANDSCAPE_SIZES)]
    for page, size in tries:
        found = widths.fit_columns(grid, page, size, matrix)
        if len(found.panels) == 1 and not found.crowded:
            return found
    return widths.fit_columns(grid, LANDSCAPE if turnable else PORTRAIT, tries[-1][1], matrix)


def _panel(
    context: Context, grid: Grid, fit: Widths, columns: tuple[int, ...], matrix: bool
) -> str:
    """Return the part of a table that has these columns, with its header rows."""
    shown = set(columns)
    sizes = [fit.columns[number] for number in columns]
    if len(fit.panels) > 1 or not matrix:
        sizes = widths.fill_page(sizes, fit.page, len(columns), fixed=matrix)
    by_column = dict(zip(columns, sizes, strict=True))

    def row(cells: list[Cell], head: bool = False) -> list[str]:
        """Return the code of the cells of a row that are in this panel."""
        return [
            _cell(context, cell, shown, by_column, fit, head, matrix)
            for cell in cells
            if cell.column in shown
        ]

    parts = []
    if grid.heads:
        cells = [code for line in grid.heads for code in row(line, head=True)]
        parts.append(call("table.header", *cells))
    for group in grid.groups:
        parts.extend(_group(context, group, len(columns), row))
    tracks = array(f"{size:.1f}pt" for size in sizes)
    flags = ["true" if flag else "false" for flag in (matrix, _has_short_cells(grid, fit))]
    return call("panel", tracks, str(len(grid.heads)), *flags, *parts)


def _has_short_cells(grid: Grid, fit: Widths) -> bool:
    """Return whether all cells are shorter than half a page, so that rows can stay whole."""
    cells = (cell for row in grid.rows for cell in row)
    return all(cell.rows == 1 and _count_lines(cell, fit) <= MOST_LINES for cell in cells)


def _count_lines(cell: Cell, fit: Widths) -> float:
    """Return about how many lines a cell has; 0 if its text is short."""
    text = cell.element.text_content()
    if len(text) < SHORT:
        return 0.0
    width = sum(fit.columns[number] for number in cell.columns) - widths.GAP
    # Lines end before they are full, and each item of a list begins one.
    parts = sum(1 for _ in cell.element.iter("li", "p", "br"))
    return parts + 1.15 * widths.text_length(text) * fit.size / width


def _group(
    context: Context, group: GridGroup, width: int, row: Callable[[list[Cell]], list[str]]
) -> list[str]:
    """Return a group of rows; its heading stays on the page of the first row."""
    parts = []
    if group.head is not None:
        with context.without_page_numbers(), context.cell(room=60):
            inner = join(lines(context, group.head))
        cell = call("table.cell", call("grouping", inner), colspan=str(width))
        parts.append(call("table.header", cell, level="2", repeat="false"))
    for cells in group.rows:
        parts.extend(row(cells))
    return parts


def _cell(
    context: Context,
    cell: Cell,
    shown: set[int],
    sizes: dict[int, float],
    fit: Widths,
    head: bool,
    matrix: bool,
) -> str:
    covered = [number for number in cell.columns if number in shown]
    width = sum(sizes[number] for number in covered)
    rotated = head and matrix and cell.column > 0
    room = max(3, int((widths.HEAD_HEIGHT if rotated else width - widths.GAP) / (fit.size * 0.48)))
    with context.without_page_numbers(), context.cell(room, linked=not head):
        inner = content(context, cell.element)
    aligned = _ALIGNED.get(cell.alignment)
    if head:
        inner = call("rotated-head" if rotated else "head", inner)
        aligned = "bottom"
    elif cell.is_head:
        inner = call("row-head", inner)
    options = {
        "colspan": str(len(covered)) if len(covered) > 1 else None,
        "rowspan": str(cell.rows) if cell.rows > 1 else None,
        "align": aligned,
    }
    plain = all(value is None for value in options.values())
    return inner if plain else call("table.cell", inner, **options)


_ALIGNED = {"right": "end", "center": "center"}


def _repeats_heading(title: str, heading: str, chapter: Chapter) -> bool:
    """Return whether a table's title has only words of the heading above it and of the record."""
    known = {"of", "on", chapter.id, *chapter.title.split(), *heading.split()}
    return {*title.casefold().split()} <= {word.casefold() for word in known}


def _heading_before(table: HtmlElement) -> str:
    """Return the words of the nearest heading above a table."""
    found = table.xpath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4][1]")
    return words(found[0]) if found else ""
