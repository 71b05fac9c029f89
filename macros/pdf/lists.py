"""Lists: of points, of steps, of names and values, of the records that mention a record."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from .blocks import Block
from .brevity import IN_TABLE
from .context import Context, lead_in_block
from .elements import holds_blocks, is_in_line, words
from .lines import content, lines
from .notation import array, call, join, literal

_STEPS = "aims-steps"
_START = re.compile("[0-9]{1,9}")
"""The number of a first item. Anything else a page says there could be code."""


def plain_list(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield a list of points, of tasks or of numbered items."""
    items = [_item(context, item) for item in element.iterchildren("li")]
    if element.tag == "ol":
        start = element.get("start", "").strip()
        yield Block(call("OL", start if _START.fullmatch(start) else "1", *items))
    else:
        tasks = element.xpath("./li//input[@type='checkbox']")
        yield Block(call("TASKS" if tasks else "UL", *items))


def inline_list(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield a list whose items are set in one line; in a cell, a few are set below each other."""
    front, items = context.pop_lead_in(), list(element.iterchildren("li"))
    name = "stacked" if context.in_table and len(items) < IN_TABLE else "run"
    run = call(name, *(_item(context, item) for item in items))
    yield Block(call("P", *front, run) if front else run)


def links(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield a list of links, in one paragraph if the chapter is dense."""
    front = context.pop_lead_in()
    with context.without_page_numbers():
        items = [_item(context, item) for item in element.iterchildren("li")]
    if context.dense and all(is_in_line(item) for item in element.iterchildren("li")):
        yield Block(call("P", *front, call("run", *items)))
    else:
        yield from lead_in_block(front)
        yield Block(call("UL", *items))


def definitions(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield a definition list."""
    yield Block(call("definitions", pairs(context, element)))


def facts(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield facts: those of one line each together, the others in a grid."""
    front = context.pop_lead_in()
    with context.without_page_numbers():
        found = _named_values(context, element)
    short = [f"({name}, {value})" for name, value, flat in found if flat]
    rest = [f"({name}, {value})" for name, value, flat in found if not flat]
    if short and context.dense:
        run = call("facts-run", array(short))
        yield Block(call("P", *front, run), sticky_code=call("SP", *front, run))
    elif short:
        yield Block(call("facts-lines", array(short)))
    else:
        yield from lead_in_block(front)
    if rest:
        yield Block(call("facts", array(rest)))


def strip(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield the strip of facts below the title of a record."""
    with context.without_page_numbers():
        yield Block(call("strip", pairs(context, element)))


def mentions(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield the records that mention a record, in little room."""
    heading = element.find("./h2")
    title = literal(words(heading)) if heading is not None else '""'
    with context.without_page_numbers():
        body = [pairs(context, part) for part in element.iter("dl")]
        rest = [] if body else [content(context, element, without=heading)]
    yield Block(call("mentions", title, array(body), *rest))


def pairs(context: Context, element: HtmlElement) -> str:
    """Return the names and values of a definition list as an array of pairs."""
    named = _named_values(context, element)
    return array(f"({name}, {value})" for name, value, _ in named)


def _named_values(context: Context, element: HtmlElement) -> list[tuple[str, str, bool]]:
    """Return the names and values of a definition list, and whether both fit in a line."""
    found: list[tuple[list[str], list[str], list[bool]]] = []
    for part in element.iter("dt", "dd"):
        if next(part.iterancestors("dl")) is not element:
            continue
        if not found or (part.tag == "dt" and found[-1][1]):
            found.append(([], [], []))
        (found[-1][0] if part.tag == "dt" else found[-1][1]).append(_item(context, part))
        found[-1][2].append(is_in_line(part))
    return [
        (_each(names, "names"), _each(values, "values"), all(flat) and len(values) == 1)
        for names, values, flat in found
    ]


def _item(context: Context, item: HtmlElement) -> str:
    parts = list(item)
    step = _STEPS in (item.getparent().get("class") or "").split()
    between = [item.text, *(part.tail for part in parts)]
    flat = not any((text or "").strip() for text in between) and all(
        part.tag == "p" and not holds_blocks(part) for part in parts
    )
    if not (parts and flat and (step or len(parts) == 1)):
        return content(context, item)
    # The role of a step, its task and its record are set in one paragraph.
    paragraphs = []
    for part in parts:
        code = join(lines(context, part))
        is_actor = "aims-actor" in part.get("class", "")
        paragraphs.append(call("lead-in", '""', code) if is_actor else call("j", code))
    return join(_spaced(paragraphs))


def _each(parts: list[str], function: str) -> str:
    """Return the only piece of code, or a call of a function that begins a line with each."""
    return call(function, *parts) if len(parts) > 1 else join(parts)


def _spaced(parts: list[str]) -> list[str]:
    """Return pieces of code with a space between one and the next."""
    return [code for part in parts for code in (part, '" "')][:-1]
