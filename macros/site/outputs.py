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
    """A generated page or file of the site."""

    path: str
    """Its path in the site's sources: `roles/data-steward.md`, `downloads/roles.csv`."""
    page: Page | None = None
    """The page, or None for a file."""
    made: Callable[[], bytes] | bytes = b""
    """The content of a file, or a function that returns it."""
    written: Location | None = None
    """The place of its record in the data."""

    @cached_property
    def content(self) -> bytes:
        """The content of a file."""
        return self.made if isinstance(self.made, bytes) else self.made()


def pages(manual: Manual, overrides: Path | None = None) -> Iterator[SiteOutput]:
    """Yield every generated page and the files that pages load; HTML is rendered on demand."""
    renderer = PageRenderer(manual, overrides)
    for page in page_modules.all_pages(renderer):
        if isinstance(page, page_modules.Asset):
            yield SiteOutput(page.path, made=page.content)
            continue
        written = manual.locate(page.record) if page.record else None
        yield SiteOutput(_path(page), page, written=written)


def downloads(manual: Manual) -> Iterator[SiteOutput]:
    """Yield the downloads; the same data gives the same bytes."""
    for name, content in exports.all_exports(manual).items():
        yield SiteOutput(name, made=content)


def outline_entry(output: SiteOutput, path: str) -> OutlineEntry:
    """Return the outline entry of a generated page; `path` is that in the built site."""
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
    """Return the path of a page in `docs/` that would replace this one."""
    inner = page.address.strip("/")
    single = page.record is not None and page.record.is_singleton
    return f"{inner}/index.md" if page.record is None or single else f"{inner}.md"
