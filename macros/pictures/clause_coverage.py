from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..manual import Manual
from ..manual.coverage import children, conformity, coverage_of
from ..manual.deadlines import deadlines
from ..manual.labels import plain_label
from ..manual.standards import requirements_of, standard
from ..model import Entity
from ..model.action import Action
from ..model.applicability import Applicability
from ..model.requirement import Requirement
from ..tables._table import Row, RowGroup, Table
from ..text import format_count
from . import Picture
from ._chart import Spec, chart, chosen, data, described, field, mark, text
from ._drawing import PAGE, Element, box, legend
from ._palette import fill, stroke
from ._text import LARGE, SMALL, wrap

_NAMES, _CELL, _HIGH, _GAP, _TOP, _IN_LINE = 160, 62, 44, 4, 30, 8
_STEPS = (1, 3, 6, 12)
"""From so many answering records on, a cell has the next darker colour."""
_SIGNS = {"conforms": "", "partly": " ~", "gap": " !", "not assessed": " ?"}
_SAID = {
    "conforms": "conforms",
    "partly": "conforms in part",
    "gap": "gap",
    "not assessed": "not assessed",
    "not applicable": "does not apply",
}
_Y = f"datum.line * {_HIGH + _GAP} + datum.section * 8"


@dataclass(frozen=True)
class CoverageCell:
    """What the manual says to one clause or control."""

    requirement: Requirement
    count: int
    """How many records answer it."""
    lacks: tuple[str, ...]
    """What is missing: an answer, somebody accountable, evidence."""
    state: str
    """How far it is met, as the home page counts it: `conforms`, `partly`, `gap` ..."""
    late: tuple[Entity, ...]
    """What is overdue there."""

    @property
    def applies(self) -> bool:
        """Whether it is to be met at all."""
        return self.state != "not applicable"


def draw(manual: Manual) -> Picture | None:
    """Coverage of the standard: the status of each clause and control, and what is overdue."""
    sections = [(head, [_cell(manual, one) for one in those]) for head, those in _sections(manual)]
    cells = [cell for _, those in sections for cell in those]
    if not cells:
        return None
    rows = [*_rows(sections)]
    height = (rows[-1]["line"] + 1) * (_HIGH + _GAP) + len(sections) * 8
    drawn = chart(PAGE, height, [_section()], data=[data("all", rows)], scales=_scales(), top=_TOP)
    return Picture(
        "clause-coverage",
        "Coverage of clauses and controls",
        _summary(cells),
        PAGE,
        _TOP + height,
        (_legend(), *drawn),
        _facts(sections),
    )


def _summary(cells: Sequence[CoverageCell]) -> str:
    """Return how many there are of each status; all but those that conform by their ids."""
    said = [format_count(len(cells), "clause or control", "clauses and controls")]
    for state, words in _SAID.items():
        ids = [cell.requirement.short_id for cell in cells if cell.state == state]
        named = f" ({', '.join(ids)})" if ids and state != "conforms" else ""
        said += [f"{words[:1].upper()}{words[1:]}: {len(ids)}{named}"] if ids else []
    late = [cell.requirement.short_id for cell in cells if cell.late]
    return ". ".join([*said, f"Overdue: {', '.join(late)}" if late else "Nothing is overdue"]) + "."


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


def _cell(manual: Manual, requirement: Requirement) -> CoverageCell:
    found = coverage_of(manual, requirement)
    rows = manual.referrers(requirement, Applicability, "control")
    said = (
        ("no record", found.records),
        ("nobody accountable", found.accountable),
        ("no evidence", found.is_shown),
    )
    answering = [one for those in found.records.values() for one in those]
    return CoverageCell(
        requirement,
        len(answering),
        tuple(words for words, there in said if not there),
        _state(manual, requirement),
        _late(manual, [*answering, *rows], requirement),
    )


def _state(manual: Manual, requirement: Requirement) -> str:
    """Return how far a requirement is met; one that is divided, as far as its parts are."""
    parts = {_state(manual, part) for part in children(manual, requirement)}
    if not parts:
        return conformity(manual, requirement)
    told = parts - {"not applicable"} or parts
    return told.pop() if len(told) == 1 else "partly"


def _late(
    manual: Manual, answering: Sequence[Entity], requirement: Requirement
) -> tuple[Entity, ...]:
    """Return what is overdue of the records that answer a requirement, and of its actions."""
    overdue = {one.record.key: one.record for one in deadlines(manual) if one.due < manual.day}
    mine = {one.key for one in (*answering, *manual.referrers(requirement, Action))}
    return tuple(record for key, record in overdue.items() if key in mine)


