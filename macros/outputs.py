"""Every file the manual adds to the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from . import chapters, exports, reference
from .findings import Location
from .manual import Manual
from .pages import Page, Press


@dataclass(frozen=True)
class Output:
    """One page or file of the finished site."""

    path: str
    """Its path in the site's sources: `roles/data-steward.md`, `downloads/roles.csv`."""
    page: Page | None = None
    """The page, where it is one."""
    content: bytes = b""
    """What is in it, where it is a file to download."""
    written: Location | None = None
    """Where its record was written."""


def outputs(manual: Manual, overrides: Path | None = None) -> Iterator[Output]:
    """Yield every file the manual adds, each the same for the same data."""
    press = Press(manual, overrides)
    for page in chain(press.pages(), reference.pages(press), chapters.all_chapters(press)):
        if isinstance(page, chapters.Asset):
            yield Output(page.path, content=page.content)
            continue
        written = manual.locate(page.record) if page.record else None
        yield Output(_path(page), page, written=written)
    for name, content in exports.all_exports(manual).items():
        yield Output(name, content=content)


def _path(page: Page) -> str:
    """Return where a person would write the page: registers have a folder of their own."""
    inner = page.address.strip("/")
    single = page.record is not None and page.record.single
    return f"{inner}/index.md" if page.record is None or single else f"{inner}.md"
