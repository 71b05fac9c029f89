from collections.abc import Iterator

from ..diagnostics import Category, Finding, Severity
from ..editions.previous import previous_editions
from ..loading.files import SourceText
from ..loading.records import SourceMap
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every earlier edition can be read."""
    before = previous_editions(manual)
    found = [
        *before.findings,
        *(finding for edition in before.editions for finding in edition.findings),
    ]
    if (own := manual.organisation) is None:
        return
    for finding in found:
        yield RuleResult(own, finding.message, finding.hint, source=_source_map(finding))


def _source_map(finding: Finding) -> SourceMap:
    """Return a source map for the place of a finding outside the data folder."""
    where = finding.where
    lines = "\n" * (where.line - 1) + " " * where.column
    return SourceMap(SourceText(where.path, "", lines), where.line + where.column - 2)
