from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.process import Process
from ..model.resource import Resource
from ..text import join_words
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
FORMERLY = ("unresourced-process",)
_NEEDED = {"people": "no people", "tool": "no tool", "budget": "no budget"}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every process is supported by people, a tool and a budget.

    Source: ISO/IEC 42001, 7.1.
    """
    if not manual.all(Resource):
        if manual.all(Process):
            hint = "Add the people, tools and budgets that support them to resources.yaml."
            yield from report_on_manual(
                manual, "has processes, but no resources that support them", hint
            )
        return
    for process in manual.all(Process):
        supported_by = {
            link.origin.type
            for link in manual.backlinks(process)
            if isinstance(link.origin, Resource) and link.field == "supports"
        }
        missing = [words for kind, words in _NEEDED.items() if kind not in supported_by]
        if missing:
            hint = f"Add {process.id} to `supports` of the resources that it uses."
            yield RuleResult(process, f"has {join_words(missing)} to support it", hint)
