from ..answers import coverage_of
from ..manual import Manual
from ..table import Table


def table(manual: Manual) -> Table:
    """Every control of the standard: what carries it out, who is accountable, what shows it."""
    return coverage_of(manual, "Controls and what carries them out", "control")
