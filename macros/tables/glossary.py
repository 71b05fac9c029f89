from ..manual import Manual
from ..model.term import Term
from ._fields import field_cell
from ._table import ProseCell, Table, register


def table(manual: Manual) -> Table:
    """The terms of the manual, their meaning, and related records."""
    rows = [
        (term, ProseCell(term.meaning), _synonyms(term), field_cell(manual, term, "see"))
        for term in sorted(manual.all(Term), key=lambda term: term.title.casefold())
    ]
    return register("Glossary", "Term", ["Meaning", "Also called", "See also"], rows)


def _synonyms(term: Term) -> tuple[str, ...]:
    """Return the aliases of a term without former ids: `data-sheet` beside `data sheet`."""
    ids = {alias.replace(" ", "-") for alias in term.aliases if " " in alias}
    return tuple(alias for alias in term.aliases if alias not in ids)
