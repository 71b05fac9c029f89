from collections.abc import Iterator
from functools import partial

from .. import change_html, changes
from ..comparison import plural, summary
from ..pages import Page, Press
from . import Asset

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
