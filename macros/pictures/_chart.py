"""Charts: marks, scales and axes as Vega describes them, drawn as elements of a picture.

Vega (`vl-convert-python` from PyPI) calculates ticks, positions and shapes. A colour is a name in
`_palette.py` and becomes its class. The same chart has the same bytes on every machine if nothing
in it depends on the width of the machine's fonts: no legend, no automatic size, no label limit.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from lxml import etree

from ..model import Entity
from ..program import MissingPackageError
from ._drawing import LEADING, Element, element
from ._palette import fill, stroke
from ._text import NORMAL, SMALL, fit, wrap

Spec = dict[str, Any]
"""A part of a chart, as https://vega.github.io/vega/docs/ describes it."""
_AXIS = {
    "aria": False,
    "domain": False,
    "grid": True,
    "gridColor": "line",
    "domainColor": "edge",
    "labelColor": "soft",
    "labelFontSize": SMALL,
    "labelLimit": 0,
    "labelPadding": 6,
    "tickColor": "edge",
    "ticks": False,
    "translate": 0,
}
_KEPT = {
    *("aria-hidden", "d", "transform", "x", "x1", "x2", "y", "y1", "y2"),
    *("dy", "font-size", "font-weight", "text-anchor"),
    *("stroke-dasharray", "stroke-linejoin", "stroke-width"),
}
_PLAIN = {
    "font-weight": "400",
    "stroke-width": "1",
    "text-anchor": "start",
    "transform": "translate(0,0)",
    "x1": "0",
    "x2": "0",
    "y1": "0",
    "y2": "0",
}
"""The defaults of SVG attributes."""
_FINE = re.compile(r"-?\d+(?:\.\d+(?:e[+-]?\d+)?|e[+-]?\d+)")
"""A number that is not whole."""


def chart(
    width: float, height: float, marks: Sequence[Spec], *, top: float = 0, **parts: object
) -> list[Element]:
    """Return the elements of a chart, made of marks and of `data`, `scales` and `axes`.

    `top` is the height of the space above it, for a legend; it is added to the height.

    Raises:
        NoVegaError: Vega is not installed.
    """
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": width,
        "height": height,
        "autosize": "none",
        "padding": {"top": top},
        "marks": marks,
    }
    return _convert(etree.fromstring(_vega_svg(json.dumps(_fit(spec | parts)))))


def data(name: str, rows: Iterable[Mapping[str, object]]) -> Spec:
    """Return the data of marks, one mark for each row."""
    return {"name": name, "values": [*rows]}


def chosen(name: str, source: str, where: str) -> Spec:
    """Return the rows of a source for which an expression is true."""
    return {"name": name, "source": source, "transform": [{"type": "filter", "expr": where}]}


def axis(scale: str, orient: str, **how: object) -> Spec:
    """Return a decorative axis: labels, and lines across the chart."""
    return {**_AXIS, "scale": scale, "orient": orient, **how}


def mark(kind: str, source: str | Spec = "", *inside: Spec, **look: Any) -> Spec:
    """Return marks, one for each row of their source; a group contains other marks.

    `look` sets the channels of Vega: to a value, or to a `field` of the row.
    """
    mark_spec: Spec = {"type": kind, "marks": inside} if inside else {"type": kind}
    if source:
        mark_spec["from"] = {"data": source} if isinstance(source, str) else {"facet": source}
    enter = {
        name: channel if isinstance(channel, dict) else {"value": channel}
        for name, channel in look.items()
    }
    return mark_spec | {"encode": {"enter": enter}}


def group(*inside: Spec, **look: Any) -> Spec:
    """Return marks as a group."""
    return mark("group", "", *inside, **look)


def text(
    of: str | Sequence[str], source: str | Spec = "", size: float = NORMAL, **look: Any
) -> Spec:
    """Return texts, which can have several lines.

    `of` is the lines, or an expression that finds them: `datum.title`, in a group `parent.title`.
    """
    half = size * LEADING / 2
    rise = (
        f"isArray({of}) ? (1 - length({of})) * {half} : 0"
        if isinstance(of, str)
        else str((1 - len(of)) * half)
    )
    usual: Spec = {
        "text": {"signal": of} if isinstance(of, str) else of,
        "dy": {"signal": rise} if look.get("baseline") == "middle" else 0,
        "fill": "ink",
        "fontSize": size,
        "lineHeight": size * LEADING,
    }
    return mark("text", source, **usual | look)


