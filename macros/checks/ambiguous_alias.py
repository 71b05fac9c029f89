from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
FORMERLY = ("unreachable-alias",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every alias names one record only."""
    for record in manual.entities:
        for number, alias in enumerate(record.aliases):
            found = manual.find(alias)
            if found is record:
                continue
            if found is None:
                first = next(iter(manual.records_sharing(alias)), record)
                if first is not record:
                    yield _report_shared(record, number, alias, first)
                continue
            what = "an alias" if alias in found.aliases else "the id"
            message = f"has the alias '{alias}', which is {what} of the {found.name} {found.id}"
            hint = f"Delete the alias here: links to it lead to {found.id}."
            yield RuleResult(record, message, hint, ("aliases", number))


def _report_shared(record: Entity, number: int, alias: str, other: Entity) -> RuleResult:
    what = "an alias" if alias in other.aliases else "a name"
    message = f"has the alias '{alias}', which is also {what} of the {other.name} {other.id}"
    return RuleResult(
        record,
        message,
        "Delete it from one of the two records; until then, it refers to neither.",
        ("aliases", number),
    )
