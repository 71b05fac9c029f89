"""Articles in, the chapters of a book as Typst code out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from lxml.html import HtmlElement

from ..findings import Finding
from . import widths
from .blocks import Block, Listed, assembled
from .book import Chapter, Manner
from .notation import array, call, joined, literal
from .reading import Reading
from .typesetting import Typesetter

FEW = 3
"""Fewer rows than this are no table of their own."""


@dataclass
class Manuscript:
    """A book as code, and what is to be known of it before it is printed."""

    sheets: list[tuple[Chapter, str]] = field(default_factory=list)
    """Chapters that begin a page, each with the code of all that follows on its pages."""
    listed: list[Listed] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sections: list[Chapter] = field(default_factory=list)
    """Every chapter in its order, as it was set."""
    references: dict[str, list[str]] = field(default_factory=dict)
    """The chapters that link to a chapter, by its label."""
    targets: set[str] = field(default_factory=set)
    """The places that links lead to."""


def written(readings: Sequence[Reading], site: Path) -> Manuscript:
    """Return the chapters as code, each on new pages or after the one before."""
    manuscript = Manuscript()
    placed: set[str] = set()
    targets: set[str] = set()
    sheet: list[Block] = []
    head: Chapter | None = None

    def finish() -> None:
        if head is not None and sheet:
            manuscript.sheets.append((head, _sheet(head.title, assembled(sheet))))

    for chapter, blocks, typesetter in _set(_with_lone_rows(readings), site, manuscript):
        if _only_headings(sheet):
            head = chapter
        elif chapter.manner is Manner.CHAPTER:
            finish()
            head, sheet = chapter, []
        sheet.extend(blocks)
        placed |= typesetter.placed
        targets |= typesetter.targets
    finish()
    _redirect(manuscript, targets - placed)
    manuscript.targets = targets & placed
    return manuscript


def _sheet(title: str, pieces: list[Block]) -> str:
    """Return a chapter as code, a line for each piece: what Typst says of a line can be traced."""
    first = 0
    lines = []
    # A turned page at the beginning stands alone: below another page style it leaves one empty.
    while first < len(pieces) and pieces[first].wide:
        lines.append(call("turned", literal(title), pieces[first].code))
        first += 1
    inner = [
        call("turned", literal(title), one.code) if one.wide else one.code for one in pieces[first:]
    ]
    if inner:
        lines.append(call("chapter", literal(title), *(f"\n{one}" for one in inner)))
    return "\n#".join(lines)


def _only_headings(blocks: Iterable[Block]) -> bool:
    return all(block.heading for block in blocks)


def _set(
    readings: Iterable[Reading], site: Path, manuscript: Manuscript
) -> Iterator[tuple[Chapter, list[Block], Typesetter]]:
    """Yield each chapter with its pieces; rows that follow one another come as one table."""
    for (manner, _), some in groupby(readings, key=_sort):
        several = list(some)
        if manner is Manner.PLACED:
            _keep(manuscript, several, Typesetter(chapter=several[0].chapter, site=site))
            continue
        if manner is Manner.ROW:
            typesetter = Typesetter(chapter=several[0].chapter, site=site)
            with typesetter.quiet():
                rows = [_row(reading, typesetter, manuscript) for reading in several]
            _keep(manuscript, several, typesetter)
            yield several[0].chapter, [_table(rows)], typesetter
            continue
        for reading in several:
            typesetter = Typesetter(chapter=reading.chapter, site=site)
            blocks = typesetter.article(reading)
            if not any(block.heading and block.code.startswith("T(") for block in blocks):
                blocks.insert(0, typesetter.chapter_heading())
            typesetter.placed.add(reading.chapter.anchor)
            _keep(manuscript, [reading], typesetter)
            _remember(manuscript, reading.chapter, typesetter.targets)
            yield reading.chapter, blocks, typesetter


def _sort(reading: Reading) -> tuple[Manner, str]:
    chapter = reading.chapter
    return chapter.manner, chapter.stem if chapter.manner is Manner.ROW else chapter.anchor


def _with_lone_rows(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings; short records that would stand alone are entries instead."""
    for (manner, _), some in groupby(readings, key=_sort):
        several = list(some)
        if manner is Manner.ROW and len(several) < FEW:
            for one in several:
                yield replace(one, chapter=replace(one.chapter, manner=Manner.ENTRY))
        else:
            yield from several


