from collections.abc import Iterator
from functools import partial

from ..editions import changes
from ..editions.comparison import plural, summary
from . import Asset
from . import _changes as change_html
from ._renderer import Page, Press

HOME = "/changes/"


def chapter(press: Press) -> Iterator[Page | Asset]:
    """What changed since the last edition: by kind of record, then by the roles it concerns."""
    yield Page(HOME, "What changed", partial(_changes, press))


def _changes(press: Press) -> str:
    return press.render(
        "changes.html",
        since=changes.since_last(press.manual),
        summary=summary,
        plural=plural,
        html=change_html,
    )
