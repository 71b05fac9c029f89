"""A picture: the drawing, its description, and the same facts as a table."""

import re
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from ..model import Entity
from ..tables._table import Table
from ._drawing import PAGE, SVG, Element, element

_LEAST = 600
"""A picture of this width is as large as its frame."""


@dataclass(frozen=True)
class OutlineItem:
    """An entry of a nested list: a record, a note, and the entries below it."""

    record: Entity
    note: str = ""
    below: "tuple[OutlineItem, ...]" = ()


@dataclass(frozen=True)
class Picture:
    """A drawing together with its text alternatives."""

    name: str
    """Its name on a page: `organisation-chart`."""
    title: str
    """The title."""
    description: str
    """A description in a few sentences."""
    width: float
    height: float
    """Its size in pixels."""
    drawing: tuple[Element, ...]
    """The elements, from back to front."""
    facts: Table
    """The data of the drawing."""
    switch: str = ""
    """What a reader can add to the drawing by a switch; it has the class `aims-minor`."""
    outline: tuple[OutlineItem, ...] = ()
    """The drawing as a nested list, which takes its place on a phone."""

    @property
    def svg(self) -> Markup:
        """The drawing as inline SVG; the same data gives the same bytes."""
        title, words = f"picture-{self.name}-title", f"picture-{self.name}-description"
        root = element(
            "svg",
            element("title", self.title, id=title),
            element("desc", self.description, id=words),
            *self.drawing,
            width=self.width,
            height=self.height,
            # Smaller pictures would get huge letters; larger ones fill the frame as they are.
            class_="aims-scales" if _LEAST <= self.width <= PAGE else None,
        )
        root.set("viewBox", f"0 0 {root.get('width')} {root.get('height')}")
        # The role img would hide links from screen readers.
        has_links = root.find(f".//{{{SVG}}}a") is not None
        root.set("role", "group" if has_links else "img")
        root.set("aria-labelledby", title)
        root.set("aria-describedby", words)
        return Markup(etree.tostring(root, encoding="unicode"))


def element_name(words: str) -> str:
    """Return words as the id of an element."""
    return re.sub(r"[^\w]+", "-", words).strip("-").lower()
