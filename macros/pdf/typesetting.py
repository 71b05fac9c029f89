"""An article in, Typst code out: every text a literal, every element a piece of the template."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml.html import HtmlElement

from ..diagnostics import Finding
from . import listings, pictures, tables
from .blocks import Block, Listed
from .book import Chapter, Manner
from .linking import holds_notes, words
from .lists import Lists, holds_blocks
from .notation import call, directed, joined, literal
from .reading import BLOCKS, Reading


@dataclass
class Typesetter(Lists):
    """Sets the article of one chapter."""

    chapter: Chapter
    site: Path
    listed: list[Listed] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures the article shows, by the name under which its code finds them."""

    def article(self, reading: Reading) -> list[Block]:
        """Return the pieces of an article, in their order."""
        if reading.article is None:
            return []
        self._keep_notes(reading.article)
        self.dense = self.chapter.manner is Manner.ENTRY
        self.numbered = not self.dense
        blocks = [*self._children(reading.article, top=True), *self.alone(self.taken())]
        blocks += [Block(code) for code in self.unreferenced()]
        if not self.dense:
            return blocks
        # The facts of an entry do not stand alone at the foot of a page.
        return [*(_kept_with_next(block) for block in blocks[:-1]), *blocks[-1:]]

    def flow(self, element: HtmlElement, without: HtmlElement | None = None) -> str:
        """Return all that an element holds as one piece of content."""
        return joined(block.code for block in self._children(element, without=without))

    def _children(
        self, element: HtmlElement, top: bool = False, without: HtmlElement | None = None
    ) -> Iterator[Block]:
        """Yield what an element holds; lines between blocks become paragraphs."""
        run = [self.text(element.text)] if element.text else []
        text = element.text_content()
        blocks = {child for child in element if child.tag in BLOCKS or holds_blocks(child)}
        alone = not blocks - {without}
        for child in element:
            if child is not without and isinstance(child.tag, str):
                if child in blocks:
                    yield from self._paragraph(run, alone, text)
                    run = []
                    yield from self.block(child, top)
                elif code := self.line(child):
                    run.append(code)
            if child.tail:
                run.append(self.text(child.tail))
        yield from self._paragraph(run, alone, text)

    def _paragraph(self, run: list[str], alone: bool, text: str) -> Iterator[Block]:
        if run and all(code.startswith("place-of(") for code in run):
            yield Block(joined(run), heading=True)
        elif any(code.strip('" ') for code in run):
            # Words that are all there is in an item or a cell need no paragraph around them.
            led = bool(self.led)
            code = joined(run) if alone and not led else call("P", *self.taken(), *run)
            yield Block(directed(code, text))

    def block(self, element: HtmlElement, top: bool = False) -> Iterator[Block]:
        """Yield the pieces that a block of HTML becomes."""
        if self.led and not _is_led(element):
            yield from self.alone(self.taken())
        for name in element.get("class", "").split():
            if name in _BY_CLASS and _FITTING.get(name, _always)(element):
                yield from _BY_CLASS[name](self, element)
                return
        if element.tag in _BY_TAG:
            yield from _BY_TAG[element.tag](self, element)
        elif element.tag == "table":
            yield from self._table(element, element, top)
        elif element.tag == "svg":
            yield self._picture(pictures.drawing(element, self), "", top)
        elif element.tag == "figure":
            yield from self._figure(element, top)
        else:
            yield from self._children(element, top)

    def _heading(self, element: HtmlElement) -> Iterator[Block]:
        level = int(element.get("data-level", "6"))
        if element.tag == "h1":
            yield self.chapter_heading(self._titled(element), element.text_content())
            return
        id = element.get("id", "")
        label = literal(id if id not in self.placed else "")
        self.placed.add(id)
        if self.dense:
            self.led.append(call("lead-in", label, *self._titled(element)))
            return
        # Three levels of bookmarks lead to what people wrote; a record is one bookmark.
        marked = "true" if not self.chapter.kind and level <= 3 else "false"
        code = call("H", str(level), label, marked, *self._titled(element))
        yield Block(directed(code, element.text_content()), heading=True)

    def _titled(self, element: HtmlElement) -> list[str]:
        """Return the lines of a heading, which the contents and the bookmarks say again."""
        with self.dressed():
            return self.lines(element)

    def chapter_heading(self, lines: Iterable[str] = (), text: str = "") -> Block:
        """Return the heading with which the chapter begins; `text` is what its lines say."""
        chapter = self.chapter
        # An id says nothing about the direction of the title after it.
        words = (text or chapter.title).strip().removeprefix(chapter.id)
        label = literal(chapter.anchor)
        shown = list(lines) or [literal(chapter.title)]
        if chapter.manner is Manner.ENTRY:
            code = call("E", str(chapter.depth), label, *shown)
            return Block(directed(code, words), heading=True)
        numbered = chapter.numbered and not (chapter.kind and chapter.depth > 1)
        code = call("T", str(chapter.depth), label, "true" if numbered else "false", *shown)
        return Block(directed(code, words), heading=True)

    def _p(self, element: HtmlElement) -> Iterator[Block]:
        if holds_blocks(element):
            yield from self._children(element)
            return
        names = element.get("class", "").split()
        style = next((name for name in names if name in _PARAGRAPHS), "")
        front, lines = self.taken(), self.lines(element)
        if lines and (self.dense or not style):
            yield Block(directed(call("P", *front, *lines), element.text_content()))
        elif lines:
            code = directed(call(_PARAGRAPHS[style], *lines), element.text_content())
            yield Block(code, heading=style == "aims-kind")

    def _notice(self, element: HtmlElement) -> Iterator[Block]:
        title = element.find("./summary")
        if title is None:
            found = element.xpath('./*[contains(@class, "admonition-title")]')
            title = found[0] if found else None
        names = [name for name in element.get("class", "").split() if name != "admonition"]
        kind = "warning" if "aims-banner" in names else next(iter(names), "note")
        head = joined(self.lines(title)) if title is not None else "none"
        yield Block(call("notice", literal(kind), head, self.flow(element, without=title)))

    def _tabs(self, element: HtmlElement) -> Iterator[Block]:
        """Yield the tabs one after the other, each below its label."""
        labels = element.xpath('./div[contains(@class, "tabbed-labels")]/label | ./label')
        content = './div[contains(@class, "tabbed-content")]'
        # A tab can hold tabs of its own.
        bodies = element.xpath(f'{content}/div[contains(@class, "tabbed-block")]')
        bodies = bodies or element.xpath(content)
        for label, body in zip(labels, bodies, strict=False):
            yield Block(call("tab", *self.lines(label)), heading=True)
            yield from self._children(body)

    def _listing(self, element: HtmlElement) -> Iterator[Block]:
        yield from (Block(code) for code in listings.listings(element))

    def _rule(self, element: HtmlElement) -> Iterator[Block]:
        yield Block("rule()")

    def _quotation(self, element: HtmlElement) -> Iterator[Block]:
        yield Block(call("quotation", self.flow(element)))

    def _nothing(self, element: HtmlElement) -> Iterator[Block]:
        return iter(())

    def _figure(self, element: HtmlElement, top: bool) -> Iterator[Block]:
        table = element.find(".//table")
        if table is not None and not listings.is_listing(element):
            yield from self._table(table, element, top)
            return
        caption = element.find(".//figcaption")
        said = words(caption) if caption is not None else ""
        drawn = element.find(".//svg")
        image = element.find(".//img") if drawn is None else None
        if drawn is not None:
            picture = pictures.drawing(drawn, self, said)
        elif image is not None:
            picture = pictures.image(image, self, said)
        else:
            yield from self._children(element, top)
            return
        yield self._picture(picture, joined(self.lines(caption)) if said else "", top)
        for printed in (drawn, image, caption):
            if printed is not None:
                printed.drop_tree()
        yield from self._children(element, top)

    def _picture(self, picture: pictures.Picture, caption: str, top: bool) -> Block:
        label = f"{self.chapter.anchor}--picture-{len(self.listed) + 1}"
        self.listed.append(Listed("figure", picture.alt, label))
        code = call("picture", literal(label), picture.code, caption or "none")
        return Block(code, wide=picture.wide and top, whole=True)

    def _table(self, table: HtmlElement, figure: HtmlElement, top: bool) -> Iterator[Block]:
        legend = figure.find('.//dl[@class="aims-legend"]') if figure is not table else None
        with self.quiet():
            key = self.pairs(legend) if legend is not None else "none"
            drawn = tables.drawn(table, figure, self, key, top and not self.in_table)
        if drawn.matrix and drawn.title:
            self.listed.append(Listed("matrix", drawn.title, drawn.label))
        yield Block(drawn.code, wide=drawn.wide)

    @contextmanager
    def cell(self, room: int, linked: bool = True) -> Iterator[None]:
        """Set what follows as the content of a cell that takes words of this many letters."""
        before = self.room, self.in_table, self.linked
        self.room, self.in_table, self.linked = room, True, linked
        yield
        self.room, self.in_table, self.linked = before

    def tell(self, message: str, rule: str, hint: str = "") -> None:
        """Remember something that cannot be printed."""
        found = Finding(self.chapter.where, f"{self.chapter.title}: {message}", hint, rule=rule)
        self.findings.append(found)


