"""The code of an article: every text a literal, every element a function of the template."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml.html import HtmlElement

from . import listings, lists, pictures, tables
from .article import Reading
from .blocks import Block, ListEntry
from .book import Chapter, ChapterLayout
from .context import Context, lead_in_block
from .elements import holds_blocks, holds_notes, words
from .lines import content, keep_notes, lines, split, unreferenced_notes
from .notation import call, join, literal, set_direction


def new_context(chapter: Chapter, site: Path) -> Context:
    """Return the state at the beginning of a chapter."""

    def flow(element: HtmlElement) -> str:
        """Return the code of all blocks that an element becomes."""
        return join(block.code for block in _blocks(context, element))

    context = Context(chapter=chapter, site=site, flow=flow)
    return context


def article_blocks(context: Context, reading: Reading) -> list[Block]:
    """Return the blocks of an article, in their order."""
    if reading.article is None:
        return []
    keep_notes(context, reading.article)
    context.dense = context.chapter.layout is ChapterLayout.ENTRY
    context.numbered = not context.dense
    blocks = [*_children(context, reading.article, top=True), *lead_in_block(context.pop_lead_in())]
    blocks += [Block(code) for code in unreferenced_notes(context)]
    if not context.dense:
        return blocks
    # The facts of an entry are not left alone at the foot of a page.
    return [*(_make_sticky(block) for block in blocks[:-1]), *blocks[-1:]]


def chapter_heading(context: Context, inner: Iterable[str] = (), text: str = "") -> Block:
    """Return the heading of the chapter.

    `inner` is the code of its words and `text` the words; default: the title of the chapter.
    """
    chapter = context.chapter
    # An id says nothing about the direction of the title after it.
    directing = (text or chapter.title).strip().removeprefix(chapter.id)
    label = literal(chapter.anchor)
    shown = list(inner) or [literal(chapter.title)]
    if chapter.layout is ChapterLayout.ENTRY:
        code = call("E", str(chapter.depth), label, *shown)
        return Block(set_direction(code, directing), heading=True, title=True)
    numbered = chapter.numbered and not (chapter.kind and chapter.depth > 1)
    code = call("T", str(chapter.depth), label, "true" if numbered else "false", *shown)
    return Block(set_direction(code, directing), heading=True, title=True)


def _children(context: Context, element: HtmlElement, top: bool = False) -> Iterator[Block]:
    """Yield the blocks that an element holds; `top` says whether it may have landscape pages."""
    for part in split(context, element):
        if isinstance(part, Block):
            yield part
        else:
            yield from _blocks(context, part, top)


def _blocks(context: Context, element: HtmlElement, top: bool = False) -> Iterator[Block]:
    """Yield the blocks that an element of HTML becomes."""
    if context.lead_ins and not _takes_lead_in(element):
        yield from lead_in_block(context.pop_lead_in())
    for name in element.get("class", "").split():
        if name in _BY_CLASS and _FITTING.get(name, _always)(element):
            yield from _BY_CLASS[name](context, element)
            return
    if element.tag in _BY_TAG:
        yield from _BY_TAG[element.tag](context, element)
    elif element.tag == "table":
        yield from _table(context, element, element, top)
    elif element.tag == "svg":
        yield _picture(context, pictures.drawing(context, element), "", top)
    elif element.tag == "figure":
        yield from _figure(context, element, top)
    else:
        yield from _children(context, element, top)


def _heading(context: Context, element: HtmlElement) -> Iterator[Block]:
    level = int(element.get("data-level", "6"))
    if element.tag == "h1":
        yield chapter_heading(context, _title_lines(context, element), element.text_content())
        return
    id = element.get("id", "")
    label = literal(id if id not in context.anchored else "")
    context.anchored.add(id)
    if context.dense:
        context.lead_ins.append(call("lead-in", label, *_title_lines(context, element)))
        return
    # Three levels of bookmarks lead to what people wrote; a record is one bookmark.
    marked = "true" if not context.chapter.kind and level <= 3 else "false"
    code = call("H", str(level), label, marked, *_title_lines(context, element))
    yield Block(set_direction(code, element.text_content()), heading=True)


def _title_lines(context: Context, element: HtmlElement) -> list[str]:
    """Return the lines of a heading, which the contents and the bookmarks repeat."""
    with context.styled():
        return lines(context, element)


def _text_paragraph(context: Context, element: HtmlElement) -> Iterator[Block]:
    if holds_blocks(element):
        yield from _children(context, element)
        return
    names = element.get("class", "").split()
    style = next((name for name in names if name in _PARAGRAPHS), "")
    front, inner = context.pop_lead_in(), lines(context, element)
    if inner and (context.dense or not style):
        yield Block(set_direction(call("P", *front, *inner), element.text_content()))
    elif inner:
        code = set_direction(call(_PARAGRAPHS[style], *inner), element.text_content())
        yield Block(code, heading=style == "aims-kind")


def _notice(context: Context, element: HtmlElement) -> Iterator[Block]:
    title = element.find("./summary")
    if title is None:
        found = element.xpath('./*[contains(@class, "admonition-title")]')
        title = found[0] if found else None
    names = [name for name in element.get("class", "").split() if name != "admonition"]
    kind = "warning" if "aims-banner" in names else next(iter(names), "note")
    head = join(lines(context, title)) if title is not None else "none"
    yield Block(call("notice", literal(kind), head, content(context, element, without=title)))


def _tabs(context: Context, element: HtmlElement) -> Iterator[Block]:
    """Yield the tabs one after the other, each below its label."""
    labels = element.xpath('./div[contains(@class, "tabbed-labels")]/label | ./label')
    path = './div[contains(@class, "tabbed-content")]'
    # A tab can hold tabs of its own.
    bodies = element.xpath(f'{path}/div[contains(@class, "tabbed-block")]')
    bodies = bodies or element.xpath(path)
    for label, body in zip(labels, bodies, strict=False):
        yield Block(call("tab", *lines(context, label)), heading=True)
        yield from _children(context, body)


def _listing(context: Context, element: HtmlElement) -> Iterator[Block]:
    yield from (Block(code) for code in listings.listings(element))


def _rule(context: Context, element: HtmlElement) -> Iterator[Block]:
    yield Block("rule()")


def _quotation(context: Context, element: HtmlElement) -> Iterator[Block]:
    yield Block(call("quotation", content(context, element)))


def _skip(context: Context, element: HtmlElement) -> Iterator[Block]:
    return iter(())


def _figure(context: Context, element: HtmlElement, top: bool) -> Iterator[Block]:
    table = element.find(".//table")
    if table is not None and not listings.is_listing(element):
        yield from _table(context, table, element, top)
        return
    caption = element.find(".//figcaption")
    alt = words(caption) if caption is not None else ""
    svg = element.find(".//svg")
    image = element.find(".//img") if svg is None else None
    if svg is not None:
        picture = pictures.drawing(context, svg, alt)
    elif image is not None:
        picture = pictures.image(context, image, alt)
    else:
        yield from _children(context, element, top)
        return
    yield _picture(context, picture, join(lines(context, caption)) if alt else "", top)
    for printed in (svg, image, caption):
        if printed is not None:
            printed.drop_tree()
    yield from _children(context, element, top)


def _picture(context: Context, picture: pictures.TypstPicture, caption: str, top: bool) -> Block:
    label = f"{context.chapter.anchor}--picture-{len(context.listed) + 1}"
    context.listed.append(ListEntry("figure", picture.alt, label))
    code = call("picture", literal(label), picture.code, caption or "none")
    return Block(code, wide=picture.wide and top, unbreakable=True)


def _table(context: Context, table: HtmlElement, figure: HtmlElement, top: bool) -> Iterator[Block]:
    legend = figure.find('.//dl[@class="aims-legend"]') if figure is not table else None
    with context.without_page_numbers():
        key = lists.pairs(context, legend) if legend is not None else "none"
        typeset = tables.typeset_table(context, table, figure, key, top and not context.in_table)
    if typeset.matrix and typeset.title:
        context.listed.append(ListEntry("matrix", typeset.title, typeset.label))
    yield Block(typeset.code, wide=typeset.wide)


def _make_sticky(block: Block) -> Block:
    """Return a block that stays on the page of what follows it, if it can."""
    return replace(block, code=block.sticky_code) if block.sticky_code else block


def _takes_lead_in(element: HtmlElement) -> bool:
    """Return whether an element begins with a paragraph that a lead-in can be set in front of."""
    names = set(element.get("class", "").split()) & set(_BY_CLASS)
    if names:
        return names <= {"aims-facts", "aims-links", "aims-inline"}
    return element.tag in ("p", "section", "div", "header", *(f"h{n}" for n in range(1, 7)))


def _always(element: HtmlElement) -> bool:
    return True


_PARAGRAPHS = {"aims-kind": "kind-of", "aims-lead": "lead", "aims-aliases": "small-print"}
_BlockMaker = Callable[[Context, HtmlElement], Iterator[Block]]
_BY_CLASS: dict[str, _BlockMaker] = {
    "aims-strip": lists.strip,
    "aims-facts": lists.facts,
    "aims-inline": lists.inline_list,
    "aims-links": lists.links,
    "aims-mentions": lists.mentions,
    "aims-banner": _notice,
    "aims-legend": lists.facts,
    "admonition": _notice,
    "tabbed-set": _tabs,
    "highlight": _listing,
    "footnote": _skip,
    "footnotes": _skip,
}
_FITTING: dict[str, Callable[[HtmlElement], bool]] = {
    "highlight": listings.is_listing,
    "footnote": holds_notes,
    "footnotes": holds_notes,
    "tabbed-set": lambda element: element.find(".//label") is not None,
}
"""Conditions for classes that people may also give to elements of another form."""
_BY_TAG: dict[str, _BlockMaker] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    "p": _text_paragraph,
    "ul": lists.plain_list,
    "ol": lists.plain_list,
    "dl": lists.definitions,
    "details": _notice,
    "pre": _listing,
    "hr": _rule,
    "blockquote": _quotation,
}
