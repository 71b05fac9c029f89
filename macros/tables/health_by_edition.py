from typing import Any

from ..checks._health import findings_by_category, is_withheld
from ..diagnostics import Category
from ..editions.previous import previous_editions
from ..manual import NOT_SHOWN, Manual
from ._table import Table, register

_TITLE = "Health by edition"
_HEADS = ("Ownership", "Resources", "Communication", "Review", "Data")
"""What the challenges are called in short, in their order."""


def table(manual: Manual) -> Table:
    """How much was found in each edition, the newest first."""
    columns = ["Day", *_HEADS]
    if is_withheld(manual):
        return register(_TITLE, "Edition", columns, [], empty_text=NOT_SHOWN)
    found = {
        str(challenge): len(those) for challenge, those in findings_by_category(manual).items()
    }
    own = manual.organisation.edition if manual.organisation else ""
    rows: list[tuple[Any, ...]] = [(f"{own} (this one)".strip(), manual.day, *_counts(found))]
    rows += [(one.name, one.day, *_counts(one.found)) for one in previous_editions(manual).editions]
    return register(_TITLE, "Edition", columns, rows)


def _counts(found: dict[str, int]) -> list[int | None]:
    return [found.get(str(challenge)) for challenge in Category]
