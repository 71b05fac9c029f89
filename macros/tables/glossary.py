from ..manual import Manual
from ..model.term import Term
from ._fields import field_cell
from ._table import ProseCell, Table, register


def table(manual: Manual) -> Table:
    """The words of the manual, what they mean here, and where to read on."""
    rows = [
        (one, ProseCell(one.meaning), one.aliases, field_cell(manual, one, "see"))
        for one in sorted(manual.all(Term), key=lambda one: one.title.casefold())
    ]
    return register("Words we use", "Word", ["What it means here", "Also called", "Read on"], rows)
