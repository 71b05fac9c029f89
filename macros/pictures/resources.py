from collections.abc import Iterator
from typing import get_args

from ..manual import Manual
from ..model.resource import Resource
from ..tables._table import Row, RowGroup, Table
from ..text import format_amount, format_count, format_number
from . import Picture
from ._chart import Spec, axis, chart, data, described, field, mark, scenery, text
from ._drawing import PAGE, Element, box, legend
from ._palette import fill, stroke
from ._text import NORMAL, SMALL, wrap

_NAMES, _FIGURES, _ROW, _TOP = 240, 172, 32, 44
_MOST = 1.5
"""The maximum length of a bar, in multiples of the need; the figures give the exact value."""
_NAMES_OF = {
    "people": "People",
    "tool": "Tools",
    "data": "Data",
    "computing": "Computing",
    "budget": "Budget",
}


def draw(manual: Manual) -> Picture | None:
    """The allocation of each resource compared with its need, by type."""
    resources = [
        resource
        for resource in manual.all(Resource)
        if resource.needed is not None or resource.allocated is not None
    ]
    if not resources:
        return None
    groups = list(_by_type(resources))
    places = list(_places(groups))
    height = _ROW * len(places)
    heads = [{"head": head} for head, _ in groups]
    drawn = chart(
        PAGE,
        height,
        [
            text("datum.head", "heads", y=field("head", scale="row", offset=22), fontWeight=600),
            _bars(),
        ],
        data=[data("heads", heads), data("rows", map(_row, resources))],
        scales=[
            {"name": "row", "type": "band", "domain": places, "range": [0, height]},
            {"name": "share", "domain": [0, _MOST], "range": [_NAMES, PAGE - _FIGURES]},
        ],
        axes=[_axes()],
        top=_TOP,
    )
    short = [resource for resource in resources if resource.missing]
    return Picture(
        "resources",
        "Resources needed and allocated",
        f"{format_count(len(resources), 'resource')}. "
        + (f"Shortfall: {'; '.join(map(_summary, short))}." if short else "No shortfall."),
        PAGE,
        _TOP + height + 4,
        (_legend(), *drawn),
        _facts(groups),
    )


def _places(groups: list[tuple[str, list[Resource]]]) -> Iterator[str]:
    """Yield the rows of the chart: each type, then its resources."""
    for head, members in groups:
        yield head
        yield from (resource.key for resource in members)


def _summary(resource: Resource) -> str:
    return f"{resource.short_id} {resource.title}, {_figures(resource)}"


def _by_type(resources: list[Resource]) -> Iterator[tuple[str, list[Resource]]]:
    for name in get_args(Resource.model_fields["type"].annotation):
        if members := [resource for resource in resources if resource.type == name]:
            yield _NAMES_OF.get(name, name.capitalize()), members


def _share(resource: Resource) -> float | None:
    """Return the allocated share of the need, if it is known."""
    if resource.allocated is None or resource.needed is None:
        return None
    return resource.allocated / resource.needed if resource.needed else 1.0


def _figures(resource: Resource) -> str:
    if resource.allocated is None:
        return f"{format_amount(resource.needed or 0, resource.unit)} needed"
    if resource.needed is None:
        return f"{format_amount(resource.allocated, resource.unit)} allocated"
    return f"{format_number(resource.allocated)} of {format_amount(resource.needed, resource.unit)}"


def _row(resource: Resource) -> Spec:
    share, short = _share(resource), bool(resource.missing)
    end = min(share or 0, _MOST)
    return {
        "key": resource.key,
        "id": resource.short_id,
        "name": wrap(resource.title, _NAMES - 64, NORMAL, 2),
        "bars": [
            *([{"to": end, "fill": "warn" if short else "bar-r"}] if end else []),
            *([{"from": end, "to": 1, "fill": "warn-tint"}] if share is not None and short else []),
        ],
        "beyond": "»" if (share or 0) > _MOST else "",
        "figures": wrap(
            f"{'! ' if short else ''}{_figures(resource)}", _FIGURES - 12, SMALL, 2, bold=short
        ),
        "paint": "warn" if short else "soft",
        "weight": 600 if short else 400,
        "tooltip": described(f"{_summary(resource)}{', shortfall' if short else ''}", resource),
    }


def _axes() -> Spec:
    need, label = (
        "datum.value == 1",
        {"signal": "datum.label + (datum.value == 1 ? ' of need' : '')"},
    )
    drawn = {
        "stroke": {"signal": f"{need} ? 'soft' : 'line'"},
        "strokeDash": {"signal": f"{need} ? [4, 3] : []"},
    }
    return axis(
        "share",
        "top",
        values=[0, 0.5, 1, 1.5],
        format="%",
        encode={"grid": {"update": drawn}, "labels": {"update": {"text": label}}},
    )


def _bars() -> Spec:
    """Return the row of each resource: its name, its bar and its figures."""
    middle: Spec = {"y": _ROW / 2, "baseline": "middle"}
    return mark(
        "group",
        {"data": "rows", "name": "bars", "field": "bars"},
        text("parent.id", size=SMALL, x=0, fill="soft", **middle),
        text("parent.name", x=58, **middle),
        *_shares(middle),
        text(
            "parent.figures",
            size=SMALL,
            x=PAGE - _FIGURES + 12,
            fill={"field": {"parent": "paint"}},
            fontWeight={"field": {"parent": "weight"}},
            **middle,
        ),
        y=field("key", scale="row"),
        width=PAGE,
        height=_ROW,
        description=field("tooltip"),
    )


def _shares(middle: Spec) -> list[Spec]:
    """Return the bar of the allocation and, dashed, of the shortfall."""
    bar = mark(
        "rect",
        "bars",
        x={"signal": "scale('share', datum.from || 0)"},
        x2=field("to", scale="share"),
        y=_ROW / 2 - 7,
        height=14,
        cornerRadius=2,
        fill=field("fill"),
        stroke={"signal": "datum.from == null ? null : 'warn'"},
        strokeDash=[3, 2],
    )
    end = {"scale": "share", "value": _MOST, "offset": -9}
    return [bar, scenery(text("parent.beyond", x=end, fill="paper", fontWeight=600, **middle))]


def _facts(groups: list[tuple[str, list[Resource]]]) -> Table:
    return Table(
        "Resources needed and allocated in words",
        "Resource",
        ("Needed", "Allocated", "Unit", "Allocated of need", "Shortfall"),
        groups=tuple(
            RowGroup(
                head,
                tuple(
                    Row(
                        resource,
                        (
                            resource.needed,
                            resource.allocated,
                            resource.unit,
                            _figures(resource),
                            f"! {format_amount(resource.missing, resource.unit)}"
                            if resource.missing
                            else "",
                        ),
                    )
                    for resource in members
                ),
            )
            for head, members in groups
        ),
    )


def _legend() -> Element:
    missing = box(0, 0, 16, 12, fill("warn-tint"), stroke("warn"), round_=2, stroke_dasharray="3 2")
    return legend(
        [
            (box(0, 0, 16, 12, fill("bar-r"), round_=2), "allocated"),
            (box(0, 0, 16, 12, fill("warn"), round_=2), "allocated, with a shortfall (!)"),
            (missing, "shortfall"),
        ],
        2,
        0,
    )
