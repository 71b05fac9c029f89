from ..manual import Manual
from ..model.term import Term
from ._fields import cell
from ._table import Prose, Table, register


def table(manual: Manual) -> Table:
    """The words of the manual, what they mean here, and where to read on."""
    rows = [
        (one, Prose(one.meaning), one.aliases, cell(manual, one, "see"))
        for one in sorted(manual.all(Term), key=lambda one: one.title.casefold())
    ]
    return register("Words we use", "Word", ["What it means here", "Also called", "Read on"], rows)
