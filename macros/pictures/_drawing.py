"""Shapes, texts and links, the elements of pictures.

Colours are classes (see `_palette.py`), everything else is an attribute of the SVG, because a
strict Content-Security-Policy forbids style elements and style attributes. lxml escapes all texts.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from lxml import etree

from ..manual.labels import plain_label
from ..model import Entity
from ._palette import fill, stroke
from ._text import NORMAL, SMALL, fit, width

SVG = "http://www.w3.org/2000/svg"
_NAMESPACES: Any = {None: SVG}
LEADING = 1.25
PAGE = 688.0
"""The width of a picture that fits on a page without scrolling."""
Element = etree._Element
Point = tuple[float, float]


def element(name: str, *inside: Element | str, **attributes: object) -> Element:
    """Return an SVG element; `class_` becomes `class`, `aria_label` becomes `aria-label`."""
    made = etree.Element(f"{{{SVG}}}{name}", nsmap=_NAMESPACES)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("_", "-"), _attribute_text(value))
    for child in inside:
        if isinstance(child, str):
            made.text = fit(child)
        else:
            made.append(child)
    return made


def _attribute_text(value: object) -> str:
    return f"{round(value, 1):.10g}" if isinstance(value, int | float) else fit(str(value))


def group(*inside: Element, **attributes: object) -> Element:
    """Return elements as a group."""
    return element("g", *inside, **attributes)


def scenery(*inside: Element) -> Element:
    """Return decorative elements, such as axes, which a screen reader skips."""
    return element("g", *inside, aria_hidden="true")


def titled(words: str, *inside: Element) -> Element:
    """Return elements with a tooltip."""
    return element("g", element("title", words), *inside)


def link_to(record: Entity, *inside: Element, words: str = "", **attributes: object) -> Element:
    """Return elements as a link to a record, named by its title or other words."""
    title = element("title", words or plain_label(record))
    return element("a", title, *inside, href=quote(record.address), **attributes)


def box(
    x: float, y: float, w: float, h: float, *classes: str, round_: float = 4, **attributes: object
) -> Element:
    """Return a rectangle."""
    size = {"x": x, "y": y, "width": max(w, 0), "height": max(h, 0)}
    return element("rect", class_=" ".join(classes), rx=round_, **size, **attributes)


def target(x: float, y: float, w: float, h: float) -> Element:
    """Return the invisible target area of a link; its edge is visible with the focus."""
    return element(
        "rect",
        class_="aims-node",
        x=x,
        y=y,
        width=w,
        height=h,
        rx=3,
        fill="none",
        pointer_events="all",
    )


def line(start: Point, end: Point, paint: str = "line", **attributes: object) -> Element:
    """Return a straight line."""
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return element("line", class_=stroke(paint), **ends, **attributes)


def path(d: Iterable[str | float], *classes: str, **attributes: object) -> Element:
    """Return a path; without a fill class, it is a line."""
    filled = any(name.startswith("aims-fill") for name in classes)
    return element(
        "path",
        class_=" ".join(classes),
        fill=None if filled else "none",
        d=" ".join(part if isinstance(part, str) else _attribute_text(part) for part in d),
        **attributes,
    )


def label(
    lines: str | Sequence[str],
    x: float,
    y: float,
    size: float = NORMAL,
    *,
    paint: str = "ink",
    anchor: str = "start",
    bold: bool = False,
    **attributes: object,
) -> Element:
    """Return a text with its first baseline at `y`; further lines follow below."""
    all_lines = [lines] if isinstance(lines, str) else list(lines)
    set_in = {
        "class_": fill(paint),
        "font_size": size,
        "font_weight": 600 if bold else None,
        "text_anchor": None if anchor == "start" else anchor,
    } | attributes
    if len(all_lines) == 1:
        return element("text", all_lines[0], x=x, y=y, **set_in)
    spans = [
        element("tspan", text, x=x, y=y + number * size * LEADING)
        for number, text in enumerate(all_lines)
    ]
    for span in spans[:-1]:
        span.tail = " "  # Separates the lines for screen readers and for copying.
    return element("text", *spans, **set_in)


def middle(lines: Sequence[str], x: float, y: float, size: float, **how: object) -> Element:
    """Return a text of several lines with its middle at `y`."""
    first = y + size * 0.36 - (len(lines) - 1) * size * LEADING / 2
    return label(lines, x, first, size, **how)  # type: ignore[arg-type]  # passed on as it is


def legend(items: Sequence[tuple[Element, str]], y: float, x: float = 0) -> Element:
    """Return samples of 16 by 12 pixels, drawn at (0, 0), with their meaning."""
    made = []
    for sample, words in items:
        sample.set("transform", f"translate({_attribute_text(x)} {_attribute_text(y)})")
        made += [sample, label(words, x + 22, y + 10, SMALL, paint="soft")]
        x += 22 + width(words, SMALL) + 18
    return scenery(*made)


def more(count: int, x: float, y: float, **how: object) -> Element:
    """Return the number of records that are not shown."""
    return label(f"and {count} more", x, y, SMALL, paint="soft", **how)  # type: ignore[arg-type]  # passed on
