from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from ..editions import changes
from ..editions.comparison import Comparison, plural, summary
from ..model import Controlled, kinds
from ..tables._table import Table, register
from . import Asset
from . import _changes as change_html
from ._renderer import Page, PageRenderer

HOME = "/changes/"
_SORTS = ("added", "changed", "removed", "routine")
_COLUMNS = ("New", "Changed", "Removed", "Routine updates only")


def pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the page of changes since the last edition, by kind of record and by role."""
    yield Page(HOME, "Changes", partial(_changes, renderer))


def _changes(renderer: PageRenderer) -> str:
    since = changes.changes_since_last(renderer.manual)
    folders = list(since.comparison.by_kind()) if since else []
    documents = [folder for folder in folders if _holds_documents(folder)]
    others = [folder for folder in folders if folder not in documents]
    return renderer.render(
        "changes.html",
        since=since,
        documents=documents,
        others=others,
        overview=_overview(since.comparison, documents, others) if since else None,
        by_kind=_by_kind(since.comparison, others) if since else None,
        counts=_counts_in_words,
        summary=summary,
        plural=plural,
        html=change_html,
    )


def _holds_documents(folder: str) -> bool:
    kind = kinds().get(folder)
    return kind is not None and issubclass(kind, Controlled)


def _overview(comparison: Comparison, documents: list[str], others: list[str]) -> Table:
    """Return the number of changes of documents, and of all other records together."""
    rows = [_row(comparison, f"changes-{name}", plural(name), [name]) for name in documents]
    if others:
        rows.append(_row(comparison, "other-changes", "Other records", others))
    return register("Number of changes", "Records", _COLUMNS, rows)


def _by_kind(comparison: Comparison, folders: list[str]) -> Table:
    """Return the number of changes of each kind."""
    rows = [_row(comparison, f"changes-{name}", plural(name), [name]) for name in folders]
    return register("Number of changes by kind of record", "Records", _COLUMNS, rows)


def _counts_in_words(comparison: Comparison, folder: str) -> str:
    """Return the number of changes of a kind: `9 new, 2 changed`."""
    counts = _counts(comparison, [folder])
    words = zip(_SORTS, (column.lower() for column in _COLUMNS), strict=True)
    return ", ".join(f"{counts[sort]} {word}" for sort, word in words if counts[sort])


def _counts(comparison: Comparison, folders: Iterable[str]) -> Counter[str]:
    changes_of = [change for folder in folders for change in comparison.by_kind()[folder]]
    return Counter("routine" if change.routine else change.kind for change in changes_of)


def _row(comparison: Comparison, anchor: str, words: str, folders: Iterable[str]) -> list[str]:
    counts = _counts(comparison, folders)
    return [
        Markup('<a href="#{}">{}</a>').format(anchor, words),
        *(str(counts[sort] or "") for sort in _SORTS),
    ]
