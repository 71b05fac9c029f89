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
FORMERLY = ("one-sided-flow",)


@dataclass
class _Flow:
    """The outputs of one process to another, and the inputs of the other from it.

    Each has its number in the record, by its name.
    """

    outputs: dict[str, int] = field(default_factory=dict)
    inputs: dict[str, int] = field(default_factory=dict)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every output to a process is an input there under the same name, and vice versa."""
    for (giver, taker), flow in _flows(manual).items():
        given, taken = (
            {_normalise(what) for what in flow.outputs},
            {_normalise(what) for what in flow.inputs},
        )
        unmatched = [what for what in flow.outputs if _normalise(what) not in taken]
        without_output = [what for what in flow.inputs if _normalise(what) not in given]
        for what in unmatched:
            near = get_close_matches(what, without_output, n=1)
            if near:
                # A misspelling is one finding, although neither side matches.
                without_output.remove(near[0])
                message = f"has the output '{what}' to {taker}, which has the input '{near[0]}'"
                hint = "Write the same name in both records."
            else:
                message = f"has the output '{what}' to {taker}, which does not have this input"
                hint = f"Add it to the `inputs` of {taker}, or delete it here."
            yield RuleResult(manual[giver], message, hint, ("outputs", flow.outputs[what]))
        for what in without_output:
            message = f"has the input '{what}' from {giver}, which does not have this output"
            hint = f"Add it to the `outputs` of {giver}, or delete it here."
            yield RuleResult(manual[taker], message, hint, ("inputs", flow.inputs[what]))


def _flows(manual: Manual) -> dict[tuple[str, str], _Flow]:
    flows: defaultdict[tuple[str, str], _Flow] = defaultdict(_Flow)
    for process in manual.all(Process):
        for number, output in enumerate(process.outputs):
            if isinstance(taker := manual.find(output.to), Process):
                flows[process.key, taker.key].outputs[output.what] = number
        for number, taken in enumerate(process.inputs):
            if isinstance(giver := manual.find(taken.from_), Process):
                flows[giver.key, process.key].inputs[taken.what] = number
    return flows


def _normalise(what: str) -> str:
    return " ".join(what.casefold().split())
