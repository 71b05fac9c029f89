from collections.abc import Iterator

from ..diagnostics import Challenge, Finding, Level
from ..editions.previous import earlier
from ..loading.files import Text
from ..loading.records import Source
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every edition that was published before can be read."""
    before = earlier(manual)
    found = [*before.findings, *(one for edition in before.editions for one in edition.findings)]
    if (own := manual.organisation) is None:
        return
    for finding in found:
        yield Flaw(own, finding.message, finding.hint, source=_source(finding))


def _source(finding: Finding) -> Source:
    """Return the place of a finding in a file that is not of the data folder."""
    where = finding.where
    lines = "\n" * (where.line - 1) + " " * where.column
    return Source(Text(where.path, "", lines), where.line + where.column - 2)
