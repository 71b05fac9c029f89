"""The parts of a line: words, links, letters of a matrix, footnotes."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import get_args

from lxml.html import HtmlElement

from ..model._letters import Colour
from . import pictures
from .blocks import Block
from .context import Context
from .elements import BLOCKS, holds_blocks, holds_notes
from .notation import (
    NO_BREAK_SPACE,
    PAGE,
    PLACE,
    allow_breaks,
    bind_numbers,
    call,
    join,
    literal,
    set_direction,
    slot,
)

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
_SPANS = {
    "aims-id": "id-of",
    "aims-status": "status",
    "aims-nothing": "nothing",
    "aims-slash": "slash",
}
_COLOURS = tuple(f"aims-{colour}" for colour in get_args(Colour))
"""The classes of letters that have another colour than RACI gives them."""
ROOM_FOR_DAYS = 12
"""How many letters `15 September` takes."""
LONGEST_ID = 18
"""The length up to which an id stays on one line."""
_MONO = ("code", "kbd", "samp", "tt")


def text(context: Context, words: str) -> str:
    """Return the code of words; in a table, numbers stay with their words where they can."""
    together = context.in_table and context.room >= ROOM_FOR_DAYS
    return literal(allow_breaks(bind_numbers(words) if together else words, context.room))


def lines(context: Context, element: HtmlElement) -> list[str]:
    """Return the code of all that an element's lines hold."""
    found = [text(context, element.text)] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and (code := line(context, child)):
            found.append(code)
        if child.tail:
            found.append(text(context, child.tail))
    return found


def line(context: Context, element: HtmlElement) -> str:
    """Return the code of one element in a line; an empty text if nothing is printed."""
    tag = element.tag
    if tag in _SPECIAL:
        return _SPECIAL[tag](context, element)
    if tag in _MONO:
        return call("mono", literal(allow_breaks(element.text_content(), min(context.room, 40))))
    if tag in _UNPRINTABLE:
        context.report(f"<{tag}> cannot be printed", "pdf-page", "Say it in words.")
        return ""
    if tag in BLOCKS:
        return context.flow(element)
    name = _WRAPPED.get(tag) or _of_class(element)
    if name == "id-of" and not len(element):
        id = element.text_content()
        whole = len(id) <= min(context.room, LONGEST_ID)
        return call(name, text(context, id.replace(" ", NO_BREAK_SPACE) if whole else id))
    with context.styled() if tag in _WRAPPED else nullcontext():
        inner = lines(context, element)
    if tag == "b" and (letter := _letter(element)):
        colour = next((name for name in _COLOURS if name in element.classes), "")
        looks = {"colour": literal(colour.removeprefix("aims-"))} if colour else {}
        framed = call("letter", literal(letter), **looks)
        return join([framed, "gap()"]) if (element.tail or "").startswith(" ") else framed
    return call(name, join(inner)) if name and inner else join(inner) if inner else ""


def content(context: Context, element: HtmlElement, without: HtmlElement | None = None) -> str:
    """Return all that an element holds as one piece of content, but for the child `without`."""
    return join(
        part.code if isinstance(part, Block) else context.flow(part)
        for part in split(context, element, without)
    )


def split(
    context: Context, element: HtmlElement, without: HtmlElement | None = None
) -> Iterator[Block | HtmlElement]:
    """Yield the blocks that an element holds; lines between them as paragraphs, which are code."""
    run = [text(context, element.text)] if element.text else []
    written = element.text_content()
    blocks = {child for child in element if child.tag in BLOCKS or holds_blocks(child)}
    alone = not blocks - {without}
    for child in element:
        if child is not without and isinstance(child.tag, str):
            if child in blocks:
                yield from _paragraph(context, run, alone, written)
                run = []
                yield child
            elif code := line(context, child):
                run.append(code)
        if child.tail:
            run.append(text(context, child.tail))
    yield from _paragraph(context, run, alone, written)


def _paragraph(context: Context, run: list[str], alone: bool, written: str) -> Iterator[Block]:
    if run and all(code.startswith("place-of(") for code in run):
        yield Block(join(run), heading=True)
    elif any(code.strip('" ') for code in run):
        # Words that are all there is in an item or a cell need no paragraph around them.
        bare = alone and not context.lead_ins
        code = join(run) if bare else call("P", *context.pop_lead_in(), *run)
        yield Block(set_direction(code, written))


def anchor(context: Context, element: HtmlElement) -> str:
    """Return the code that makes an element's id a place to link to, the first time."""
    id = element.get("id", "")
    if not id or id in context.anchored:
        return ""
    context.anchored.add(id)
    return call("place-of", literal(id))


