from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.communication import Communication
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every communication has a sender, an audience, a channel, a time and a record.

    Source: ISO/IEC 42001, 7.4.
    """
    for communication in manual.all(Communication):
        given = {
            "sender": communication.sender,
            "audience": communication.audience or communication.everyone,
            "channel": communication.channel,
            "when": communication.when or communication.every,
            "record": communication.record,
        }
        missing = [
            "time" if name == "when" else name
            for name, value in given.items()
            # A value that cannot be read is reported already.
            if not value
            and manual.invalid_fields.keys().isdisjoint(
                {(communication.key, name), (communication.key, "every")}
            )
        ]
        if missing:
            fields = join_words(f"`{'when' if name == 'time' else name}`" for name in missing)
            words = join_words(f"no {name}" for name in missing)
            yield RuleResult(communication, f"has {words}", f"Add {fields}.")
