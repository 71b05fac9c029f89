"""Every file the manual adds to the site."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .. import exports
from .. import pages as page_modules
from ..diagnostics import Location
from ..manual import Manual
from ..pages._outline import OutlineEntry
from ..pages._renderer import Page, PageRenderer


@dataclass(frozen=True)
class SiteOutput:
    """One page or file of the finished site."""

    path: str
    """Its path in the site's sources: `roles/data-steward.md`, `downloads/roles.csv`."""
    page: Page | None = None
    """The page, where it is one."""
    made: Callable[[], bytes] | bytes = b""
    """What is in it or gives that, where it is no page."""
    written: Location | None = None
    """Where its record was written."""

    @cached_property
    def content(self) -> bytes:
        """What is in it, where it is no page."""
        return self.made if isinstance(self.made, bytes) else self.made()


def pages(manual: Manual, overrides: Path | None = None) -> Iterator[SiteOutput]:
    """Yield every page, and what pages load; what is in them is made when it is asked for."""
    renderer = PageRenderer(manual, overrides)
    for page in page_modules.all_pages(renderer):
        if isinstance(page, page_modules.Asset):
            yield SiteOutput(page.path, made=page.content)
            continue
        written = manual.locate(page.record) if page.record else None
        yield SiteOutput(_path(page), page, written=written)


def downloads(manual: Manual) -> Iterator[SiteOutput]:
    """Yield the files to download, each the same for the same data."""
    for name, content in exports.all_exports(manual).items():
        yield SiteOutput(name, made=content)


def outline_entry(output: SiteOutput, path: str) -> OutlineEntry:
    """Return the place of a page of ours in the outline, with its path in the finished site."""
    assert output.page is not None
    record, written = output.page.record, output.written
    return OutlineEntry(
        title=record.title if record else output.page.title,
        path=path,
        source=str(written.path) if written else "",
        line=written.line if written else 1,
        kind=record.folder if record else "",
        id=record.short_id if record else "",
    )


def _path(page: Page) -> str:
    """Return where a person would write the page: registers have a folder of their own."""
    inner = page.address.strip("/")
    single = page.record is not None and page.record.is_singleton
    return f"{inner}/index.md" if page.record is None or single else f"{inner}.md"
