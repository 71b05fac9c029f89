from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..coverage import answer
from ..manual import Manual
from ..markup import plain_label
from ..model.applicability import Applicability
from ..model.requirement import Requirement
from ..standards import requirements_of, standard
from ..table import Group, Row, Table
from ..wording import counted
from . import Picture
from ._drawing import PAGE, Element, box, element, group, label, legend, linked
from ._palette import fill, stroke
from ._text import LARGE, NORMAL, SMALL, wrapped

_NAMES, _CELL, _HIGH, _GAP, _TOP = 160, 62, 44, 4, 30
_STEPS = (1, 3, 6, 12)
"""From so many answering records on, a cell has the next darker colour."""


@dataclass(frozen=True)
class Cell:
    """What the manual says to one clause or control."""

    requirement: Requirement
    count: int
    """How many records answer it."""
    lacks: tuple[str, ...]
    """What is missing: an answer, somebody accountable, evidence."""
    applies: bool


def draw(manual: Manual) -> Picture | None:
    """Coverage of the standard: how many records answer each clause and control, and the gaps."""
    sections = [(head, [_cell(manual, one) for one in those]) for head, those in _sections(manual)]
    cells = [cell for _, those in sections for cell in those]
    if not cells:
        return None
    drawn: list[Element] = []
    y = float(_TOP)
    for head, those in sections:
        row, y = _section(head, those, y)
        drawn.append(row)
    gaps = [cell.requirement.short_id for cell in cells if cell.applies and cell.lacks]
    out = [cell.requirement.short_id for cell in cells if not cell.applies]
    return Picture(
        "clause-coverage",
        "Coverage of clauses and controls",
        f"{counted(len(cells), 'clause or control', 'clauses and controls')}. "
        + (f"Gaps: {', '.join(gaps)}." if gaps else "None has a gap.")
        + (f" Not applicable: {', '.join(out)}." if out else ""),
        PAGE,
        y,
        (_legend(), *drawn),
        _facts(sections),
    )


def _sections(manual: Manual) -> Iterator[tuple[Requirement, list[Requirement]]]:
    """Yield each clause and group at the top of the standard, with all that is below it."""
    own = requirements_of(manual, standard(manual))
    parents = {one.id: one.parent for one in own}
    below: dict[str, list[Requirement]] = {}
    for one in own:
        top = one.id
        for _ in own:  # A circle of parents would never end.
            if not (parent := parents.get(top)):
                break
            top = parent
        if top != one.id and one.kind != "group":
            below.setdefault(top, []).append(one)
    for one in own:
        if one.parent is None and (one.id in below or one.kind != "group"):
            yield one, below.get(one.id, [one])


def _cell(manual: Manual, requirement: Requirement) -> Cell:
    found = answer(manual, requirement)
    rows = manual.naming(requirement, Applicability, "control")
    said = (
        ("no record", found.records),
        ("nobody accountable", found.accountable),
        ("no evidence", found.evidence),
    )
    return Cell(
        requirement,
        sum(map(len, found.records.values())),
        tuple(words for words, there in said if not there),
        all(row.applies for row in rows),
    )


def _section(head: Requirement, cells: Sequence[Cell], y: float) -> tuple[Element, float]:
    """Return a row of cells with what they stand under, and where the next row begins."""
    in_line = int((PAGE - _NAMES) // (_CELL + _GAP))
    drawn = [
        _square(cell, _NAMES + (_CELL + _GAP) * (n % in_line), y + (_HIGH + _GAP) * (n // in_line))
        for n, cell in enumerate(cells)
    ]
    high = -(-len(cells) // in_line) * (_HIGH + _GAP)
    title = wrapped(head.title, _NAMES - 20, SMALL, 2)
    name = linked(
        head,
        element(
            "rect",
            class_="aims-node",
            x=0,
            y=y,
            width=_NAMES - 8,
            height=_HIGH,
            rx=3,
            fill="none",
            pointer_events="all",
        ),
        label(head.short_id, 2, y + 14, NORMAL, bold=True),
        label(title, 2, y + 29 if len(title) > 1 else y + 30, SMALL, paint="soft"),
    )
    return group(name, *drawn), y + high + 8


def _square(cell: Cell, x: float, y: float) -> Element:
    gap = cell.applies and bool(cell.lacks)
    step = sum(cell.count >= least for least in _STEPS)
    ground = fill("warn-tint" if gap else f"step-{step}" if step and cell.applies else "paper")
    paint = "paper" if step == 4 and cell.applies and not gap else "ink"
    edge = stroke("warn" if gap else "line")
    number = "n/a" if not cell.applies else f"{cell.count} !" if gap else str(cell.count)
    id_ = wrapped(cell.requirement.short_id, _CELL - 6, SMALL, 1)
    said = "does not apply" if not cell.applies else counted(cell.count, "record")
    lacks = f"; {', '.join(cell.lacks)}" if gap else ""
    return linked(
        cell.requirement,
        box(x, y, _CELL, _HIGH, "aims-node", ground, edge, stroke_dasharray="4 3" if gap else None),
        label(id_, x + _CELL / 2, y + 16, SMALL, paint=paint, anchor="middle"),
        label(
            number,
            x + _CELL / 2,
            y + 35,
            LARGE,
            paint="warn" if gap else paint,
            anchor="middle",
            bold=True,
        ),
        words=f"{plain_label(cell.requirement)}: {said}{lacks}",
    )


def _facts(sections: Sequence[tuple[Requirement, Sequence[Cell]]]) -> Table:
    def row(cell: Cell) -> Row:
        said = ", ".join(cell.lacks)
        state = f"! {said}" if cell.applies and said else ""
        return Row(cell.requirement, (cell.count, "yes" if cell.applies else "n/a", state))

    return Table(
        "Coverage of clauses and controls in words",
        "Clause or control",
        ("Answering records", "Applies", "Gap"),
        groups=tuple(Group(head, tuple(map(row, cells))) for head, cells in sections),
    )


def _legend() -> Element:
    ends = [f"{low} to {high - 1}" for low, high in pairwise(_STEPS)]
    items = [
        (box(0, 0, 16, 12, fill(f"step-{n}"), stroke("line"), round_=2), words)
        for n, words in enumerate([*ends, f"{_STEPS[-1]} records and more"], 1)
    ]
    gap = box(0, 0, 16, 12, fill("warn-tint"), stroke("warn"), round_=2, stroke_dasharray="4 3")
    items.append((gap, "! no answer, nobody accountable or no evidence"))
    return legend(items, 2)
