from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.process import Process
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


@dataclass
class _Flow:
    """What one process says it gives to another, and what the other says it takes: by number."""

    gives: dict[str, int] = field(default_factory=dict)
    takes: dict[str, int] = field(default_factory=dict)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every output to a process is an input there, by the same name, and the other way round."""
    for (giver, taker), flow in _flows(manual).items():
        given, taken = {_plain(what) for what in flow.gives}, {_plain(what) for what in flow.takes}
        untaken = [what for what in flow.gives if _plain(what) not in taken]
        ungiven = [what for what in flow.takes if _plain(what) not in given]
        for what in untaken:
            near = get_close_matches(what, ungiven, n=1)
            if near:
                # One slip of the pen is one flaw, although it leaves both sides alone.
                ungiven.remove(near[0])
                message = f"gives '{what}' to {taker}, which takes '{near[0]}'"
                hint = "Write the same words in both."
            else:
                message = f"gives '{what}' to {taker}, which takes no such thing from it"
                hint = f"Add it to the inputs of {taker}, or delete it here."
            yield RuleResult(manual[giver], message, hint, ("outputs", flow.gives[what]))
        for what in ungiven:
            message = f"takes '{what}' from {giver}, which gives it no such thing"
            hint = f"Add it to the outputs of {giver}, or delete it here."
            yield RuleResult(manual[taker], message, hint, ("inputs", flow.takes[what]))


def _flows(manual: Manual) -> dict[tuple[str, str], _Flow]:
    flows: defaultdict[tuple[str, str], _Flow] = defaultdict(_Flow)
    for process in manual.all(Process):
        for number, output in enumerate(process.outputs):
            if isinstance(taker := manual.find(output.to), Process):
                flows[process.key, taker.key].gives[output.what] = number
        for number, taken in enumerate(process.inputs):
            if isinstance(giver := manual.find(taken.from_), Process):
                flows[giver.key, process.key].takes[taken.what] = number
    return flows


def _plain(what: str) -> str:
    return " ".join(what.casefold().split())
