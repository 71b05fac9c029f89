from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.process import Process
from ..model.resource import Resource
from ..text import join_words
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
_NEEDED = {"people": "no people", "tool": "no tool", "budget": "no budget"}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every process has people, a tool and a budget that support it."""
    if not manual.all(Resource):
        if manual.all(Process):
            hint = "Write in resources.yaml what they live on: people, tools, budget."
            yield from as_whole(manual, "has processes, and no resource that supports them", hint)
        return
    for process in manual.all(Process):
        there = {
            link.origin.type
            for link in manual.backlinks(process)
            if isinstance(link.origin, Resource) and link.field == "supports"
        }
        missing = [words for kind, words in _NEEDED.items() if kind not in there]
        if missing:
            hint = f"Name {process.id} under `supports` in the resources it lives on."
            yield RuleResult(process, f"has {join_words(missing)} to support it", hint)
