from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.process import Process
from ..model.resource import Resource
from ..text import listed
from . import Flaw
from ._whole import whole

CHALLENGE = Challenge.RESOURCES
LEVEL = Level.WARNING
_NEEDED = {"people": "no people", "tool": "no tool", "budget": "no budget"}


def check(manual: Manual) -> Iterator[Flaw]:
    """Every process has people, a tool and a budget that support it."""
    if not manual.all(Resource):
        if manual.all(Process):
            hint = "Write in resources.yaml what they live on: people, tools, budget."
            yield from whole(manual, "has processes, and no resource that supports them", hint)
        return
    for process in manual.all(Process):
        there = {
            link.origin.type
            for link in manual.links_to(process)
            if isinstance(link.origin, Resource) and link.field == "supports"
        }
        missing = [words for kind, words in _NEEDED.items() if kind not in there]
        if missing:
            hint = f"Name {process.id} under `supports` in the resources it lives on."
            yield Flaw(process, f"has {listed(missing)} to support it", hint)
