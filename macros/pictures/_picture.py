"""A picture: what is drawn, what it shows in words, and the same facts as a table."""

import re
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from ..tables._table import Table
from ._drawing import SVG, Element, element


@dataclass(frozen=True)
class Picture:
    """A drawing together with its text alternatives."""

    name: str
    """What it is known by on a page: `organisation-chart`."""
    title: str
    """What it is called."""
    description: str
    """What it shows, in a few sentences."""
    width: float
    height: float
    """Its size in pixels, at which its texts are meant to be read."""
    drawing: tuple[Element, ...]
    """What is drawn, back to front."""
    facts: Table
    """The facts it is drawn from."""

    @property
    def svg(self) -> Markup:
        """The drawing as inline SVG, the same bytes for the same facts."""
        title, words = f"picture-{self.name}-title", f"picture-{self.name}-description"
        root = element(
            "svg",
            element("title", self.title, id=title),
            element("desc", self.description, id=words),
            *self.drawing,
            width=self.width,
            height=self.height,
        )
        root.set("viewBox", f"0 0 {root.get('width')} {root.get('height')}")
        # The role img would hide the links in it from screen readers.
        has_links = root.find(f".//{{{SVG}}}a") is not None
        root.set("role", "group" if has_links else "img")
        root.set("aria-labelledby", title)
        root.set("aria-describedby", words)
        return Markup(etree.tostring(root, encoding="unicode"))


def element_name(words: str) -> str:
    """Return words as they can stand in the id of an element."""
    return re.sub(r"[^\w]+", "-", words).strip("-").lower()
