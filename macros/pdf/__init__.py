"""The manual as a book: built pages in, a tagged and archival PDF out. Nothing here knows MkDocs.

The way of a page: `book` says where it stands, `reading` and `linking` make its article fit for
print, `typesetting` (with `lines`, `tables`, `pictures`) makes it code, `chapters`, `paging` and
`indexes` put the book together, `compiling` makes the file. The look is in `look.typ` and
`manual.typ`.
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
from .chapters import Manuscript, written
from .compiling import LOGOS, Source, compiled
from .notation import call
from .paging import FRONT, paged
from .palette import Palette
from .reading import read
from .registers import placed

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def whole_book(
    site: Path,
    chapters: Sequence[Chapter],
    facts: Mapping[str, Any],
    attached: tuple[dict[str, bytes], list[dict[str, str]]],
    overrides: Path | None,
    moment: int,
) -> bytes:
    """Return the whole manual: cover, control page, contents, chapters, indexes."""
    manuscript = _written(site, chapters, classification=facts["classification"])
    files, attachments = attached
    anchors = {chapter.anchor for chapter in manuscript.sections}
    listed = {one.label for one in manuscript.listed}
    closing = [
        indexes.record_index(manuscript.sections),
        indexes.role_index(manuscript.sections),
        indexes.places(manuscript.targets | anchors | listed),
    ]
    lines = str(indexes.lines_of_contents(manuscript.sections))
    opening = f"#show: {call('manual.with', 'current', indexes.lists(manuscript.listed), lines)}"
    return compiled(
        Source(
            _opening(opening),
            manuscript.sheets,
            "\n".join(f"#{code}" for code in closing if code),
            {**facts, **_dress(site), "attachments": attachments, "leaflet": False},
            {**manuscript.pictures, **files, **_logo(site)},
        ),
        overrides,
        moment,
    )


def leaflet(
    site: Path,
    chapters: Sequence[Chapter],
    facts: Mapping[str, Any],
    overrides: Path | None,
    moment: int,
) -> bytes:
    """Return a few chapters as a document of their own, with a head instead of a cover."""
    chapters = [replace(chapter, numbered=False) for chapter in chapters]
    manuscript = _written(site, chapters, whole=True)
    opening = _opening("#show: leaflet.with(current)")
    facts = {**facts, **_dress(site), "attachments": [], "leaflet": True}
    pictures, closing = manuscript.pictures, f"#{indexes.places(manuscript.targets)}"
    return compiled(Source(opening, manuscript.sheets, closing, facts, pictures), overrides, moment)


def _dress(site: Path) -> dict[str, str]:
    """Return the colour of the site's links, which the headings of the book take on."""
    found = Palette.of_site(site).values.get("--aims-link", "")
    return {"accent": found} if _COLOUR.fullmatch(found) else {}


def _logo(site: Path) -> dict[str, bytes]:
    """Return the logo of the site, for the cover."""
    files = [site / "assets" / name for name in LOGOS]
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def _opening(show: str) -> str:
    return f'#import "manual.typ": *\n{show}'


def _written(
    site: Path, chapters: Sequence[Chapter], whole: bool = False, classification: str = ""
) -> Manuscript:
    readings = placed(read(site, chapters, whole, classification))
    manuscript = written(readings, site, [Block("masthead()", heading=True)] if whole else [])
    if manuscript.findings:
        raise ManualError(manuscript.findings)
    front = 0 if whole else FRONT
    return replace(manuscript, sheets=paged(manuscript.sheets, manuscript.sections, front))
