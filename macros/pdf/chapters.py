"""Articles in, the chapters of a book as Typst code out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..diagnostics import Finding
from .blocks import Block, Listed, Sheet, assembled
from .book import Chapter, Manner
from .notation import literal
from .reading import Reading
from .typesetting import Typesetter

LONG = 1500
"""A page with the records below it begins a page of the book if they have so many words."""
MUCH = 15_000
"""So much code fills some pages."""


_HEADINGS = ("T(", "E(", "rtl(T(", "rtl(E(")
"""How the code of the heading of a chapter begins."""
_LINK = re.compile(r'\b(to|see|see-inline)\("((?:[^"\\]|\\.)*)"')


@dataclass
class Manuscript:
    """A book as code, and what is to be known of it before it is printed."""

    sheets: list[Sheet] = field(default_factory=list)
    """The chapters in their order, those that follow one another on the same pages together."""
    listed: list[Listed] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sections: list[Chapter] = field(default_factory=list)
    """Every chapter in its order, as it was set."""
    targets: set[str] = field(default_factory=set)
    """The places that links lead to."""


def written(readings: Sequence[Reading], site: Path, masthead: Sequence[Block] = ()) -> Manuscript:
    """Return the chapters as code, each on new pages or after the one before.

    The masthead stands above the title of the first.
    """
    manuscript = Manuscript()
    placed: set[str] = set()
    targets: set[str] = set()
    trail: list[Chapter] = []
    sheet = _Open(list(masthead))
    for chapter, blocks, typesetter in _set(_begun(readings), site, manuscript):
        trail = [*(one for one in trail if one.depth < chapter.depth), chapter]
        if _only_headings(sheet.blocks):
            sheet.trails.clear()
        elif sheet.ends_before(chapter):
            manuscript.sheets.append(sheet.closed())
            sheet = _Open()
        sheet.blocks.extend(blocks)
        sheet.trails.append(trail)
        placed |= typesetter.placed
        targets |= typesetter.targets
    if sheet.trails:
        manuscript.sheets.append(sheet.closed())
    _redirect(manuscript, targets - placed)
    manuscript.targets = targets & placed
    return manuscript


@dataclass
class _Open:
    """A sheet as long as chapters are added to it."""

    blocks: list[Block] = field(default_factory=list)
    trails: list[list[Chapter]] = field(default_factory=list)
    """Each chapter, those above it before it."""

    def ends_before(self, chapter: Chapter) -> bool:
        """Return whether a chapter begins a page."""
        first = self.trails[0][-1]
        # The head of the pages says where all on them belongs: a record, and what stands beside
        # a long chapter, would make it say less.
        beside = not first.kind and chapter.depth <= first.depth
        long = sum(len(block.code) for block in self.blocks) > MUCH
        return chapter.manner is Manner.CHAPTER or (beside and (bool(chapter.kind) or long))

    def closed(self) -> Sheet:
        """Return the sheet as code, a line for each piece: what Typst says can be traced."""
        common = _common(self.trails)
        lines: list[tuple[Chapter, str]] = []
        pieces = assembled(self.blocks)
        # A turned page at the beginning stands alone: below another page style it leaves one empty.
        while pieces and pieces[0].parts:
            lines += _call("#turned", common, pieces.pop(0).parts)
        if pieces:
            lines += _call("#chapter", common, pieces)
        return Sheet(tuple(lines))


def _call(
    function: str, common: Chapter, pieces: Sequence[Block], end: str = ""
) -> Iterator[tuple[Chapter, str]]:
    """Yield a call of a function of the template, a line for each piece, and whose it is."""
    yield common, f"{function}({literal(common.title)},"
    for piece in pieces:
        if piece.parts:
            yield from _call("turned", common, piece.parts, ",")
        else:
            yield piece.chapter or common, f"{piece.code},"
    yield common, f"){end}"


def _common(trails: Sequence[Sequence[Chapter]]) -> Chapter:
    """Return what several chapters belong to: the one itself where there is but one."""
    shared = [level[0] for level in zip(*trails, strict=False) if len(set(level)) == 1]
    return shared[-1] if shared else trails[0][-1]


def _only_headings(blocks: Iterable[Block]) -> bool:
    return all(block.heading for block in blocks)


def _begun(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings; a page of the second level that has much below it begins a page."""
    sizes: dict[str, int] = {}
    for reading in readings:
        if reading.article is not None:
            stem = reading.chapter.stem if reading.chapter.kind else reading.chapter.path
            size = len(reading.article.text_content().split())
            sizes[stem] = sizes.get(stem, 0) + size
    for reading in readings:
        chapter = reading.chapter
        long = chapter.path and not chapter.kind and sizes.get(chapter.path, 0) > LONG
        if long and chapter.depth == 2:
            reading = replace(reading, chapter=replace(chapter, manner=Manner.CHAPTER))
        yield reading


def _set(
    readings: Iterable[Reading], site: Path, manuscript: Manuscript
) -> Iterator[tuple[Chapter, list[Block], Typesetter]]:
    """Yield each chapter with its pieces, but those that have their place in a register."""
    for reading in readings:
        typesetter = Typesetter(chapter=reading.chapter, site=site)
        if reading.chapter.manner is Manner.PLACED:
            _keep(manuscript, reading, typesetter)
            continue
        blocks = typesetter.article(reading)
        if not any(block.heading and block.code.startswith(_HEADINGS) for block in blocks):
            blocks.insert(0, typesetter.chapter_heading())
        typesetter.placed.add(reading.chapter.anchor)
        _keep(manuscript, reading, typesetter)
        own = [replace(block, chapter=reading.chapter) for block in blocks]
        yield reading.chapter, own, typesetter


def _keep(manuscript: Manuscript, reading: Reading, typesetter: Typesetter) -> None:
    manuscript.sections.append(reading.chapter)
    manuscript.findings.extend(reading.findings)
    manuscript.findings.extend(typesetter.findings)
    manuscript.listed.extend(typesetter.listed)
    manuscript.pictures.update(typesetter.files)


def _redirect(manuscript: Manuscript, lost: set[str]) -> None:
    """Let links to places that are not printed lead to the beginning of their chapter."""

    def redirected(link: re.Match[str]) -> str:
        # What looks like a link may be a text: it is left as it is.
        return f"{link[1]}({literal(link[2].partition('--')[0])}" if link[2] in lost else link[0]

    if lost:
        manuscript.sheets = [
            Sheet(tuple((whose, _LINK.sub(redirected, line)) for whose, line in sheet.lines))
            for sheet in manuscript.sheets
        ]