def chip(source: str, **look: Any) -> Spec:
    """Return small boxes with a few words that link to records."""
    return mark(
        "group",
        source,
        text(
            "parent.lines",
            size=SMALL,
            x={"field": {"group": "width"}, "mult": 0.5},
            y={"field": {"group": "height"}, "mult": 0.5},
            align="center",
            baseline="middle",
            fill="link",
        ),
        height=field("high"),
        fill="paper",
        stroke="edge",
        description=field("tooltip"),
        **look,
    )


def chip_of(words: str, wide: float, description: str) -> Spec:
    """Return the data of a chip of a width."""
    lines = wrap(words, wide - 6, SMALL)
    return {"lines": lines, "high": 24 if len(lines) == 1 else 36, "tooltip": description}


def scenery(made: Spec) -> Spec:
    """Return decorative marks, which a screen reader skips."""
    return made | {"aria": False}


def field(name: str, **how: object) -> Spec:
    """Return a channel with the value of a field, on a `scale` if one is named."""
    return {"field": name, **how}


def described(words: str, record: Entity | None = None) -> str:
    """Return the `description` of a mark: its words, and the record that it links to."""
    return f"{quote(record.address) if record else '-'} {words}"


def _fit(part: Any) -> Any:
    """Return a part of a chart without characters that XML forbids."""
    if isinstance(part, Mapping):
        return {name: _fit(inner) for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_fit(inner) for inner in part]
    return fit(part) if isinstance(part, str) else part


@lru_cache(maxsize=256)
def _vega_svg(spec: str) -> str:
    """Return the SVG of Vega for a chart; the result is cached."""
    try:
        from vl_convert import vega_to_svg
    except ImportError as error:
        raise MissingPackageError(
            "Vega is not installed (the package vl-convert-python)"
        ) from error
    return vega_to_svg(spec, allowed_base_urls=[])


def _convert(node: Element) -> list[Element]:
    """Return the SVG of Vega as our own elements, without empty ones."""
    name, kind = etree.QName(node).localname, node.get("class") or ""
    if kind == "background":
        return _ground(node)
    inside = [child_element for child in node for child_element in _convert(child)]
    if kind == "foreground" or not (inside or node.text or name in ("line", "path")):
        return []
    attributes = _attributes(node)
    if name == "svg" or (name == "g" and not attributes and not node.get("aria-label")):
        return inside
    made = element(name, *([node.text] if node.text else []), *inside, **attributes)
    for line in inside[:-1] if name == "text" else []:
        line.tail = " "  # Separates the lines for screen readers and for copying.
    return [_with_title(node, made)]


def _ground(node: Element) -> list[Element]:
    """Return the background of a group, if it is visible; in a link it is the target area."""
    parent = node.getparent()
    leads = parent is not None and (parent.get("aria-label") or "").startswith("/")
    attributes = _attributes(node)
    if leads:
        attributes["class"] = f"aims-node {attributes.get('class', '')}".strip()
        if "fill" in attributes:
            attributes["pointer-events"] = "all"
    del attributes["aria-hidden"]
    # Vega draws a path: left, top, width, height.
    x, y, width, height, *_ = re.findall(r"[-.\d]+", attributes.pop("d"))
    sides = {"x": x, "y": y, "width": width, "height": height, "rx": 4}
    return [element("rect", **sides, **attributes)] if "class" in attributes else []


def _attributes(node: Element) -> dict[str, str]:
    """Return the attributes of an element that we keep, with colours as classes."""
    attributes, paint, line = {}, node.get("fill", "none"), node.get("stroke", "none")
    for name, value in node.items():
        if name in _KEPT and (line != "none" or not name.startswith("stroke")):
            text_value = _FINE.sub(_rounded, str(value).removesuffix("px"))
            if text_value and _PLAIN.get(name) != text_value:
                attributes[name] = text_value
    classes = [of(name) for of, name in ((fill, paint), (stroke, line)) if name != "none"]
    if classes:
        attributes["class"] = " ".join(classes)
    if etree.QName(node).localname == "path" and paint == "none":
        attributes["fill"] = "none"
    return attributes


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1) + 0:.10g}"


def _with_title(node: Element, made: Element) -> Element:
    """Return an element with its words as a title, and as a link if it has a target."""
    where, _, words = (node.get("aria-label") or "").partition(" ")
    if not where:
        return made
    inside = [*made] if made.tag.endswith("}g") else [made]
    around = {"transform": made.get("transform")} if made.tag.endswith("}g") else {}
    if where == "-":
        return element("g", element("title", words), *inside, **around)
    return element("a", element("title", words), *inside, href=where, **around)
