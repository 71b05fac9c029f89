from collections.abc import Iterator
from typing import get_args

from ..manual import Manual
from ..model.resource import Resource
from ..table import Group, Row, Table
from ..wording import amount, counted, number
from . import Picture
from ._drawing import (
    PAGE,
    Element,
    box,
    group,
    label,
    legend,
    line,
    linked,
    middle,
    scenery,
    target,
)
from ._palette import fill, stroke
from ._scale import Scale
from ._text import NORMAL, SMALL, wrapped

_NAMES, _FIGURES, _ROW, _HEAD, _TOP = 240, 172, 32, 32, 44
_MOST = 1.5
"""A bar ends at so many times the need; the figures beside it tell the rest."""
_NAMES_OF = {
    "people": "People",
    "tool": "Tools",
    "data": "Data",
    "computing": "Computing",
    "budget": "Budget",
}


def draw(manual: Manual) -> Picture | None:
    """Resources: how much of what each one needs has been allocated, by their types."""
    resources = [
        one for one in manual.all(Resource) if one.needed is not None or one.allocated is not None
    ]
    if not resources:
        return None
    groups = list(_by_type(resources))
    scale = Scale(0, _MOST, _NAMES, PAGE - _FIGURES)
    drawn: list[Element] = []
    y = float(_TOP)
    for head, those in groups:
        drawn.append(label(head, 0, y + 22, NORMAL, bold=True))
        y += _HEAD
        for one in those:
            drawn.append(_bar(one, scale, y))
            y += _ROW
    short = [one for one in resources if one.missing]
    return Picture(
        "resources",
        "Resources needed and allocated",
        f"{counted(len(resources), 'resource')}. "
        + (f"Short: {'; '.join(_said(one) for one in short)}." if short else "None is short."),
        PAGE,
        y + 4,
        (_legend(), _axis(scale, y), *drawn),
        _facts(groups),
    )


def _said(resource: Resource) -> str:
    return f"{resource.short_id} {resource.title}, {_figures(resource)}"


def _by_type(resources: list[Resource]) -> Iterator[tuple[str, list[Resource]]]:
    for name in get_args(Resource.model_fields["type"].annotation):
        if those := [one for one in resources if one.type == name]:
            yield _NAMES_OF.get(name, name.capitalize()), those


def _share(resource: Resource) -> float | None:
    """Return the part of the need that is met, where that can be told."""
    if resource.allocated is None or resource.needed is None:
        return None
    return resource.allocated / resource.needed if resource.needed else 1.0


def _figures(resource: Resource) -> str:
    if resource.allocated is None:
        return f"{amount(resource.needed or 0, resource.unit)} needed"
    if resource.needed is None:
        return f"{amount(resource.allocated, resource.unit)} allocated"
    return f"{number(resource.allocated)} of {amount(resource.needed, resource.unit)}"


def _axis(scale: Scale, bottom: float) -> Element:
    marks: list[Element] = []
    for share in (0, 0.5, 1, 1.5):
        at = scale(share)
        dash = "4 3" if share == 1 else None
        marks.append(
            line((at, _TOP), (at, bottom), "soft" if share == 1 else "line", stroke_dasharray=dash)
        )
        words = "100% of need" if share == 1 else f"{share:.0%}"
        marks.append(label(words, at, _TOP - 6, SMALL, paint="soft", anchor="middle"))
    return scenery(*marks)


def _bar(resource: Resource, scale: Scale, y: float) -> Element:
    share = _share(resource)
    short = bool(resource.missing)
    mid = y + _ROW / 2
    name = wrapped(resource.title, _NAMES - 64, NORMAL, 2)
    parts: list[Element] = []
    if share is not None:
        end = scale(min(share, _MOST))
        paint = "warn" if short else "bar-r"
        parts.append(box(scale(0), mid - 7, end - scale(0), 14, fill(paint), round_=2))
        if short:
            gap = box(end, mid - 7, scale(1) - end, 14, fill("warn-tint"), stroke("warn"), round_=2)
            gap.set("stroke-dasharray", "3 2")
            parts.append(gap)
        if share > _MOST:
            parts.append(
                label("»", end - 9, mid + 4, NORMAL, paint="paper", bold=True, aria_hidden="true")
            )
    said = f"{'! ' if short else ''}{_figures(resource)}"
    figures = wrapped(said, _FIGURES - 12, SMALL, 2, bold=short)
    return linked(
        resource,
        target(0, y + 2, PAGE, _ROW - 4),
        middle([resource.short_id], 0, mid, SMALL, paint="soft"),
        middle(name, 58, mid, NORMAL),
        group(*parts),
        middle(
            figures,
            PAGE - _FIGURES + 12,
            mid,
            SMALL,
            paint="warn" if short else "soft",
            bold=short,
        ),
        words=f"{_said(resource)}{', too little' if short else ''}",
    )


def _facts(groups: list[tuple[str, list[Resource]]]) -> Table:
    return Table(
        "Resources needed and allocated in words",
        "Resource",
        ("Needed", "Allocated", "Unit", "Allocated of need", "Missing"),
        groups=tuple(
            Group(
                head,
                tuple(
                    Row(
                        one,
                        (
                            one.needed,
                            one.allocated,
                            one.unit,
                            _figures(one),
                            f"! {amount(one.missing, one.unit)}" if one.missing else "",
                        ),
                    )
                    for one in those
                ),
            )
            for head, those in groups
        ),
    )


def _legend() -> Element:
    missing = box(0, 0, 16, 12, fill("warn-tint"), stroke("warn"), round_=2, stroke_dasharray="3 2")
    return legend(
        [
            (box(0, 0, 16, 12, fill("bar-r"), round_=2), "allocated"),
            (box(0, 0, 16, 12, fill("warn"), round_=2), "allocated, but too little (!)"),
            (missing, "missing"),
        ],
        2,
        0,
    )
