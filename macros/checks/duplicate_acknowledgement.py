from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.acknowledgement import Acknowledgement
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[Flaw]:
    """Nobody has acknowledged the same version of the same document twice."""
    first: dict[tuple[str, str, str], Acknowledgement] = {}
    for one in manual.all(Acknowledgement):
        person, record = manual.find(one.person), manual.find(one.record)
        if person is None or record is None:
            continue
        earlier = first.setdefault((person.key, record.key, one.version), one)
        if earlier is not one:
            where = manual.locate(earlier)
            message = f"says again what {earlier.id} says in {where.path}:{where.line}"
            yield Flaw(one, message, "Keep one of them.", ("person",))
