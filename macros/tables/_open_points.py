"""The numbers of open points on the home page: what is overdue, off target, open ..."""

from collections.abc import Iterator
from dataclasses import dataclass

from .. import tables
from ..manual import Manual
from ..model import kinds
from ._fields import kind_register
from ._table import Table, Tone


@dataclass(frozen=True)
class OpenPoint:
    """A number on the home page; it is that of the rows that its link shows."""

    table: str
    """The name of the table, or the folder of a register."""
    page: str
    """The address of the page with the table."""
    status: str
    """The status of the rows in the table; default: all rows."""
    words: str
    """The words after the number."""
    tone: Tone = "open"
    """The tone of a number above zero."""
    topic: str = ""
    """The topic that withholds it."""
    always: bool = True
    """Whether it is also shown if the number is zero."""


_POINTS = (
    OpenPoint("review_calendar", "/monitoring/calendar/", "overdue", "overdue", "bad"),
    OpenPoint("objectives", "/objectives/", "at risk", "at risk", "bad"),
    OpenPoint("objectives", "/objectives/", "missed", "missed objectives", "bad", always=False),
    OpenPoint("metrics_overview", "/metrics/", "off target", "off target", "bad"),
    OpenPoint(
        "statement_of_applicability", "/applicability/", "partly implemented", "partly implemented"
    ),
    OpenPoint("statement_of_applicability", "/applicability/", "planned", "planned", always=False),
    OpenPoint(
        "statement_of_applicability",
        "/applicability/",
        "not started",
        "not started",
        "bad",
        always=False,
    ),
    OpenPoint("audit_findings", "/audits/", "open", "open audit findings", "bad", "findings"),
    OpenPoint("health", "/monitoring/health/", "", "open findings of checks", "open", "findings"),
    OpenPoint("open_actions", "/actions/", "", "open actions"),
    OpenPoint("open_actions", "/actions/", "overdue", "overdue actions", "bad"),
    OpenPoint("never_reviewed", "/monitoring/", "", "never reviewed"),
)


def points_of(manual: Manual) -> Iterator[tuple[OpenPoint, Table, int]]:
    """Yield each open point that the manual shows, its table, and the number of its rows."""
    known = tables.known()
    for point in _POINTS:
        if point.topic and manual.withholds(point.topic):
            continue
        table = (
            known[point.table].table(manual)
            if point.table in known
            else kind_register(manual, kinds()[point.table])
        )
        number = rows_with(table, "Status", point.status) if point.status else table.length
        if number or point.always:
            yield point, table, number


def rows_with(table: Table, column: str, value: str) -> int:
    """Return how many rows of a table have a value in a column."""
    at = table.columns.index(column)
    return sum(str(row.cells[at]) == value for row in table.all_rows)
