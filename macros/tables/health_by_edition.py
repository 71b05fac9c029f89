from typing import Any

from ..checks._health import findings_by_category, is_withheld
from ..diagnostics import Category
from ..editions.previous import previous_editions
from ..manual import NOT_SHOWN, Manual
from ._table import Table, register

_TITLE = "Findings by edition"
_HEADS = ("Ownership", "Resources", "Communication", "Review", "Data")
"""Short names of the categories, in their order."""


def table(manual: Manual) -> Table:
    """The number of findings in each edition, latest first."""
    columns = ["Date", *_HEADS]
    if is_withheld(manual):
        return register(_TITLE, "Edition", columns, [], empty_text=NOT_SHOWN)
    found = {
        str(category): len(findings) for category, findings in findings_by_category(manual).items()
    }
    own = manual.organisation.edition if manual.organisation else ""
    rows: list[tuple[Any, ...]] = [(f"{own} (this one)".strip(), manual.day, *_counts(found))]
    rows += [
        (edition.name, edition.day, *_counts(edition.found))
        for edition in previous_editions(manual).editions
    ]
    return register(_TITLE, "Edition", columns, rows)


def _counts(found: dict[str, int]) -> list[int | None]:
    return [found.get(str(category)) for category in Category]
