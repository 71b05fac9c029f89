from collections import Counter

from ..manual import Manual
from ..model.crosswalk import Crosswalk
from ..model.framework import Framework
from ..model.requirement import Requirement
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The number of related requirements in other frameworks, by source."""
    counts: Counter[tuple[str, str, str]] = Counter()
    documents: dict[str, tuple[str, str]] = {}
    for crosswalk in manual.all(Crosswalk):
        for source in crosswalk.sources:
            documents[source.id] = (source.document, source.authority)
        for pair in crosswalk.pairs:
            other = manual.find(pair.to)
            if isinstance(other, Requirement):
                counts[other.framework, pair.source, pair.basis.replace("-", " ")] += 1
    rows = [
        (
            framework,
            count,
            basis,
            documents.get(source, (source, ""))[0],
            documents.get(source, ("", ""))[1],
        )
        for framework in manual.all(Framework)
        for (name, source, basis), count in sorted(counts.items())
        if name == framework.id
    ]
    columns = ["Pairs", "Basis", "Source", "Kind of source"]
    return register(
        "Crosswalk to other frameworks",
        "Framework",
        columns,
        rows,
        empty_text="No crosswalks are recorded.",
    )
