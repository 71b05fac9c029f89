from collections.abc import Sequence
from itertools import accumulate

from ..manual import Manual
from ..model.risk import Risk
from ..tables._table import Table, register
from ..text import format_count
from . import Picture
from ._chart import (
    Spec,
    axis,
    chart,
    chip,
    chip_of,
    data,
    described,
    field,
    group,
    mark,
    scenery,
    text,
)
from ._text import SMALL

_CELL, _SIDE, _GAP, _TOP, _GRADES = 62, 30, 4, 30, (1, 5, 10, 15)
_CHIP = _CELL - 8
Place = tuple[int, int]
"""Likelihood and impact."""


def draw(manual: Manual) -> Picture | None:
    """The risk map: all risks by likelihood and impact, before and after treatment."""
    risks = manual.all(Risk)
    if not risks:
        return None
    before = _chips(risks, {risk.key: (risk.likelihood, risk.impact) for risk in risks})
    after = _chips(risks, {risk.key: place for risk in risks if (place := _after(risk))})
    tops = [0.0, *accumulate(_row_heights([before, after]))]
    wide = _SIDE + 5 * _CELL
    width, height = 2 * wide + 4, _TOP + tops[-1] + 36
    maps = [
        _map("Before treatment", before, tops, 0),
        _map("After treatment", after, tops, wide + 4),
    ]
    worst = [risk.short_id for risk in risks if (risk.residual_level or risk.level) >= _GRADES[-1]]
    return Picture(
        "risk-map",
        "Risks before and after treatment",
        f"{format_count(len(risks), 'risk')} by likelihood (from bottom to top) and impact "
        f"(from left to right). Level {_GRADES[-1]} or more before treatment: "
        f"{sum(risk.level >= _GRADES[-1] for risk in risks)}; after it: "
        f"{', '.join(worst) if worst else 'none'}.",
        width,
        height,
        tuple(chart(width, height, maps)),
        _facts(risks),
    )


def _facts(risks: Sequence[Risk]) -> Table:
    columns = [
        "Likelihood",
        "Impact",
        "Level",
        "Residual likelihood",
        "Residual impact",
        "Residual level",
    ]
    rows = [
        (
            risk,
            risk.likelihood,
            risk.impact,
            risk.level,
            risk.residual_likelihood,
            risk.residual_impact,
            risk.residual_level,
        )
        for risk in risks
    ]
    return register("Risks before and after treatment in words", "Risk", columns, rows)


def _after(risk: Risk) -> Place | None:
    if risk.residual_likelihood is None or risk.residual_impact is None:
        return None
    return risk.residual_likelihood, risk.residual_impact


def _chips(risks: Sequence[Risk], places: dict[str, Place]) -> list[Spec]:
    return [
        chip_of(
            risk.short_id,
            _CHIP,
            described(f"{risk.short_id} {risk.title}: level {at[0] * at[1]}", risk),
        )
        | {"likelihood": at[0], "impact": at[1]}
        for risk in sorted(risks, key=lambda risk: _reading(places.get(risk.key, (0, 0))))
        if (at := places.get(risk.key))
    ]


def _reading(place: Place) -> Place:
    """Return the sort key of a position: row by row, from the left."""
    return -place[0], place[1]


def _row_heights(maps: Sequence[list[Spec]]) -> list[float]:
    """Return the height of each row, which depends on its fullest cell."""
    heights = []
    for likelihood in range(5, 0, -1):
        rooms = [
            sum(chip["high"] + 3 for chip in chips if _place(chip) == (likelihood, impact))
            for chips in maps
            for impact in range(1, 6)
        ]
        heights.append(max(40.0, max(rooms) + 24))
    return heights


def _place(chip: Spec) -> Place:
    return chip["likelihood"], chip["impact"]


def _map(title: str, chips: list[Spec], tops: list[float], left: float) -> Spec:
    """Return one of the two maps: a grid of levels with the risks of each cell."""
    wide, high = 5 * _CELL, tops[-1]
    levels = [
        {"likelihood": likelihood, "impact": impact}
        for likelihood in range(1, 6)
        for impact in range(1, 6)
    ]
    stack = {"type": "stack", "groupby": ["likelihood", "impact"], "field": "room"}
    room = {"type": "formula", "as": "room", "expr": "datum.high + 3"}
    return group(
        text([title], y=-12, fontWeight=600),
        *_grid(),
        chip(
            "chips",
            x=field("impact", scale="impact", offset=2),
            y={"signal": "scale('likelihood', datum.likelihood) + 18 + datum.y0"},
            width=_CHIP,
        ),
        x=left + _SIDE,
        y=_TOP,
        width=wide,
        height=high,
    ) | {
        "data": [data("levels", levels), data("chips", chips) | {"transform": [room, stack]}],
        "scales": _scales(tops),
        "axes": _axes(tops),
    }


def _scales(tops: list[float]) -> list[Spec]:
    tints = ["risk-1", "risk-2", "risk-3", "risk-4"]
    return [
        {"name": "impact", "type": "band", "domain": [1, 2, 3, 4, 5], "range": [0, 5 * _CELL]},
        # A row is as high as its fullest cell.
        {"name": "likelihood", "domain": [5, 4, 3, 2, 1, 0], "range": tops, "zero": False},
        {"name": "tint", "type": "threshold", "domain": _GRADES[1:], "range": tints},
    ]


def _axes(tops: list[float]) -> list[Spec]:
    plain: Spec = {
        "grid": False,
        "titleColor": "soft",
        "titleFontSize": SMALL,
        "titleFontWeight": 400,
    }
    rows = {
        "values": [0.5, 1.5, 2.5, 3.5, 4.5],
        "encode": {"labels": {"update": {"text": {"signal": "ceil(datum.value)"}}}},
        "labelPadding": 10,
        "title": "Likelihood →",
        "titleX": 10 - _SIDE,
        "titleY": tops[-1] / 2,
    }
    impact = {
        "title": "Impact →",
        "titleX": 2.5 * _CELL,
        "titleY": 30,
        "labelPadding": 5,
        "labelOffset": -_GAP / 2,
    }
    return [
        axis("impact", "bottom", **plain | impact, titleBaseline="alphabetic"),
        axis("likelihood", "left", **plain | rows),
    ]


def _grid() -> list[Spec]:
    """Return the background of each cell, with the level in its corner."""
    level = "datum.likelihood * datum.impact"
    top = field("likelihood", scale="likelihood")
    return [
        scenery(
            mark(
                "rect",
                "levels",
                x=field("impact", scale="impact"),
                width={"scale": "impact", "band": 1, "offset": -_GAP},
                y=top,
                y2={"signal": f"scale('likelihood', datum.likelihood - 1) - {_GAP}"},
                cornerRadius=3,
                fill={"signal": f"scale('tint', {level})"},
            )
        ),
        scenery(
            text(
                level,
                "levels",
                SMALL,
                x=field("impact", scale="impact", offset=_CELL - _GAP - 5),
                y=top | {"offset": 13},
                align="right",
                fill="soft",
            )
        ),
    ]
