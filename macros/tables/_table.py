"""A table as rows, independent of its format: page, spreadsheet or PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from markupsafe import Markup

from ..model import Entity
from ..model._letters import LetterScheme
from ..model.role import Role

Tone = Literal["good", "open", "bad"]


@dataclass(frozen=True)
class Letters:
    """A cell of a matrix: letters, and their meaning in words."""

    letters: str
    """The letters: `A/R`."""
    about: Entity
    """The record that the cell links to."""
    words: str
    """The meaning: `Data Steward: accountable and responsible for ...`."""
    anchor: str = ""
    """The anchor on the page of the record."""
    scheme: LetterScheme | None = None
    """The scheme that gives the letters their colours; None for those of other matrices."""

    def __str__(self) -> str:
        return self.letters


@dataclass(frozen=True)
class HeldRole:
    """A cell with a role and the names of its holders."""

    role: Role
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role.title} ({', '.join(self.names)})" if self.names else self.role.title


@dataclass(frozen=True)
class ProseCell:
    """A cell of Markdown."""

    text: str
    is_folded: bool = False
    """Whether a page folds a long text after its first sentence."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class State:
    """A cell with a status, in words and by a colour."""

    words: str
    tone: Tone = "open"
    """Whether it is good, open, or needs a correction."""

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> str:
        return Markup('<span class="aims-state" data-tone="{}">{}</span>').format(
            self.tone, self.words
        )


TONES: dict[str, Tone] = {
    **dict.fromkeys(("approved", "done", "implemented", "met", "on track", "verified"), "good"),
    **dict.fromkeys(("at risk", "missed", "not started"), "bad"),
}
"""The tones of the status that a record gives; that of others is open."""


def state_cell(words: str) -> State:
    """Return the status of a record as a cell with its tone."""
    return State(words, TONES.get(words, "open"))


@dataclass(frozen=True)
class MessageCell:
    """A cell with the text of a finding: pages write names and dates, files ids and ISO dates."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Row:
    """A row: heading and cells."""

    head: Any
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class RowGroup:
    """A group of rows with a heading."""

    head: Any
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A register or a matrix.

    Cells are texts, numbers, dates, booleans, records, letters, states, prose, messages, or tuples
    of these.
    """

    title: str
    """Its caption."""
    row_header: str
    """The heading of the first column."""
    columns: tuple[Any, ...]
    """The headings of the other columns: texts or records."""
    rows: tuple[Row, ...] = ()
    """The rows without a group."""
    groups: tuple[RowGroup, ...] = ()
    """The groups of rows."""
    legend: tuple[tuple[str, str], ...] = ()
    """The letters of a matrix, with their meaning."""
    scheme: LetterScheme | None = None
    """The scheme of these letters, if it is a responsibility matrix."""
    column_groups: tuple[int, ...] = ()
    """The numbers of columns that belong together, from the third column on."""
    matrix: bool = False
    """Whether it is a matrix of records: narrow cells, turned headings."""
    empty_text: str = "Nothing is recorded."
    """The text that is shown instead of a table without rows."""
    filters: tuple[str, ...] = ()
    """The columns by which a reader can filter."""

    @property
    def all_rows(self) -> Iterator[Row]:
        """All rows, with and without a group."""
        yield from self.rows
        for group in self.groups:
            yield from group.rows

    @property
    def length(self) -> int:
        """The number of rows, with and without a group."""
        return sum(1 for _ in self.all_rows)

    def first(self, most: int) -> "Table":
        """Return the table with at most this number of rows."""
        left = max(0, most - len(self.rows))
        groups = []
        for group in self.groups:
            if shown := group.rows[:left]:
                groups.append(RowGroup(group.head, shown))
                left -= len(shown)
        return replace(self, rows=self.rows[:most], groups=tuple(groups))


_SKIPPED = " \n\u00a0\u00ad\u200b\u200c\u200d\u2060\u3000\ufeff"


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet could read a text as a formula, also a full-width one."""
    # A spreadsheet can skip spaces and zero-width characters before it.
    return text.lstrip(_SKIPPED).startswith(
        ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
    )


def register(
    title: str, row_header: str, columns: Sequence[Any], rows: Sequence[Sequence[Any]], **more: Any
) -> Table:
    """Return a table from plain rows; the first value of a row is its heading."""
    made = tuple(Row(row[0], tuple(row[1:])) for row in rows)
    return Table(title, row_header, tuple(columns), made, **more)
