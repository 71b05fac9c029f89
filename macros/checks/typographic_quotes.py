from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import yaml_value
from ..manual import Manual
from ..model._lookalikes import strip_quotes
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """No title or alias is in typographic quotes, which YAML reads as part of the text."""
    for record in manual.entities:
        if words := strip_quotes(record.title):
            message = f"has a title in typographic quotes: {record.title}"
            yield RuleResult(record, message, f"Write `title: {yaml_value(words)}`.", ("title",))
        for number, alias in enumerate(record.aliases):
            if words := strip_quotes(alias):
                message = f"has an alias in typographic quotes: {alias}"
                yield RuleResult(
                    record, message, f"Write `- {yaml_value(words)}`.", ("aliases", number)
                )
