from typing import Any

from ..earlier import earlier
from ..findings import Challenge
from ..health import by_challenge
from ..manual import Manual
from ..table import Table, register

_HEADS = ("Ownership", "Resources", "Communication", "Review", "Data")
"""What the challenges are called in short, in their order."""


def table(manual: Manual) -> Table:
    """How much was found in each edition, the newest first."""
    found = {str(challenge): len(those) for challenge, those in by_challenge(manual).items()}
    own = manual.organisation.edition if manual.organisation else ""
    rows: list[tuple[Any, ...]] = [(f"{own} (this one)".strip(), manual.day, *_counts(found))]
    rows += [(one.name, one.day, *_counts(one.found)) for one in earlier(manual).editions]
    columns = ["Day", *_HEADS]
    return register("Health by edition", "Edition", columns, rows)


def _counts(found: dict[str, int]) -> list[int | None]:
    return [found.get(str(challenge)) for challenge in Challenge]
