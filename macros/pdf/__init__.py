"""The PDF: built pages of the site in, a tagged and archival file out. Nothing here knows MkDocs.

The stages: `book` puts the pages in order, `reading` and `linking` prepare their articles for
print, `typesetting` (with `lines`, `lists`, `tables`, `pictures`) turns them into Typst code,
`chapters`, `paging` and `indexes` put the book together, `compiling` and `packing` make the file.
The design is in `look.typ` and `manual.typ`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..diagnostics import ManualError
from . import indexes
from .blocks import Block
from .book import Chapter
from .chapters import TypstBook, typeset_chapters
from .compiling import LOGOS, TypstSource, compile_pdf
from .notation import call
from .paging import FRONT_PAGES, fill_links
from .palette import Palette
from .reading import read
from .registers import merge_into_registers

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def whole_book(
    site: Path,
    chapters: Sequence[Chapter],
    facts: Mapping[str, Any],
    attached: tuple[dict[str, bytes], list[dict[str, str]]],
    overrides: Path | None,
    moment: int,
) -> bytes:
    """Return the whole manual as a PDF: cover, control page, contents, chapters, indexes.

    `facts` is what the cover and the control page show, see `cover.manual_facts`. `attached` is the
    attached files by name, and their descriptions, see `cover.attachments`. `overrides` is a folder
    with templates and fonts of the organisation. `moment` is the date of the file, in seconds since
    1970.

    Raises:
        ManualError: something on a page cannot be set, each case with its page.
    """
    typst_book = _typeset(site, chapters, classification=facts["classification"])
    files, attachments = attached
    anchors = {chapter.anchor for chapter in typst_book.sections}
    labels = {entry.label for entry in typst_book.listed}
    closing = [
        indexes.record_index(typst_book.sections),
        indexes.role_index(typst_book.sections),
        indexes.place_list(typst_book.targets | anchors | labels),
    ]
    lines = str(indexes.count_contents_lines(typst_book.sections))
    lists = indexes.matrix_and_figure_lists(typst_book.listed)
    return compile_pdf(
        TypstSource(
            _opening(call("manual.with", "current", lists, lines)),
            typst_book.runs,
            "\n".join(f"#{code}" for code in closing if code),
            {**facts, **_accent(site), "attachments": attachments, "single": False},
            {**typst_book.pictures, **files, **_logo(site)},
        ),
        overrides,
        moment,
    )


def single_document(
    site: Path,
    chapters: Sequence[Chapter],
    facts: Mapping[str, Any],
    overrides: Path | None,
    moment: int,
) -> bytes:
    """Return a few chapters as a PDF of their own, with a masthead instead of a cover.

    The parameters are those of `whole_book`. Nothing is left out of the pages.

    Raises:
        ManualError: something on a page cannot be set.
    """
    chapters = [replace(chapter, numbered=False) for chapter in chapters]
    typst_book = _typeset(site, chapters, whole=True)
    opening = _opening("single-document.with(current)")
    facts = {**facts, **_accent(site), "attachments": [], "single": True}
    pictures, closing = typst_book.pictures, f"#{indexes.place_list(typst_book.targets)}"
    return compile_pdf(
        TypstSource(opening, typst_book.runs, closing, facts, pictures), overrides, moment
    )


def _accent(site: Path) -> dict[str, str]:
    """Return the colour of the site's links as the colour of headings, if the site has one."""
    colour = Palette.of_site(site).values.get("--aims-link", "")
    return {"accent": colour} if _COLOUR.fullmatch(colour) else {}


def _logo(site: Path) -> dict[str, bytes]:
    """Return the logo of the site, for the cover."""
    files = [site / "assets" / name for name in LOGOS]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def _opening(function: str) -> str:
    """Return the code before the chapters; `function` sets what follows it."""
    return f'#import "manual.typ": *\n#show: {function}'


def _typeset(
    site: Path, chapters: Sequence[Chapter], whole: bool = False, classification: str = ""
) -> TypstBook:
    """Return chapters as code with complete links; the parameters are those of `read`.

    Raises:
        ManualError: something on a page cannot be set.
    """
    readings = merge_into_registers(read(site, chapters, whole, classification))
    typst_book = typeset_chapters(
        readings, site, [Block("masthead()", heading=True)] if whole else []
    )
    if typst_book.findings:
        raise ManualError(typst_book.findings)
    front = 0 if whole else FRONT_PAGES
    runs = fill_links(typst_book.runs, typst_book.sections, typst_book.lost, front)
    return replace(typst_book, runs=runs)
