from collections.abc import Iterator

from .. import change_html, changes
from ..comparison import plural, summary
from ..pages import Page, Press
from . import Asset

HOME = "/changes/"


def chapter(press: Press) -> Iterator[Page | Asset]:
    """What changed since the last edition: by kind of record, then by the roles it concerns."""
    since = changes.since_last(press.manual)
    html = press.render(
        "changes.html",
        since=since,
        summary=summary,
        plural=plural,
        html=change_html,
    )
    yield Page(HOME, "What changed", html)