def _rows(sections: Sequence[tuple[Requirement, Sequence[CoverageCell]]]) -> Iterator[Spec]:
    """Yield each clause at the top and the cells beside it, and on which line they stand."""
    line = 0
    for number, (head, cells) in enumerate(sections):
        yield {
            "section": number,
            "line": line,
            "id": head.short_id,
            "title": wrap(head.title, _NAMES - 20, SMALL, 2),
            "told": described(plain_label(head), head),
        }
        for place, cell in enumerate(cells):
            below, column = divmod(place, _IN_LINE)
            yield _row(cell, section=number, line=line + below, column=column)
        line += -(-len(cells) // _IN_LINE)


def _row(cell: CoverageCell, **place: int) -> Spec:
    lacks = f"; {', '.join(cell.lacks)}" if cell.applies and cell.lacks else ""
    late = f"; overdue: {', '.join(one.title for one in cell.late)}" if cell.late else ""
    records = f", {format_count(cell.count, 'record')}" if cell.applies else ""
    said = f"{plain_label(cell.requirement)}: {_SAID[cell.state]}{records}{lacks}{late}"
    return place | {
        "id": wrap(cell.requirement.short_id, _CELL - 6, SMALL, 1),
        "count": cell.count if cell.state == "conforms" else 0,
        "says": f"{cell.count}{_SIGNS[cell.state]}" if cell.applies else "n/a",
        "late": "overdue" if cell.late else "",
        "state": cell.state,
        "told": described(said, cell.requirement),
    }


def _section() -> Spec:
    """Return what each clause at the top is called, and beside it all that is below it."""
    of_one = {"data": "all", "name": "one", "groupby": "section"}
    parts = [chosen("heads", "one", "datum.title"), chosen("cells", "one", "!datum.title")]
    return mark("group", of_one, _heads(), _squares()) | {"data": parts}


def _heads() -> Spec:
    return mark(
        "group",
        "heads",
        text("parent.id", x=2, y=14, fontWeight=600),
        text("parent.title", size=SMALL, x=2, y=29.5, fill="soft"),
        y={"signal": _Y},
        width=_NAMES - 8,
        height=_HIGH,
        description=field("told"),
    )


def _squares() -> Spec:
    """Return a cell for each clause: one that conforms is the darker, the more records answer it.

    All others have a sign and a light ground, a gap a broken edge; what is late says so.
    """
    middle: Spec = {"x": _CELL / 2, "align": "center"}
    ink = "scale('ink', parent.count)"
    ground = "scale('ground', datum.count)"
    short = "parent.state == 'gap' || parent.state == 'partly'"
    return mark(
        "group",
        "cells",
        text("parent.id", size=SMALL, y=13, fill={"signal": ink}, **middle),
        text(
            "parent.says",
            size=LARGE,
            y=28.5,
            fill={"signal": f"{short} ? 'warn' : {ink}"},
            fontWeight=600,
            **middle,
        ),
        text("parent.late", size=SMALL, y=40, fill={"signal": ink}, fontWeight=600, **middle),
        x=field("column", scale="column"),
        y={"signal": _Y},
        width={"scale": "column", "band": 1},
        height=_HIGH,
        fill={"signal": f"{short.replace('parent', 'datum')} ? 'warn-tint' : {ground}"},
        stroke={"signal": "datum.state == 'gap' ? 'warn' : 'line'"},
        strokeDash={"signal": "datum.state == 'gap' ? [4, 3] : []"},
        description=field("told"),
    )


def _scales() -> list[Spec]:
    steps = [f"step-{n}" for n in range(1, len(_STEPS) + 1)]
    inks = ["ink"] * (len(_STEPS)) + ["paper"]
    columns = {"domain": [*range(_IN_LINE)], "range": [_NAMES, PAGE - _GAP]}
    inner = {"paddingInner": _GAP / (_CELL + _GAP)}
    return [
        {"name": "column", "type": "band", **columns, **inner},
        {"name": "ground", "type": "threshold", "domain": _STEPS, "range": ["paper", *steps]},
        {"name": "ink", "type": "threshold", "domain": _STEPS, "range": inks},
    ]


def _facts(sections: Sequence[tuple[Requirement, Sequence[CoverageCell]]]) -> Table:
    def row(cell: CoverageCell) -> Row:
        lacks = ", ".join(cell.lacks) if cell.applies else ""
        status = _SAID[cell.state] if cell.applies else "n/a"
        late = ("overdue", *cell.late) if cell.late else ()
        return Row(cell.requirement, (status, cell.count, lacks, late))

    return Table(
        "Coverage of clauses and controls in words",
        "Clause or control",
        ("Status", "Answering records", "Missing", "Overdue"),
        groups=tuple(RowGroup(head, tuple(map(row, cells))) for head, cells in sections),
    )


def _legend() -> Element:
    ends = [f"{low} to {high - 1}" for low, high in pairwise(_STEPS)]
    items = [
        (box(0, 0, 16, 12, fill(f"step-{n}"), stroke("line"), round_=2), words)
        for n, words in enumerate([*ends, f"{_STEPS[-1]} records and more"], 1)
    ]
    tinted = box(0, 0, 16, 12, fill("warn-tint"), stroke("line"), round_=2)
    gap = box(0, 0, 16, 12, fill("warn-tint"), stroke("warn"), round_=2, stroke_dasharray="4 3")
    bare = box(0, 0, 16, 12, fill("paper"), stroke("line"), round_=2)
    items += [(tinted, "~ in part"), (gap, "! gap"), (bare, "? not assessed")]
    return legend(items, 2)