def _kept_with_next(block: Block) -> Block:
    """Return a line of facts that stays on the page of what follows it; all else as it is."""
    is_facts = block.code.startswith("P(") and "facts-run(" in block.code[:60]
    return replace(block, code=f"S{block.code}") if is_facts else block


def _is_led(element: HtmlElement) -> bool:
    """Return whether an element begins with a paragraph that words can stand in front of."""
    names = set(element.get("class", "").split()) & set(_BY_CLASS)
    if names:
        return names <= {"aims-facts", "aims-links", "aims-inline"}
    return element.tag in ("p", "section", "div", "header", *(f"h{n}" for n in range(1, 7)))


def _always(element: HtmlElement) -> bool:
    return True


_PARAGRAPHS = {"aims-kind": "kind-of", "aims-lead": "lead", "aims-aliases": "small-print"}
_Maker = Callable[[Typesetter, HtmlElement], Iterator[Block]]
_BY_CLASS: dict[str, _Maker] = {
    "aims-strip": Typesetter._strip,
    "aims-facts": Typesetter._facts,
    "aims-inline": Typesetter._inline_list,
    "aims-links": Typesetter._links,
    "aims-mentions": Typesetter._mentions,
    "aims-banner": Typesetter._notice,
    "aims-legend": Typesetter._facts,
    "admonition": Typesetter._notice,
    "tabbed-set": Typesetter._tabs,
    "highlight": Typesetter._listing,
    "footnote": Typesetter._nothing,
    "footnotes": Typesetter._nothing,
}
_FITTING: dict[str, Callable[[HtmlElement], bool]] = {
    "highlight": listings.is_listing,
    "footnote": holds_notes,
    "footnotes": holds_notes,
    "tabbed-set": lambda element: element.find(".//label") is not None,
}
"""Words that a page can give to any element as its class mean something on these alone."""
_BY_TAG: dict[str, _Maker] = {
    **{f"h{level}": Typesetter._heading for level in range(1, 7)},
    "p": Typesetter._p,
    "ul": Typesetter._list,
    "ol": Typesetter._list,
    "dl": Typesetter._definitions,
    "details": Typesetter._notice,
    "pre": Typesetter._listing,
    "hr": Typesetter._rule,
    "blockquote": Typesetter._quotation,
}
