from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.communication import Communication
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every communication has a sender, an audience, a channel, a moment and a record."""
    for one in manual.all(Communication):
        given = {
            "sender": one.sender,
            "audience": one.audience or one.everyone,
            "channel": one.channel,
            "when": one.when or one.every,
            "record": one.record,
        }
        missing = [
            "moment" if name == "when" else name
            for name, value in given.items()
            # What was written and could not be read has been reported.
            if not value
            and manual.invalid_fields.keys().isdisjoint({(one.key, name), (one.key, "every")})
        ]
        if missing:
            fields = join_words(f"`{'when' if name == 'moment' else name}`" for name in missing)
            words = join_words(f"no {name}" for name in missing)
            yield RuleResult(one, f"has {words}", f"Fill in {fields}.")
