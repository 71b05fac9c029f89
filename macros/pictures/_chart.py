"""Charts: marks, scales and axes in the words of Vega in, elements of a picture out.

The engine is Vega (`vl-convert-python` from PyPI): it finds ticks, places and shapes. A colour is
the name of one in `_palette.py`, and becomes its class. The same chart is the same bytes on every
machine as long as nothing in it is placed by how wide the machine's fonts are: no legend, no size
that fits itself to what is drawn, no limit to a label.
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
"""What an SVG means where nothing is said."""
_FINE = re.compile(r"-?\d+(?:\.\d+(?:e[+-]?\d+)?|e[+-]?\d+)")
"""A number that is not whole."""


def chart(
    width: float, height: float, marks: Sequence[Spec], *, top: float = 0, **parts: object
) -> list[Element]:
    """Return the elements of a chart, made of marks and of `data`, `scales` and `axes`.

    The room above it, in which a legend can stand, comes in addition to its height.
    """
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": width,
        "height": height,
        "autosize": "none",
        "padding": {"top": top},
        "marks": marks,
    }
    return _taken(etree.fromstring(_drawn(json.dumps(_fit(spec | parts)))))


def data(name: str, rows: Iterable[Mapping[str, object]]) -> Spec:
    """Return the facts of which marks are made, one for each row."""
    return {"name": name, "values": [*rows]}


def chosen(name: str, source: str, where: str) -> Spec:
    """Return those rows of others for which an expression holds."""
    return {"name": name, "source": source, "transform": [{"type": "filter", "expr": where}]}


def axis(scale: str, orient: str, **how: object) -> Spec:
    """Return an axis, which is only looked at: labels, and lines across the chart."""
    return {**_AXIS, "scale": scale, "orient": orient, **how}


def mark(kind: str, source: str | Spec = "", *inside: Spec, **look: Any) -> Spec:
    """Return marks, one for each row of their source; a group has others inside.

    Their look is what Vega calls channels: a value, or by `field` and the like where it is from.
    """
    made: Spec = {"type": kind, "marks": inside} if inside else {"type": kind}
    if source:
        made["from"] = {"data": source} if isinstance(source, str) else {"facet": source}
    enter = {name: one if isinstance(one, dict) else {"value": one} for name, one in look.items()}
    return made | {"encode": {"enter": enter}}


def group(*inside: Spec, **look: Any) -> Spec:
    """Return marks as one."""
    return mark("group", "", *inside, **look)


def text(
    of: str | Sequence[str], source: str | Spec = "", size: float = NORMAL, **look: Any
) -> Spec:
    """Return texts, in lines where they are several; with `baseline="middle"` around their places.

    They are these lines, or what an expression finds: `datum.title`, in a group `parent.title`.
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
    """Return small boxes with a word or two, each in its `lines`, `high` enough, that lead away."""
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
        description=field("told"),
        **look,
    )


def chip_of(words: str, wide: float, tells: str) -> Spec:
    """Return the facts of a chip, so wide."""
    lines = wrap(words, wide - 6, SMALL)
    return {"lines": lines, "high": 24 if len(lines) == 1 else 36, "told": tells}


def scenery(made: Spec) -> Spec:
    """Return marks as what is only looked at, which a screen reader passes over."""
    return made | {"aria": False}


def field(name: str, **how: object) -> Spec:
    """Return a channel that is from a field, on a `scale` if one is named."""
    return {"field": name, **how}


def described(words: str, record: Entity | None = None) -> str:
    """Return the `description` of a mark: what it tells, and the record to which it leads."""
    return f"{quote(record.address) if record else '-'} {words}"


def _fit(part: Any) -> Any:
    """Return a part of a chart without the characters that no XML may hold."""
    if isinstance(part, Mapping):
        return {name: _fit(one) for name, one in part.items()}
    if isinstance(part, list | tuple):
        return [_fit(one) for one in part]
    return fit(part) if isinstance(part, str) else part


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    """Return what Vega draws; it is started by the first chart, and asked for nothing twice."""
    try:
        from vl_convert import vega_to_svg
    except ImportError as error:
        raise MissingPackageError(
            "Vega is not installed (the package vl-convert-python)"
        ) from error
    return vega_to_svg(spec, allowed_base_urls=[])


def _taken(node: Element) -> list[Element]:
    """Return what Vega has drawn as our own elements, without those that hold or show nothing."""
    name, kind = etree.QName(node).localname, node.get("class") or ""
    if kind == "background":
        return _ground(node)
    inside = [one for child in node for one in _taken(child)]
    if kind == "foreground" or not (inside or node.text or name in ("line", "path")):
        return []
    attributes = _attributes(node)
    if name == "svg" or (name == "g" and not attributes and not node.get("aria-label")):
        return inside
    made = element(name, *([node.text] if node.text else []), *inside, **attributes)
    for line in inside[:-1] if name == "text" else []:
        line.tail = " "  # Read out or copied, the lines are words apart.
    return [_telling(node, made)]


def _ground(node: Element) -> list[Element]:
    """Return what is behind a group, if it shows; in a link it is there to be hit."""
    parent = node.getparent()
    leads = parent is not None and (parent.get("aria-label") or "").startswith("/")
    attributes = _attributes(node)
    if leads:
        attributes["class"] = f"aims-node {attributes.get('class', '')}".strip()
        if "fill" in attributes:
            attributes["pointer-events"] = "all"
    del attributes["aria-hidden"]
    # Vega draws a path: left and top, then along the width and down the height.
    x, y, width, height, *_ = re.findall(r"[-.\d]+", attributes.pop("d"))
    sides = {"x": x, "y": y, "width": width, "height": height, "rx": 4}
    return [element("rect", **sides, **attributes)] if "class" in attributes else []


def _attributes(node: Element) -> dict[str, str]:
    """Return what is kept of an element's attributes, its colours as classes."""
    kept, paint, line = {}, node.get("fill", "none"), node.get("stroke", "none")
    for name, value in node.items():
        if name in _KEPT and (line != "none" or not name.startswith("stroke")):
            said = _FINE.sub(_rounded, str(value).removesuffix("px"))
            if said and _PLAIN.get(name) != said:
                kept[name] = said
    classes = [of(name) for of, name in ((fill, paint), (stroke, line)) if name != "none"]
    if classes:
        kept["class"] = " ".join(classes)
    if etree.QName(node).localname == "path" and paint == "none":
        kept["fill"] = "none"
    return kept


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1) + 0:.10g}"


def _telling(node: Element, made: Element) -> Element:
    """Return an element with its words as a title, and as a link where it leads somewhere."""
    where, _, words = (node.get("aria-label") or "").partition(" ")
    if not where:
        return made
    inside = [*made] if made.tag.endswith("}g") else [made]
    around = {"transform": made.get("transform")} if made.tag.endswith("}g") else {}
    if where == "-":
        return element("g", element("title", words), *inside, **around)
    return element("a", element("title", words), *inside, href=where, **around)
