"""Shapes, texts and links, from which pictures are put together.

Colours are classes (see `_palette.py`), all else are attributes of the SVG: a strict
Content-Security-Policy refuses style elements and style attributes. lxml escapes every text.
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
"""How wide a picture may be to stand on a page without being moved sideways."""
Element = etree._Element
Point = tuple[float, float]


def element(name: str, *inside: Element | str, **attributes: object) -> Element:
    """Return an SVG element; `class_` stands for `class`, `aria_label` for `aria-label`."""
    made = etree.Element(f"{{{SVG}}}{name}", nsmap=_NAMESPACES)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("_", "-"), _spelt(value))
    for one in inside:
        if isinstance(one, str):
            made.text = fit(one)
        else:
            made.append(one)
    return made


def _spelt(value: object) -> str:
    return f"{round(value, 1):.10g}" if isinstance(value, int | float) else fit(str(value))


def group(*inside: Element, **attributes: object) -> Element:
    """Return several elements as one."""
    return element("g", *inside, **attributes)


def scenery(*inside: Element) -> Element:
    """Return what is only looked at: axes and grids, which a screen reader passes over."""
    return element("g", *inside, aria_hidden="true")


def titled(words: str, *inside: Element) -> Element:
    """Return elements that tell these words when they are pointed at."""
    return element("g", element("title", words), *inside)


def link_to(record: Entity, *inside: Element, words: str = "", **attributes: object) -> Element:
    """Return elements that lead to the page of a record, named by its title or by these words."""
    title = element("title", words or plain_label(record))
    return element("a", title, *inside, href=quote(record.address), **attributes)


def box(
    x: float, y: float, w: float, h: float, *classes: str, round_: float = 4, **attributes: object
) -> Element:
    """Return a rectangle."""
    size = {"x": x, "y": y, "width": max(w, 0), "height": max(h, 0)}
    return element("rect", class_=" ".join(classes), rx=round_, **size, **attributes)


def target(x: float, y: float, w: float, h: float) -> Element:
    """Return the unseen area in which a link can be hit; its edge shows when it has the focus."""
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
    """Return a path; without a class that fills it, it is a line."""
    filled = any(name.startswith("aims-fill") for name in classes)
    return element(
        "path",
        class_=" ".join(classes),
        fill=None if filled else "none",
        d=" ".join(part if isinstance(part, str) else _spelt(part) for part in d),
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
    """Return a text whose first line stands on `y`; further lines follow below it."""
    several = [lines] if isinstance(lines, str) else list(lines)
    set_in = {
        "class_": fill(paint),
        "font_size": size,
        "font_weight": 600 if bold else None,
        "text_anchor": None if anchor == "start" else anchor,
    } | attributes
    if len(several) == 1:
        return element("text", several[0], x=x, y=y, **set_in)
    spans = [
        element("tspan", one, x=x, y=y + number * size * LEADING)
        for number, one in enumerate(several)
    ]
    for span in spans[:-1]:
        span.tail = " "  # Read out or copied, the lines are words apart.
    return element("text", *spans, **set_in)


def middle(lines: Sequence[str], x: float, y: float, size: float, **how: object) -> Element:
    """Return a text of several lines whose middle stands on `y`."""
    first = y + size * 0.36 - (len(lines) - 1) * size * LEADING / 2
    return label(lines, x, first, size, **how)  # type: ignore[arg-type]  # passed on as it is


def legend(items: Sequence[tuple[Element, str]], y: float, x: float = 0) -> Element:
    """Return samples of 16 by 12 pixels, drawn at (0, 0), each with what it stands for."""
    made = []
    for sample, words in items:
        sample.set("transform", f"translate({_spelt(x)} {_spelt(y)})")
        made += [sample, label(words, x + 22, y + 10, SMALL, paint="soft")]
        x += 22 + width(words, SMALL) + 18
    return scenery(*made)


def more(count: int, x: float, y: float, **how: object) -> Element:
    """Return how many there are besides those that are shown."""
    return label(f"and {count} more", x, y, SMALL, paint="soft", **how)  # type: ignore[arg-type]  # passed on
