from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Controlled, Entity, kinds
from ..model.action import Action
from ..model.ai_system import AISystem
from ..model.metric import Metric
from ..model.organisation import Organisation
from ..model.person import Person
from ..model.review import Review
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
# The kind, the list inside it, the earlier and the later day, and what to say.
_PAIRS: tuple[tuple[type[Entity], str, str, str, str], ...] = (
    (Controlled, "", "approved_on", "effective", "applies from {1}, before its approval on {0}"),
    (Organisation, "", "approved_on", "issued", "was issued on {1}, before its approval on {0}"),
    (Organisation, "holds", "since", "until", "holds a framework until {1}, before {0}"),
    (AISystem, "", "in_use_since", "retired_on", "was retired on {1}, before its use from {0}"),
    (Action, "", "raised", "closed", "was closed on {1}, before it was raised on {0}"),
    (Action, "", "raised", "due", "was due on {1}, before it was raised on {0}"),
    (Person, "appointments", "since", "until", "has a role until {1}, before taking it up on {0}"),
    (Person, "appointments", "joined", "since", "has a role since {1}, before joining on {0}"),
    (
        Person,
        "competences",
        "since",
        "expires",
        "has a competence until {1}, before showing it on {0}",
    ),
)
_NEWEST_FIRST: tuple[tuple[type[Entity], str], ...] = (
    (Controlled, "revisions"),
    (Organisation, "revisions"),
    (Review, "held"),
)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nothing ends before it begins or applies before it is approved; histories are in order."""
    for kind in kinds().values():
        pairs = [pair[1:] for pair in _PAIRS if issubclass(kind, pair[0])]
        lists = [name for family, name in _NEWEST_FIRST if issubclass(kind, family)]
        for record in manual.all(kind) if pairs or lists else ():
            for pair in pairs:
                yield from _of_pair(record, *pair)
            for name in lists:
                yield from _of_history(record, name, newest_first=True)
    for metric in manual.all(Metric):
        yield from _of_history(metric, "measurements", newest_first=False)


def _of_pair(
    record: Entity, inside: str, earlier: str, later: str, words: str
) -> Iterator[RuleResult]:
    for number, part in enumerate(getattr(record, inside) if inside else (record,)):
        first: date | None = getattr(part, earlier, None) or getattr(record, earlier, None)
        last: date | None = getattr(part, later)
        if first and last and last < first:
            field_path = (inside, number, later) if inside else (later,)
            yield RuleResult(
                record, words.format(first, last), "Correct one of the two days.", field_path
            )


def _of_history(record: Entity, name: str, *, newest_first: bool) -> Iterator[RuleResult]:
    days: list[date] = [part.on for part in getattr(record, name)]
    for number, (above, below) in enumerate(pairwise(days), 1):
        if above < below if newest_first else above > below:
            order = "newest" if newest_first else "oldest"
            message = f"has {below} below {above} in its {name}"
            hint = f"Write the {order} first, or correct the day."
            yield RuleResult(record, message, hint, (name, number, "on"))