def _keep(manuscript: Manuscript, readings: Iterable[Reading], typesetter: Typesetter) -> None:
    for reading in readings:
        manuscript.sections.append(reading.chapter)
        manuscript.findings.extend(reading.findings)
    manuscript.findings.extend(typesetter.findings)
    manuscript.listed.extend(typesetter.listed)
    manuscript.pictures.update(typesetter.files)


def _remember(manuscript: Manuscript, chapter: Chapter, targets: Iterable[str]) -> None:
    for target in targets:
        place = target.partition("--")[0]
        origins = manuscript.references.setdefault(place, [])
        if place != chapter.anchor and chapter.anchor not in origins:
            origins.append(chapter.anchor)


@dataclass(frozen=True)
class _Line:
    """A short record: its id, its title and what is said of it."""

    place: str
    id: str
    title: str
    said: str
    longest_id: float


def _row(reading: Reading, typesetter: Typesetter, manuscript: Manuscript) -> _Line:
    """Return a page of few words as a row."""
    typesetter.chapter = reading.chapter
    typesetter.targets, before = set(), typesetter.targets
    article = reading.article
    shown, said = "", []
    if article is not None:
        found = article.xpath(".//h1//*[@class='aims-id']")
        shown = found[0].text_content().strip() if found else ""
        with typesetter.cell(room=30):
            said = [one for child in article for one in _said(child, typesetter)]
    typesetter.placed.add(reading.chapter.anchor)
    _remember(manuscript, reading.chapter, typesetter.targets)
    typesetter.targets |= before
    return _Line(
        reading.chapter.anchor,
        literal(shown),
        literal(reading.chapter.title),
        joined(said),
        widths.length(shown),
    )


def _said(element: HtmlElement, typesetter: Typesetter) -> list[str]:
    """Return what a part of a short page says; its only heading is left out."""
    names = element.get("class", "").split() if isinstance(element.tag, str) else []
    if not isinstance(element.tag, str) or element.tag == "h1":
        return []
    if "aims-head" in names:
        others = element.xpath('.//*[contains(@class, "aims-aliases")]')
        return [block.code for other in others for block in typesetter.block(other)]
    if "aims-section" in names:
        heading = element.find("./h2")
        return [typesetter.flow(element, without=heading)]
    if "aims-mentions" in names:
        return [call("brief", typesetter.brief_pairs(part)) for part in element.iter("dl")]
    if element.tag == "dl":
        return [call("brief", typesetter.pairs(element))]
    return [block.code for block in typesetter.block(element)]


def _table(rows: list[_Line]) -> Block:
    """Return short records as one table; columns that would be empty are left out."""
    has_id = any(row.id != '""' for row in rows)
    has_text = any(row.said != "[]" for row in rows)
    id_width = min(110.0, max(row.longest_id for row in rows) * 9 * 1.1 + widths.GAP)
    first = [id_width] if has_id else []
    rest = widths.PORTRAIT - sum(first)
    tracks = [*first, *([rest * 0.36, rest * 0.64] if has_text else [rest])]
    lines = [
        call("short-record", *_cells(row, has_id, has_text), place=literal(row.place))
        for row in rows
    ]
    code = call("short-records", array(f"{one:.1f}pt" for one in tracks), array(lines))
    return Block(code)


def _cells(row: _Line, has_id: bool, has_text: bool) -> list[str]:
    return [
        *([row.id] if has_id else []),
        row.title,
        *([row.said] if has_text else []),
    ]


def _redirect(manuscript: Manuscript, lost: set[str]) -> None:
    """Let links to places that are not printed lead to the beginning of their chapter."""
    for place in lost:
        chapter = literal(place.partition("--")[0])
        for number, (head, code) in enumerate(manuscript.sheets):
            for name in ("to", "see"):
                code = code.replace(f"{name}({literal(place)}, ", f"{name}({chapter}, ")
            manuscript.sheets[number] = head, code
