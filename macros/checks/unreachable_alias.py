from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every alias leads to the record that has it, and to no other."""
    for record in manual.entities:
        for number, alias in enumerate(record.aliases):
            found = manual.find(alias)
            if found is None or found is record:
                continue
            what = "an alias" if alias in found.aliases else "the id"
            message = f"has the alias '{alias}', which is {what} of the {found.name} {found.id}"
            hint = "Delete it here; a link to it would lead there."
            yield Flaw(record, message, hint, ("aliases", number))
