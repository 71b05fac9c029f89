from collections.abc import Iterator

from ..diagnostics import Challenge, Level, quoted
from ..editions.document_control import last
from ..manual import Manual
from ._flaw import Flaw
from ._whole import whole

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING
_KEPT = {
    "policies": "Keep it, with `status: withdrawn`.",
    "procedures": "Keep it, with `status: withdrawn`.",
    "ai-systems": "Keep it, with the day on which it was retired under `retired_on`.",
    "actions": "Keep it; one that is not done after all has `state: cancelled`.",
    "audits": "Keep it: what an audit found is evidence.",
    "management-reviews": "Keep it: what was decided is evidence.",
}
_RENAMED = "If it has another id now, name the old one in its `aliases`."


def check(manual: Manual) -> Iterator[Flaw]:
    """No document, AI system, action, audit or management review of the last edition is gone."""
    since = last(manual)
    for change in since.comparison.changes if since else ():
        if since and change.sort == "removed" and change.folder in _KEPT:
            message = f"no longer holds {quoted(change.label)}, which {since.edition.label} had"
            hint = f"{_KEPT[change.folder]} {_RENAMED}"
            yield from whole(manual, message, hint)
