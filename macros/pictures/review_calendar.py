from collections.abc import Sequence
from datetime import date

from ..deadlines import Deadline, deadlines, responsible
from ..manual import Manual
from ..markup import day
from ..model import Entity, kinds
from ..model.applicability import Applicability
from ..table import register
from ..wording import counted
from . import Picture
from ._drawing import Element, box, chip, chip_height, group, label, line, scenery
from ._palette import fill, stroke
from ._scale import months
from ._text import NORMAL, SMALL

_MONTH, _MOST, _HEAD, _TITLE = 57, 3, 46, 26
Column = tuple[date | None, str, str]
"""The first day of a month, and its name in two lines; what is overdue has no day."""


def draw(manual: Manual) -> Picture | None:
    """A year of reviews: what falls due in each month from the manual's day on, by kind."""
    starts = months(manual.day, 13)
    due = [one for one in deadlines(manual) if one.due < starts[-1]]
    if not due:
        return None
    columns = _columns(manual, due, starts[:-1])
    y = float(_HEAD)
    lanes: list[Element] = []
    for folder, kind in kinds().items():
        if those := [one for one in due if one.record.folder == folder]:
            title = f"{kind.plural[:1].upper()}{kind.plural[1:]}"
            lane, y = _lane(title, those, columns, manual, y)
            lanes.append(lane)
    late = [one for one in due if one.due < manual.day]
    rows = [
        (one.record, one.what, day(one.due), responsible(manual, one), _note(manual, one))
        for one in due
    ]
    return Picture(
        "review-calendar",
        "What falls due in the coming year",
        f"{counted(len(due), 'thing')} to be reviewed, done or measured in the twelve months from "
        f"{starts[0]:%B %Y} on. " + (f"Overdue: {len(late)}." if late else "Nothing is overdue."),
        _MONTH * len(columns),
        y,
        (_months(columns, y), *lanes),
        register(
            "What falls due in the coming year in words",
            "Record",
            ["What", "Due", "Responsible", "State"],
            rows,
            facets=("What",),
        ),
    )


def _note(manual: Manual, deadline: Deadline) -> str:
    return "! overdue" if deadline.due < manual.day else ""


def _columns(manual: Manual, due: Sequence[Deadline], starts: Sequence[date]) -> list[Column]:
    overdue: list[Column] = [(None, "!", "overdue")]
    columns: list[Column] = [(start, f"{start:%b}", str(start.year)) for start in starts]
    return (overdue if any(one.due < manual.day for one in due) else []) + columns


def _months(columns: Sequence[Column], bottom: float) -> Element:
    drawn: list[Element] = []
    for place, (start, above, below) in enumerate(columns):
        x = place * _MONTH
        if place:
            drawn.append(line((x, 4), (x, bottom), "line"))
        paint = "ink" if start else "warn"
        middle = x + _MONTH / 2
        drawn.append(label(above, middle, 16, NORMAL, paint=paint, anchor="middle", bold=True))
        if not place or not start or start.month == 1 or columns[place - 1][0] is None:
            drawn.append(label(below, middle, 32, SMALL, paint="soft", anchor="middle"))
    return scenery(*drawn)


def _lane(
    title: str, due: Sequence[Deadline], columns: Sequence[Column], manual: Manual, y: float
) -> tuple[Element, float]:
    """Return what falls due of one kind, month by month, and where that ends."""
    head = [
        box(0, y, _MONTH * len(columns), _TITLE - 4, fill("tint"), stroke("line"), round_=3),
        label(title, 8, y + 15, SMALL, bold=True),
    ]
    bottom, top = y + _TITLE, y + _TITLE
    chips: list[Element] = []
    for place, (start, _, _) in enumerate(columns):
        those = [one for one in due if _column_of(one, manual.day) == start]
        below = top
        # A single one more takes no more room than the words for it.
        shown = those if len(those) <= _MOST + 1 else those[:_MOST]
        for one in shown:
            words = _short(one.record)
            told = f"{_spoken(one)}, due {one.due.day} {one.due:%B %Y}"
            chips.append(chip(one.record, words, place * _MONTH + 2, below, _MONTH - 4, told=told))
            below += chip_height(words, _MONTH - 4) + 3
        if len(those) > len(shown):
            at = place * _MONTH + _MONTH / 2
            words = f"+ {len(those) - len(shown)} more"
            chips.append(label(words, at, below + 12, SMALL, paint="soft", anchor="middle"))
            below += 19
        bottom = max(bottom, below)
    return group(*head, *chips), bottom + 6


def _column_of(deadline: Deadline, today: date) -> date | None:
    return None if deadline.due < today else deadline.due.replace(day=1)


def _short(record: Entity) -> str:
    """Return the few letters by which people know a record."""
    if isinstance(record, Applicability):
        return record.control
    return record.short_id if record.shows_id else record.title


def _spoken(deadline: Deadline) -> str:
    record = deadline.record
    named = f"{record.short_id} {record.title}" if record.shows_id else record.title
    return f"{named}: {deadline.what}"
