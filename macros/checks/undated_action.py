from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import line
from ..manual import Manual
from ..model.action import Action
from . import Flaw

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every action that is open says by when it is to be done."""
    for action in manual.all(Action):
        if action.is_open and action.due is None:
            hint = f"Add the line `{line(Action, 'due')}`, with the day by which it is to be done."
            yield Flaw(
                action, f"is {action.state} and has no day by which it is due", hint, ("due",)
            )
