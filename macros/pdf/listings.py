"""Blocks of code as the site shows them: lines, numbers, title, highlighted lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from .elements import words
from .notation import allow_breaks, array, call, literal

_NUMBERS = "linenos"
"""The class of line numbers, in a cell of their own or in each line."""
_MARKED = "hll"
_TITLE = './/*[contains(concat(" ", @class, " "), " filename ")]'
LONGEST = 80
"""A word of more letters than this is broken at the end of a line."""


def is_listing(element: HtmlElement) -> bool:
    """Return whether an element is a block of code, or the frame around one."""
    if element.tag == "pre":
        return True
    return element.tag in ("div", "figure", "table") and element.find(".//pre") is not None


@dataclass
class Listing:
    """The lines of a block of code, each with its number if it has one."""

    lines: list[str] = field(default_factory=lambda: [""])
    numbers: list[str] = field(default_factory=lambda: [""])
    marked: set[int] = field(default_factory=set)
    """Which lines are highlighted; the first is 1."""

    @classmethod
    def of(cls, element: HtmlElement) -> "Listing":
        """Return the lines of a `pre`."""
        found = cls()
        found._read(element, marked=False)
        while len(found.lines) > 1 and not found.lines[-1].strip():
            found.lines.pop()
        return found

    def code(self, title: str, numbers: list[str]) -> str:
        """Return it as Typst code, below a title.

        `numbers` are the line numbers beside it; if there are none, its own are used.
        """
        shown = numbers or [number.strip() for number in self.numbers[: len(self.lines)]]
        marked = [str(line) for line in sorted(self.marked) if line <= len(self.lines)]
        return call(
            "listing",
            literal(allow_breaks("\n".join(self.lines), LONGEST)),
            title=literal(title) if title else None,
            numbers=array(literal(number) for number in shown) if any(shown) else None,
            marked=array(marked) if marked else None,
        )

    def _read(self, element: HtmlElement, marked: bool) -> None:
        if element.tag == "br":
            self._add("\n", marked)
        elif _NUMBERS in element.get("class", "").split():
            self.numbers[-1] = element.get("data-linenos") or element.text_content()
            return
        marked = marked or element.tag == "mark" or _MARKED in element.get("class", "").split()
        self._add(element.text, marked)
        for child in element:
            if isinstance(child.tag, str):
                self._read(child, marked)
            self._add(child.tail, marked)

    def _add(self, text: str | None, marked: bool) -> None:
        """Add a text, which may go over several lines."""
        for number, part in enumerate((text or "").split("\n")):
            if number:
                self.lines.append("")
                self.numbers.append("")
            self.lines[-1] += part
            if marked and part:
                self.marked.add(len(self.lines))


def listings(element: HtmlElement) -> Iterator[str]:
    """Yield the Typst code of each `pre` in an element, with the line numbers beside it."""
    named = element.xpath(_TITLE)
    title = words(named[0]) if named else ""
    numbers: list[str] = []
    for pre in [element] if element.tag == "pre" else element.iter("pre"):
        if any(_NUMBERS in cell.get("class", "").split() for cell in pre.iterancestors("td")):
            numbers = [line.strip() for line in pre.text_content().split("\n")]
            continue
        yield Listing.of(pre).code(title, numbers)
        title, numbers = "", []
