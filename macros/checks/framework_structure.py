from collections.abc import Iterator

from ..diagnostics import Challenge, Level, did_you_mean
from ..manual import Manual
from ..manual.cycles import circles
from ..model.framework import Framework
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


def check(manual: Manual) -> Iterator[Flaw]:
    """Every part of a framework stands under a part of the same framework, and not under itself."""
    for framework in manual.all(Framework):
        numbers = {item.id: number for number, item in enumerate(framework.items)}
        above = {}
        for number, item in enumerate(framework.items):
            if item.parent is not None and item.parent not in numbers:
                message = f"has {item.id} stand under '{item.parent}', which does not exist"
                hint = did_you_mean(item.parent, numbers)
                yield Flaw(framework, message, hint, ("items", number, "parent"))
            elif item.parent is not None:
                above[item.id] = item.parent
        for circle in circles(above):
            line = " under ".join([*circle, circle[0]])
            way = ("items", numbers[circle[0]], "parent")
            yield Flaw(
                framework, f"has {line}", "Put one of them under another part, or under none.", way
            )