def keep_notes(context: Context, article: HtmlElement) -> None:
    """Remember the notes at the end of an article: a book has them at the foot of the page."""
    holders = [part for part in article.iter("div", "section") if holds_notes(part)]
    context.notes = {note.get("id", ""): note for part in holders for note in part.iter("li")}
    context.notes.pop("", None)


def unreferenced_notes(context: Context) -> Iterator[str]:
    """Yield the code of the notes that no number on the page leads to, each with its own."""
    for number, (name, note) in enumerate(context.notes.items(), start=1):
        if name not in context.used:
            yield call("unreferenced", literal(str(number)), _note(context, note))


def _note(context: Context, note: HtmlElement) -> str:
    """Return the text of a note: its first paragraph begins beside the number."""
    for part in note.iter("p"):
        _trim(part)
    first = note[0] if len(note) and not (note.text or "").strip() else None
    if first is None or first.tag != "p":
        return content(context, note)
    rest = content(context, note, without=first)
    beginning = join(lines(context, first))
    return beginning if rest == "[]" else join([beginning, "parbreak()", rest])


def _link(context: Context, element: HtmlElement) -> str:
    href = element.get("href", "")
    inner = lines(context, element) or ['""'] if href else []
    if href and not context.linked:
        return join(inner)
    if href.startswith("#"):
        target = href[1:]
        context.targets.add(target)
        if not context.numbered or target in context.used or _is_near(context, target):
            return call("to", slot(PLACE, target), *inner)
        context.used.add(target)
        if context.plain:
            return call("see", slot(PAGE, target), *inner)
        return call("see-inline", slot(PLACE, target), *inner)
    if href:
        return call("web", literal(href), *inner)
    own = anchor(context, element)
    holds_words = own or len(element) or element.text
    return join([own, *lines(context, element)]) if holds_words else ""


def _is_near(context: Context, target: str) -> bool:
    """Return whether a place is in the chapter that is being set."""
    own = context.chapter.anchor
    return target == own or target.startswith(f"{own}--")


def _superscript(context: Context, element: HtmlElement) -> str:
    """Return a raised text, or the note that a number leads to."""
    link = element.find("a") if element.tag == "sup" else element
    name = (link.get("href") or "").lstrip("#") if link is not None else ""
    if name not in context.notes:
        with context.styled():
            return call("super", join(lines(context, element)))
    if name in context.used:
        return f"footnote({call('label', literal(name))})"
    context.used.add(name)
    note = join([literal(" "), _note(context, context.notes[name])])
    return f"[#footnote({note})#{call('label', literal(name))}]"


def _abbreviation(context: Context, element: HtmlElement) -> str:
    """Return an abbreviation, the first time with its long form: paper shows no tooltip."""
    inner, long_form = lines(context, element), " ".join((element.get("title") or "").split())
    known = f"abbr {element.text_content()} {long_form}"
    if inner and long_form and known not in context.used:
        context.used.add(known)
        inner.append(text(context, f" ({long_form})"))
    return join(inner) if inner else ""


def _checkbox(context: Context, element: HtmlElement) -> str:
    if element.get("type") != "checkbox":
        return ""
    return literal("☑ " if element.get("checked") is not None else "☐ ")


def _line_break(context: Context, element: HtmlElement) -> str:
    return "linebreak()"


def _image(context: Context, element: HtmlElement) -> str:
    return call("inline-picture", pictures.image(context, element).code)


def _drawing(context: Context, element: HtmlElement) -> str:
    if element.get("aria-hidden") == "true":
        return ""
    return call("inline-picture", pictures.drawing(context, element).code)


def _of_class(element: HtmlElement) -> str:
    """Return the function of the template that a span's class asks for."""
    names = element.get("class", "").split()
    return next((_SPANS[name] for name in names if name in _SPANS), "")


def _trim(paragraph: HtmlElement) -> None:
    """Remove the space in front of the former link back to the text."""
    last = paragraph[-1] if len(paragraph) else None
    if last is None:
        paragraph.text = (paragraph.text or "").rstrip() or None
    else:
        last.tail = (last.tail or "").rstrip() or None


def _letter(element: HtmlElement) -> str:
    """Return the letter of a responsibility matrix that an element marks."""
    names = element.get("class", "").split()
    letter = element.text_content().strip()
    known = {f"aims-{letter.lower()}", *_COLOURS}
    return letter if len(letter) == 1 and not known.isdisjoint(names) else ""


_SPECIAL: dict[str, Callable[[Context, HtmlElement], str]] = {
    "a": _link,
    "abbr": _abbreviation,
    "sup": _superscript,
    "br": _line_break,
    "input": _checkbox,
    "img": _image,
    "svg": _drawing,
}
