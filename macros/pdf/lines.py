"""What stands in a line: words, links, letters of a matrix, notes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from ..diagnostics import Finding
from . import pictures
from .linking import holds_notes
from .notation import BOUND, bound, breakable, call, joined, literal
from .reading import BLOCKS

if TYPE_CHECKING:
    from .typesetting import Typesetter

_UNPRINTABLE = ("iframe", "video", "audio", "canvas", "object", "embed", "math")
_WRAPPED = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("del", "s"), "strike"),
    **dict.fromkeys(("ins", "u"), "underline"),
    "mark": "highlight",
    "sub": "sub",
    "sup": "super",
    "small": "small",
    "q": "quoted",
}
ROOM_FOR_DAYS = 12
"""How many letters `15 September` takes."""
LONGEST_ID = 18
"""An id of so many letters stays on one line."""
_MONO = ("code", "kbd", "samp", "tt")


@dataclass(kw_only=True)
class Lines:
    """Sets what stands in a line, one text after the other."""

    room: int = 60
    """How many letters a word may have before it must be broken."""
    in_table: bool = False
    numbered: bool = True
    """Whether links are followed by the number of the page they lead to."""
    plain: bool = True
    """Whether the words stand as most do: neither raised nor slanted, nor in a heading."""
    linked: bool = True
    """Whether links are alive: a head that is repeated on each page must not hold any."""
    findings: list[Finding] = field(default_factory=list)
    notes: dict[str, HtmlElement] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Notes that were printed, and places whose page was told."""
    targets: set[str] = field(default_factory=set)
    """Places that links lead to."""
    placed: set[str] = field(default_factory=set)
    """Places that have their label: a head that is printed twice has it once."""

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Set what follows without the page numbers of its links."""
        before, self.numbered = self.numbered, False
        yield
        self.numbered = before

    @contextmanager
    def dressed(self) -> Iterator[None]:
        """Set what follows in another dress than most words have."""
        before, self.plain = self.plain, False
        yield
        self.plain = before

    def text(self, words: str) -> str:
        """Return the code of words; in a table, numbers stay with their words where they can."""
        together = self.in_table and self.room >= ROOM_FOR_DAYS
        return literal(breakable(bound(words) if together else words, self.room))

    def lines(self, element: HtmlElement) -> list[str]:
        """Return the code of all that stands in an element's lines."""
        found = [self.text(element.text)] if element.text else []
        for child in element:
            if isinstance(child.tag, str) and (code := self.line(child)):
                found.append(code)
            if child.tail:
                found.append(self.text(child.tail))
        return found

    def line(self, element: HtmlElement) -> str:
        """Return the code of one element in a line; nothing where there is nothing to print."""
        tag = element.tag
        if tag in _SPECIAL:
            return _SPECIAL[tag](self, element)
        if tag in _MONO:
            return call("mono", literal(breakable(element.text_content(), min(self.room, 40))))
        if tag in _UNPRINTABLE:
            self._typesetter.tell(f"<{tag}> cannot be printed", "pdf-page", "Say it in words.")
            return ""
        if tag in BLOCKS:
            return joined(block.code for block in self._typesetter.block(element))
        name = _WRAPPED.get(tag) or _of_class(element)
        if name == "id-of" and not len(element):
            id = element.text_content()
            whole = len(id) <= min(self.room, LONGEST_ID)
            return call(name, self.text(id.replace(" ", BOUND) if whole else id))
        with self.dressed() if tag in _WRAPPED else nullcontext():
            inner = self.lines(element)
        if tag == "b" and (letter := _letter(element)):
            framed = call("letter", literal(letter))
            return joined([framed, "gap()"]) if (element.tail or "").startswith(" ") else framed
        return call(name, joined(inner)) if name and inner else joined(inner) if inner else ""

    @property
    def _typesetter(self) -> "Typesetter":
        return self  # type: ignore[return-value]  # lines are only ever set inside a chapter

    def _link(self, element: HtmlElement) -> str:
        href = element.get("href", "")
        inner = self.lines(element) or ['""'] if href else []
        if href and not self.linked:
            return joined(inner)
        if href.startswith("#"):
            place = href[1:]
            self.targets.add(place)
            if not self.numbered or place in self.used or self._is_near(place):
                return call("to", literal(place), *inner)
            self.used.add(place)
            return call("see" if self.plain else "see-inline", literal(place), *inner)
        if href:
            return call("web", literal(href), *inner)
        place = self.place(element)
        return (
            joined([place, *self.lines(element)]) if place or len(element) or element.text else ""
        )

    def place(self, element: HtmlElement) -> str:
        """Return the code that makes an element's id a place to link to, the first time."""
        id = element.get("id", "")
        if not id or id in self.placed:
            return ""
        self.placed.add(id)
        return call("place-of", literal(id))

    def _is_near(self, place: str) -> bool:
        own = self._typesetter.chapter.anchor
        return place == own or place.startswith(f"{own}--")

    def _super(self, element: HtmlElement) -> str:
        """Return a raised text, or the note that a number leads to."""
        link = element.find("a") if element.tag == "sup" else element
        name = (link.get("href") or "").lstrip("#") if link is not None else ""
        if name not in self.notes:
            with self.dressed():
                return call("super", joined(self.lines(element)))
        if name in self.used:
            return f"footnote({call('label', literal(name))})"
        self.used.add(name)
        note = joined([literal(" "), self.note(self.notes[name])])
        return f"[#footnote({note})#{call('label', literal(name))}]"

    def note(self, note: HtmlElement) -> str:
        """Return the text of a note: its first paragraph begins beside the number."""
        for part in note.iter("p"):
            _trim(part)
        first = note[0] if len(note) and not (note.text or "").strip() else None
        if first is None or first.tag != "p":
            return self._typesetter.flow(note)
        rest = self._typesetter.flow(note, without=first)
        begun = joined(self.lines(first))
        return begun if rest == "[]" else joined([begun, "parbreak()", rest])

    def unreferenced(self) -> Iterator[str]:
        """Yield the notes that no number on the page leads to, each with its own."""
        for number, (name, note) in enumerate(self.notes.items(), start=1):
            if name not in self.used:
                yield call("unreferenced", literal(str(number)), self.note(note))

    def _keep_notes(self, article: HtmlElement) -> None:
        """Remember the notes at the end of an article: a book has them at the foot of the page."""
        holders = [one for one in article.iter("div", "section") if holds_notes(one)]
        self.notes = {note.get("id", ""): note for one in holders for note in one.iter("li")}
        self.notes.pop("", None)

    def _abbreviation(self, element: HtmlElement) -> str:
        """Return an abbreviation, the first time with what it stands for: paper shows no hint."""
        inner, meant = self.lines(element), " ".join((element.get("title") or "").split())
        if inner and meant and (known := f"abbr {element.text_content()} {meant}") not in self.used:
            self.used.add(known)
            inner.append(self.text(f" ({meant})"))
        return joined(inner) if inner else ""

    def _checkbox(self, element: HtmlElement) -> str:
        if element.get("type") != "checkbox":
            return ""
        return literal("☑ " if element.get("checked") is not None else "☐ ")

    def _break(self, element: HtmlElement) -> str:
        return "linebreak()"

    def _image(self, element: HtmlElement) -> str:
        return call("inline-picture", pictures.image(element, self._typesetter).code)

    def _drawing(self, element: HtmlElement) -> str:
        if element.get("aria-hidden") == "true":
            return ""
        return call("inline-picture", pictures.drawing(element, self._typesetter).code)


def _of_class(element: HtmlElement) -> str:
    """Return the piece of the template that a span's class asks for."""
    names = element.get("class", "").split()
    return next((_SPANS[name] for name in names if name in _SPANS), "")


_SPANS = {
    "aims-id": "id-of",
    "aims-status": "status",
    "aims-nothing": "nothing",
    "aims-slash": "slash",
}


def _trim(paragraph: HtmlElement) -> None:
    """Take away the space that stood before the link back to the text."""
    last = paragraph[-1] if len(paragraph) else None
    if last is None:
        paragraph.text = (paragraph.text or "").rstrip() or None
    else:
        last.tail = (last.tail or "").rstrip() or None


def _letter(element: HtmlElement) -> str:
    """Return the letter of a responsibility matrix that an element marks."""
    names = element.get("class", "").split()
    text = element.text_content().strip()
    return text if len(text) == 1 and f"aims-{text.lower()}" in names else ""


_SPECIAL: dict[str, Callable[[Lines, HtmlElement], str]] = {
    "a": Lines._link,
    "abbr": Lines._abbreviation,
    "sup": Lines._super,
    "br": Lines._break,
    "input": Lines._checkbox,
    "img": Lines._image,
    "svg": Lines._drawing,
}
