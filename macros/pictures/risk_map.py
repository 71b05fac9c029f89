from collections.abc import Sequence

from ..manual import Manual
from ..model.risk import Risk
from ..table import Table, register
from ..wording import counted
from . import Picture
from ._drawing import Element, box, chip, chip_height, group, label, scenery
from ._palette import fill, stroke
from ._text import NORMAL, SMALL

_CELL, _SIDE, _GAP, _TOP, _GRADES = 62, 30, 4, 30, (1, 5, 10, 15)
Place = tuple[int, int]
"""Likelihood and impact."""


def draw(manual: Manual) -> Picture | None:
    """The risk map: every risk by its likelihood and impact, before treatment and after it."""
    risks = manual.all(Risk)
    if not risks:
        return None
    before = {one.key: (one.likelihood, one.impact) for one in risks}
    after = {one.key: place for one in risks if (place := _after(one))}
    rows_high = _row_heights(risks, [before, after])
    left, high = _grid(risks, before, rows_high, "Before treatment")
    right, _ = _grid(risks, after, rows_high, "After treatment")
    wide = _SIDE + 5 * _CELL
    worst = [one.short_id for one in risks if (one.residual_level or one.level) >= _GRADES[-1]]
    return Picture(
        "risk-map",
        "Risks before and after treatment",
        f"{counted(len(risks), 'risk')} by likelihood, from below upwards, and impact, from left "
        f"to right. Level {_GRADES[-1]} or more before treatment: "
        f"{sum(one.level >= _GRADES[-1] for one in risks)}; after it: "
        f"{', '.join(worst) if worst else 'none'}.",
        2 * wide + 4,
        high,
        (left, group(right, transform=f"translate({wide + 4} 0)")),
        _facts(risks),
    )


def _facts(risks: Sequence[Risk]) -> Table:
    columns = [
        "Likelihood",
        "Impact",
        "Level",
        "Treated likelihood",
        "Treated impact",
        "Level treated",
    ]
    rows = [
        (
            one,
            one.likelihood,
            one.impact,
            one.level,
            one.residual_likelihood,
            one.residual_impact,
            one.residual_level,
        )
        for one in risks
    ]
    return register("Risks before and after treatment in words", "Risk", columns, rows)


def _after(risk: Risk) -> Place | None:
    if risk.residual_likelihood is None or risk.residual_impact is None:
        return None
    return risk.residual_likelihood, risk.residual_impact


def _row_heights(risks: Sequence[Risk], maps: Sequence[dict[str, Place]]) -> dict[int, float]:
    """Return how high the row of each likelihood must be for the fullest of its cells."""
    heights = {}
    for likelihood in range(1, 6):
        fullest = max(
            sum(_chip_room(one) for one in risks if places.get(one.key) == (likelihood, impact))
            for places in maps
            for impact in range(1, 6)
        )
        heights[likelihood] = max(40.0, fullest + 24)
    return heights


def _chip_room(risk: Risk) -> float:
    return chip_height(risk.short_id, _CELL - 8) + 3


def _grid(
    risks: Sequence[Risk], places: dict[str, Place], heights: dict[int, float], title: str
) -> tuple[Element, float]:
    """Return one of the two maps and where it ends."""
    grounds, chips = [], []
    y = float(_TOP)
    for likelihood in range(5, 0, -1):
        high = heights[likelihood]
        grounds.append(
            label(str(likelihood), _SIDE - 10, y + high / 2 + 4, SMALL, paint="soft", anchor="end")
        )
        for impact in range(1, 6):
            x = _SIDE + (impact - 1) * _CELL
            grounds += _ground(likelihood * impact, x, y, high)
            below = y + 18
            for one in (one for one in risks if places.get(one.key) == (likelihood, impact)):
                told = f"{one.short_id} {one.title}: level {likelihood * impact}"
                chips.append(chip(one, one.short_id, x + 2, below, _CELL - 8, told=told))
                below += _chip_room(one)
        y += high
    for impact in range(1, 6):
        at = _SIDE + (impact - 1) * _CELL + _CELL / 2 - 2
        grounds.append(label(str(impact), at, y + 14, SMALL, paint="soft", anchor="middle"))
    middle = _SIDE + 2.5 * _CELL
    grounds.append(label("Impact →", middle, y + 30, SMALL, paint="soft", anchor="middle"))
    grounds.append(
        label(
            "Likelihood →",
            10,
            (y + _TOP) / 2,
            SMALL,
            paint="soft",
            anchor="middle",
            transform=f"rotate(-90 10 {(y + _TOP) / 2})",
        )
    )
    head = label(title, _SIDE, 18, NORMAL, bold=True)
    return group(head, scenery(*grounds), *chips), y + 36


def _ground(level: int, x: float, y: float, high: float) -> list[Element]:
    step = sum(level >= least for least in _GRADES)
    tint = ("risk-1", "risk-2", "risk-3", "risk-4")[step - 1]
    return [
        box(x, y, _CELL - _GAP, high - _GAP, fill(tint), stroke(tint), round_=3),
        label(str(level), x + _CELL - _GAP - 5, y + 13, SMALL, paint="soft", anchor="end"),
    ]
