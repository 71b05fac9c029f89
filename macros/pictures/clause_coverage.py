from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..manual import Manual
from ..manual.conformity import conformity
from ..manual.coverage import children, coverage_of
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
"""The numbers of records at which a cell gets the next darker colour."""
_SIGNS = {"conforms": "", "partly": " ~", "gap": " !", "not assessed": " ?"}
_STATUS_WORDS = {
    "conforms": "conforms",
    "partly": "conforms in part",
    "gap": "gap",
    "not assessed": "not assessed",
    "not applicable": "does not apply",
}
_Y = f"datum.line * {_HIGH + _GAP} + datum.section * 8"


@dataclass(frozen=True)
class CoverageCell:
    """The coverage of a clause or control."""

    requirement: Requirement
    count: int
    """The number of records that address it."""
    lacks: tuple[str, ...]
    """The missing parts: record, accountable role, evidence."""
    state: str
    """Its status, as the home page counts it: `conforms`, `partly`, `gap` ..."""
    late: tuple[Entity, ...]
    """The overdue records that address it."""

    @property
    def applies(self) -> bool:
        """Whether it applies."""
        return self.state != "not applicable"


def draw(manual: Manual) -> Picture | None:
    """Coverage of the standard: the status of each clause and control, and what is overdue."""
    sections = [
        (head, [_cell(manual, requirement) for requirement in members])
        for head, members in _sections(manual)
    ]
    cells = [cell for _, members in sections for cell in members]
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
    """Return the number of requirements of each status, with their ids if they do not conform."""
    parts = [format_count(len(cells), "clause or control", "clauses and controls")]
    for state, words in _STATUS_WORDS.items():
        ids = [cell.requirement.short_id for cell in cells if cell.state == state]
        named = f" ({', '.join(ids)})" if ids and state != "conforms" else ""
        parts += [f"{words[:1].upper()}{words[1:]}: {len(ids)}{named}"] if ids else []
    late = [cell.requirement.short_id for cell in cells if cell.late]
    return (
        ". ".join([*parts, f"Overdue: {', '.join(late)}" if late else "Nothing is overdue"]) + "."
    )


def _sections(manual: Manual) -> Iterator[tuple[Requirement, list[Requirement]]]:
    """Yield each top-level clause and group of the standard, with the requirements below it."""
    own = requirements_of(manual, standard(manual))
    parents = {requirement.id: requirement.parent for requirement in own}
    below: dict[str, list[Requirement]] = {}
    for requirement in own:
        top = requirement.id
        for _ in own:  # A circular chain of parents would never end.
            if not (parent := parents.get(top)):
                break
            top = parent
        if top != requirement.id and requirement.kind != "group":
            below.setdefault(top, []).append(requirement)
    for requirement in own:
        if requirement.parent is None and (requirement.id in below or requirement.kind != "group"):
            yield requirement, below.get(requirement.id, [requirement])


def _cell(manual: Manual, requirement: Requirement) -> CoverageCell:
    found = coverage_of(manual, requirement)
    rows = manual.referrers(requirement, Applicability, "control")
    checks = (
        ("no record", found.records),
        ("no accountable role", found.accountable),
        ("no evidence", found.is_shown),
    )
    addressing = [record for records in found.records.values() for record in records]
    return CoverageCell(
        requirement,
        len(addressing),
        tuple(words for words, there in checks if not there),
        _status(manual, requirement),
        _late(manual, [*addressing, *rows], requirement),
    )


def _status(manual: Manual, requirement: Requirement) -> str:
    """Return the status of a requirement, from its parts if it has any."""
    parts = {_status(manual, part) for part in children(manual, requirement)}
    if not parts:
        return conformity(manual, requirement)
    statuses = parts - {"not applicable"} or parts
    return statuses.pop() if len(statuses) == 1 else "partly"


def _late(
    manual: Manual, addressing: Sequence[Entity], requirement: Requirement
) -> tuple[Entity, ...]:
    """Return the overdue records that address a requirement, and its overdue actions."""
    overdue = {item.record.key: item.record for item in deadlines(manual) if item.due < manual.day}
    own = {item.key for item in (*addressing, *manual.referrers(requirement, Action))}
    return tuple(record for key, record in overdue.items() if key in own)


def _rows(sections: Sequence[tuple[Requirement, Sequence[CoverageCell]]]) -> Iterator[Spec]:
    """Yield each top-level clause with the cells below it, and their rows in the picture."""
    line = 0
    for number, (head, cells) in enumerate(sections):
        yield {
            "section": number,
            "line": line,
            "id": head.short_id,
            "title": wrap(head.title, _NAMES - 20, SMALL, 2),
            "tooltip": described(plain_label(head), head),
        }
        for place, cell in enumerate(cells):
            below, column = divmod(place, _IN_LINE)
            yield _row(cell, section=number, line=line + below, column=column)
        line += -(-len(cells) // _IN_LINE)


def _row(cell: CoverageCell, **place: int) -> Spec:
    lacks = f"; {', '.join(cell.lacks)}" if cell.applies and cell.lacks else ""
    late = f"; overdue: {', '.join(record.title for record in cell.late)}" if cell.late else ""
    records = f", {format_count(cell.count, 'record')}" if cell.applies else ""
    description = (
        f"{plain_label(cell.requirement)}: {_STATUS_WORDS[cell.state]}{records}{lacks}{late}"
    )
    return place | {
        "id": wrap(cell.requirement.short_id, _CELL - 6, SMALL, 1),
        "count": cell.count if cell.state == "conforms" else 0,
        "says": f"{cell.count}{_SIGNS[cell.state]}" if cell.applies else "n/a",
        "late": "overdue" if cell.late else "",
        "state": cell.state,
        "tooltip": described(description, cell.requirement),
    }


def _section() -> Spec:
    """Return the name of each top-level clause and the cells beside it."""
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
        description=field("tooltip"),
    )


def _squares() -> Spec:
    """Return a cell for each clause. If it conforms, more records make it darker.

    The others have a sign and a light background, and a gap has a dashed edge.
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
        description=field("tooltip"),
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
        status = _STATUS_WORDS[cell.state] if cell.applies else "n/a"
        late = ("overdue", *cell.late) if cell.late else ()
        return Row(cell.requirement, (status, cell.count, lacks, late))

    return Table(
        "Coverage of clauses and controls in words",
        "Clause or control",
        ("Status", "Records", "Missing", "Overdue"),
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
