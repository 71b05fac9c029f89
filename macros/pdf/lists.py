"""Lists of all sorts: of points, of steps, of names and values, of who mentions a record."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from .blocks import Block
from .brevity import IN_TABLE
from .lines import Lines
from .linking import words
from .notation import array, call, joined, literal
from .reading import BLOCKS

_IN_LINE, _STEPS = "aims-inline", "aims-steps"


@dataclass(kw_only=True)
class Lists(Lines):
    """Sets lists, one item after the other."""

    dense: bool = False
    """Whether facts and lists run on in one paragraph, below no heading of their own."""
    led: list[str] = field(default_factory=list)
    """What stands in front of the next paragraph, in the place of a heading."""

    def taken(self) -> list[str]:
        """Return what was to stand in front of the next paragraph, which begins now."""
        taken, self.led = self.led, []
        return taken

    def _list(self, element: HtmlElement) -> Iterator[Block]:
        items = [self._item(item) for item in element.iterchildren("li")]
        if element.tag == "ol":
            yield Block(call("OL", element.get("start", "1"), *items))
        else:
            tasks = element.xpath("./li//input[@type='checkbox']")
            yield Block(call("TASKS" if tasks else "UL", *items))

    def _item(self, item: HtmlElement) -> str:
        parts = list(item)
        step = _STEPS in (item.getparent().get("class") or "").split()
        between = [item.text, *(part.tail for part in parts)]
        flat = not any((text or "").strip() for text in between) and all(
            part.tag == "p" and not holds_blocks(part) for part in parts
        )
        if not (parts and flat and (step or len(parts) == 1)):
            return self._typesetter.flow(item)
        # Who does a step, what is to be done and what it leaves stand in one paragraph.
        front = ["lead-in" if "aims-actor" in part.get("class", "") else "j" for part in parts]
        lines = [joined(self.lines(part)) for part in parts]
        said = [
            call(n, *(['""'] if n != "j" else []), x) for n, x in zip(front, lines, strict=True)
        ]
        return joined(_spaced(said))

    def _inline_list(self, element: HtmlElement) -> Iterator[Block]:
        front, items = self.taken(), list(element.iterchildren("li"))
        name = "stacked" if self.in_table and len(items) < IN_TABLE else "run"
        run = call(name, *(self._item(item) for item in items))
        yield Block(call("P", *front, run) if front else run)

    def _links(self, element: HtmlElement) -> Iterator[Block]:
        front = self.taken()
        with self.quiet():
            items = [self._item(item) for item in element.iterchildren("li")]
        if self.dense and all(is_in_line(item) for item in element.iterchildren("li")):
            yield Block(call("P", *front, call("run", *items)))
        else:
            yield from self.alone(front)
            yield Block(call("UL", *items))

    def alone(self, front: list[str]) -> Iterator[Block]:
        """Yield what was to stand in front of a paragraph where none follows."""
        if front:
            yield Block(call("alone", *front), heading=True)

    def pairs(self, element: HtmlElement) -> str:
        """Return the names and values of a definition list as an array of pairs."""
        return array(f"({name}, {value})" for name, value, _ in self._named(element))

    def _named(self, element: HtmlElement) -> list[tuple[str, str, bool]]:
        """Return names and values of a definition list, and whether both stand in a line."""
        found: list[tuple[list[str], list[str], list[bool]]] = []
        for part in element.iter("dt", "dd"):
            if next(part.iterancestors("dl")) is not element:
                continue
            if not found or (part.tag == "dt" and found[-1][1]):
                found.append(([], [], []))
            (found[-1][0] if part.tag == "dt" else found[-1][1]).append(self._item(part))
            found[-1][2].append(is_in_line(part))
        return [
            (_each(names, "names"), _each(values, "values"), all(flat) and len(values) == 1)
            for names, values, flat in found
        ]

    def _definitions(self, element: HtmlElement) -> Iterator[Block]:
        yield Block(call("definitions", self.pairs(element)))

    def _facts(self, element: HtmlElement) -> Iterator[Block]:
        front = self.taken()
        with self.quiet():
            several = self._named(element)
        run = [f"({name}, {value})" for name, value, flat in several if flat]
        rest = [f"({name}, {value})" for name, value, flat in several if not flat]
        if run and self.dense:
            yield Block(call("P", *front, call("facts-run", array(run))))
        elif run:
            yield Block(call("facts-lines", array(run)))
        else:
            yield from self.alone(front)
        if rest:
            yield Block(call("facts", array(rest)))

    def _strip(self, element: HtmlElement) -> Iterator[Block]:
        with self.quiet():
            yield Block(call("strip", self.pairs(element)))

    def _mentions(self, element: HtmlElement) -> Iterator[Block]:
        """Yield who mentions a record, in as little room as can be."""
        heading = element.find("./h2")
        title = literal(words(heading)) if heading is not None else '""'
        with self.quiet():
            body = [self.pairs(part) for part in element.iter("dl")]
            rest = [] if body else [self._typesetter.flow(element, without=heading)]
        yield Block(call("mentions", title, array(body), *rest))


def _each(parts: list[str], several: str) -> str:
    """Return the only piece of code, or all of them, each on a line of its own."""
    return call(several, *parts) if len(parts) > 1 else joined(parts)


def _spaced(parts: list[str]) -> list[str]:
    """Return pieces of code with a space between one and the next."""
    return [code for part in parts for code in (part, '" "')][:-1]


def is_in_line(element: HtmlElement) -> bool:
    """Return whether what an element holds can stand in a line of a paragraph."""
    return not any(
        one.tag in BLOCKS and not (one.tag in ("ul", "li") and _inline(one))
        for one in element.iterdescendants()
    )


def holds_blocks(element: HtmlElement) -> bool:
    """Return whether an element that has its place in a line holds blocks all the same."""
    return any(one.tag in BLOCKS and one.tag != "svg" for one in element.iterdescendants())


def _inline(element: HtmlElement) -> bool:
    several = element if element.tag == "ul" else element.getparent()
    return several is not None and _IN_LINE in several.get("class", "").split()
