from collections.abc import Iterator
from functools import partial

from ..editions import changes
from ..editions.comparison import plural, summary
from . import Asset
from . import _changes as change_html
from ._renderer import Page, PageRenderer

HOME = "/changes/"


def pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the page of changes since the last edition, by kind of record and by role."""
    yield Page(HOME, "Changes", partial(_changes, renderer))


def _changes(renderer: PageRenderer) -> str:
    return renderer.render(
        "changes.html",
        since=changes.changes_since_last(renderer.manual),
        summary=summary,
        plural=plural,
        html=change_html,
    )
