from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, chain
from typing import Any

from ..manual import Manual
from ..manual.deadlines import Deadline, deadlines, responsible_role
from ..model import Entity, kinds
from ..model.applicability import Applicability
from ..tables._table import register
from ..text import format_count, format_day
from . import Picture
from ._chart import (
    Spec,
    axis,
    chart,
    chip,
    chip_of,
    chosen,
    data,
    described,
    field,
    mark,
    scenery,
    text,
)
from ._drawing import Element
from ._text import SMALL

_MONTH, _MOST, _HEAD, _TITLE = 57, 3, 46, 26
_LATE = "overdue"


def draw(manual: Manual) -> Picture | None:
    """The due dates of the next twelve months, by month and kind."""
    starts = _months(manual.day, 13)
    due = [deadline for deadline in deadlines(manual) if deadline.due < starts[-1]]
    if not due:
        return None
    columns = _columns(manual, due, starts[:-1])
    lanes: dict[str, list[Spec]] = {}
    for folder, kind in kinds().items():
        if members := [deadline for deadline in due if deadline.record.folder == folder]:
            title = f"{kind.plural[:1].upper()}{kind.plural[1:]}"
            lanes[title] = [*_rows(len(lanes), members, manual.day)]
    high, drawn = _chart(columns, lanes)
    late = [deadline for deadline in due if deadline.due < manual.day]
    return Picture(
        "review-calendar",
        "Due dates in the next twelve months",
        f"{format_count(len(due), 'due date')} in the twelve months from {starts[0]:%B %Y}. "
        + (f"Overdue: {len(late)}." if late else "Nothing is overdue."),
        _MONTH * len(columns),
        high,
        tuple(drawn),
        register(
            "Due dates in the next twelve months in words",
            "Record",
            ["Task", "Due", "Responsible", "Status"],
            [_facts(manual, deadline) for deadline in due],
            filters=("Task",),
        ),
    )


def _facts(manual: Manual, deadline: Deadline) -> tuple[Any, ...]:
    """Return a deadline as a row of the table."""
    role = responsible_role(manual, deadline)
    note = _note(manual, deadline)
    return deadline.record, deadline.what, format_day(deadline.due), role, note


def _note(manual: Manual, deadline: Deadline) -> str:
    return "! overdue" if deadline.due < manual.day else ""


def _months(day: date, count: int) -> list[date]:
    """Return the first days of a number of months, from the month of a date."""
    start = day.year * 12 + day.month - 1
    end = min(start + count, (date.max.year + 1) * 12)
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, end)]


def _columns(manual: Manual, due: Sequence[Deadline], starts: Sequence[date]) -> list[Spec]:
    """Return the months, after a column for overdue records, if there are any."""
    columns = [
        {
            "column": start.isoformat(),
            "above": f"{start:%b}",
            "below": str(start.year) if start in starts[:1] or start.month == 1 else "",
            "paint": "ink",
        }
        for start in starts
    ]
    late = {"column": _LATE, "above": "!", "below": "overdue", "paint": "warn"}
    return [late, *columns] if any(deadline.due < manual.day for deadline in due) else columns


def _rows(lane: int, due: Sequence[Deadline], today: date) -> Iterator[Spec]:
    """Yield the due dates of one kind, and the number that is not shown for each month."""
    columns: dict[str, list[Deadline]] = {}
    for deadline in due:
        columns.setdefault(_column_of(deadline, today), []).append(deadline)
    for column, members in columns.items():
        at = {"lane": lane, "column": column}
        # One more chip needs no more space than the words "+ 1 more".
        shown = members if len(members) <= _MOST + 1 else members[:_MOST]
        for deadline in shown:
            says = described(
                f"{_spoken(deadline)}, due {format_day(deadline.due).striptags()}", deadline.record
            )
            made = chip_of(_short(deadline.record), _MONTH - 4, says)
            yield at | made | {"room": made["high"] + 3}
        if len(members) > len(shown):
            yield at | {"more": f"+ {len(members) - len(shown)} more", "room": 19}


def _height(rows: Sequence[Spec]) -> float:
    """Return the height of a lane, which depends on its fullest month."""
    rooms = Counter[str]()
    for row in rows:
        rooms[row["column"]] += row["room"]
    return _TITLE + max(rooms.values()) + 6


def _marks(wide: float) -> list[Spec]:
    middle: Spec = {"x": field("column", scale="column", band=0.5), "align": "center"}
    below = f"scale('lane', datum.lane) + {_TITLE} + datum.y0"
    return [
        scenery(
            text("datum.above", "columns", y=16, fill=field("paint"), fontWeight=600, **middle)
        ),
        scenery(text("datum.below", "columns", SMALL, y=32, fill="soft", **middle)),
        mark(
            "group",
            "lanes",
            text("parent.title", size=SMALL, x=8, y=15, fontWeight=600),
            y=field("lane", scale="lane"),
            width=wide - 1,
            height=_TITLE - 4,
            fill="tint",
            stroke="line",
        ),
        chip(
            "chips",
            x=field("column", scale="column", offset=2),
            y={"signal": below},
            width=_MONTH - 4,
        ),
        text("datum.more", "rest", SMALL, y={"signal": f"{below} + 12"}, fill="soft", **middle),
    ]


def _chart(columns: list[Spec], lanes: dict[str, list[Spec]]) -> tuple[float, list[Element]]:
    """Return the height of the calendar, and its elements."""
    wide = _MONTH * len(columns)
    *tops, high = accumulate(map(_height, lanes.values()), initial=_HEAD)
    names = [column["column"] for column in columns]
    stack = {"type": "stack", "groupby": ["lane", "column"], "field": "room"}
    heads = [{"lane": lane, "title": title} for lane, title in enumerate(lanes)]
    return high, chart(
        wide,
        high,
        _marks(wide),
        data=[
            data("columns", columns),
            data("lanes", heads),
            data("due", chain(*lanes.values())) | {"transform": [stack]},
            chosen("chips", "due", "datum.tooltip"),
            chosen("rest", "due", "datum.more"),
        ],
        scales=[
            {"name": "column", "type": "band", "domain": names, "range": [0, wide]},
            {"name": "lane", "type": "ordinal", "domain": [*range(len(tops))], "range": tops},
        ],
        axes=[axis("column", "top", bandPosition=0, labels=False, values=names[1:])],
    )


def _column_of(deadline: Deadline, today: date) -> str:
    return _LATE if deadline.due < today else deadline.due.replace(day=1).isoformat()


def _short(record: Entity) -> str:
    """Return a short name of a record."""
    if isinstance(record, Applicability):
        return record.control
    return record.short_id if record.shows_id else record.title


def _spoken(deadline: Deadline) -> str:
    record = deadline.record
    named = f"{record.short_id} {record.title}" if record.shows_id else record.title
    return f"{named}: {deadline.what}"
