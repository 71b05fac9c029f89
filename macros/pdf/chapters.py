"""The chapters of the book as Typst code, grouped into runs of pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..diagnostics import Finding
from .article import Reading
from .blocks import Block, ListEntry, PageRun, arrange_blocks
from .book import Chapter, ChapterLayout
from .context import Context
from .notation import literal
from .typesetting import article_blocks, chapter_heading, new_context

LONG_SECTION = 1500
"""A page of more words than this, records below it included, begins a page of the book."""
LONG_RUN = 15_000
"""Characters of code: more than this fills several pages."""


@dataclass
class TypstBook:
    """A book as code, with its pictures, findings and places."""

    runs: list[PageRun] = field(default_factory=list)
    """The chapters in their order; those that share pages are one run."""
    listed: list[ListEntry] = field(default_factory=list)
    """The matrices and figures."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Files by the names under which the code finds them."""
    findings: list[Finding] = field(default_factory=list)
    sections: list[Chapter] = field(default_factory=list)
    """Every chapter in its order, with its final layout."""
    targets: set[str] = field(default_factory=set)
    """The places that links lead to."""
    lost: set[str] = field(default_factory=set)
    """The places that links lead to, but which are not printed."""


def typeset_chapters(
    readings: Sequence[Reading], site: Path, masthead: Sequence[Block] = ()
) -> TypstBook:
    """Return the chapters as code, each on new pages or after the one before.

    The masthead is set above the title of the first.
    """
    typst_book = TypstBook()
    labelled: set[str] = set()
    targets: set[str] = set()
    trail: list[Chapter] = []
    run = _OpenRun(list(masthead))
    for chapter, blocks, context in _typeset(_begin_long_sections(readings), site, typst_book):
        trail = [*(above for above in trail if above.depth < chapter.depth), chapter]
        if _are_headings(run.blocks):
            run.trails.clear()
        elif run.must_end_before(chapter):
            typst_book.runs.append(run.close(len(typst_book.runs) + 1))
            run = _OpenRun()
        run.blocks.extend(blocks)
        run.trails.append(trail)
        labelled |= context.anchored
        targets |= context.targets
    if run.trails:
        typst_book.runs.append(run.close(len(typst_book.runs) + 1))
    typst_book.targets, typst_book.lost = targets & labelled, targets - labelled
    return typst_book


@dataclass
class _OpenRun:
    """A run of pages while chapters are added to it."""

    blocks: list[Block] = field(default_factory=list)
    trails: list[list[Chapter]] = field(default_factory=list)
    """Each chapter with those above it, the highest first."""

    def must_end_before(self, chapter: Chapter) -> bool:
        """Return whether a chapter begins a page."""
        first = self.trails[0][-1]
        # The running head names the chapter that everything on the page belongs to. A record, or a
        # chapter beside a long one, would leave only a more general name.
        beside = not first.kind and chapter.depth <= first.depth
        long = sum(len(block.code) for block in self.blocks) > LONG_RUN
        return chapter.layout is ChapterLayout.CHAPTER or (beside and (bool(chapter.kind) or long))

    def close(self, number: int) -> PageRun:
        """Return the run as code, a line for each block: errors of Typst name the line."""
        common, label = _common_chapter(self.trails), f"run-{number}"
        lines: list[tuple[Chapter, str]] = []
        pieces = arrange_blocks(self.blocks)
        # A landscape page at the beginning is a call of its own: inside another page style it
        # would leave a page empty.
        while pieces and pieces[0].parts:
            lines += _call("#landscape", label, common, pieces.pop(0).parts)
        if pieces:
            lines += _call("#chapter", label, common, pieces)
        return PageRun(label, tuple(lines))


def _call(
    function: str, label: str, common: Chapter, pieces: Sequence[Block], end: str = ""
) -> Iterator[tuple[Chapter, str]]:
    """Yield the lines of a call of a template function, each with its chapter.

    `label` is the name of the run, `common` the chapter that the running head names.
    """
    yield common, f"{function}({literal(label)}, {literal(common.title)},"
    for piece in pieces:
        if piece.parts:
            yield from _call("landscape", label, common, piece.parts, ",")
        else:
            yield piece.chapter or common, f"{piece.code},"
    yield common, f"){end}"


def _common_chapter(trails: Sequence[Sequence[Chapter]]) -> Chapter:
    """Return the lowest chapter that several belong to; the chapter itself if it is only one."""
    shared = [level[0] for level in zip(*trails, strict=False) if len(set(level)) == 1]
    return shared[-1] if shared else trails[0][-1]


def _are_headings(blocks: Iterable[Block]) -> bool:
    return all(block.heading for block in blocks)


def _begin_long_sections(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings; a long chapter of the second level begins a page."""
    sizes: dict[str, int] = {}
    for reading in readings:
        if reading.article is not None:
            path = reading.chapter.register if reading.chapter.kind else reading.chapter.path
            size = len(reading.article.text_content().split())
            sizes[path] = sizes.get(path, 0) + size
    for reading in readings:
        chapter = reading.chapter
        long = chapter.path and not chapter.kind and sizes.get(chapter.path, 0) > LONG_SECTION
        if long and chapter.depth == 2:
            reading = replace(reading, chapter=replace(chapter, layout=ChapterLayout.CHAPTER))
        yield reading


def _typeset(
    readings: Iterable[Reading], site: Path, typst_book: TypstBook
) -> Iterator[tuple[Chapter, list[Block], Context]]:
    """Yield each chapter with its blocks and its context.

    Chapters that are a row of their register are only added to the book.
    """
    for reading in readings:
        context = new_context(reading.chapter, site)
        if reading.chapter.layout is ChapterLayout.ROW:
            _add(typst_book, reading, context)
            continue
        blocks = article_blocks(context, reading)
        if not any(block.title for block in blocks):
            blocks.insert(0, chapter_heading(context))
        context.anchored.add(reading.chapter.anchor)
        _add(typst_book, reading, context)
        own = [replace(block, chapter=reading.chapter) for block in blocks]
        yield reading.chapter, own, context


def _add(typst_book: TypstBook, reading: Reading, context: Context) -> None:
    typst_book.sections.append(reading.chapter)
    typst_book.findings.extend(reading.findings)
    typst_book.findings.extend(context.findings)
    typst_book.listed.extend(context.listed)
    typst_book.pictures.update(context.files)
