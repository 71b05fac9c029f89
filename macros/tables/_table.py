"""A table as rows, before it is a page's, a spreadsheet's or a printer's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from markupsafe import Markup

from ..model import Entity
from ..model.activity import LETTERS

Tone = Literal["good", "open", "bad"]


@dataclass(frozen=True)
class Letters:
    """A cell of a matrix: letters, and what they say in words."""

    letters: str
    """The letters: `A/R`."""
    about: Entity
    """The record the cell leads to."""
    words: str
    """What the cell says: `Data Steward: accountable and responsible for ...`."""
    anchor: str = ""
    """The place on the record's page."""

    def __str__(self) -> str:
        return self.letters


@dataclass(frozen=True)
class ProseCell:
    """A cell of Markdown."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class State:
    """A cell that says where something stands, in words and, besides, by a colour."""

    words: str
    tone: Tone = "open"
    """Whether that is as it should be, still under way, or to be put right."""

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> str:
        return Markup('<span class="aims-state" data-tone="{}">{}</span>').format(
            self.tone, self.words
        )


@dataclass(frozen=True)
class Row:
    """A row: what it is about, and its cells."""

    head: Any
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class RowGroup:
    """Rows that belong together, below a head of their own."""

    head: Any
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A register or a matrix.

    Cells are texts, numbers, days, truths, records, letters, states, prose, or tuples of these.
    """

    title: str
    """What stands above it."""
    row_header: str
    """What the first column is about."""
    columns: tuple[Any, ...]
    """The heads of the other columns: texts or records."""
    rows: tuple[Row, ...] = ()
    """The rows, where they are not in groups."""
    groups: tuple[RowGroup, ...] = ()
    """The rows in groups, where they are."""
    legend: tuple[tuple[str, str], ...] = ()
    """What the letters in its cells mean."""
    matrix: bool = False
    """Whether it crosses records with records: narrow cells, turned heads."""
    empty_text: str = "Nothing is recorded."
    """What is said in its place where it has no rows."""
    filters: tuple[str, ...] = ()
    """The columns by whose values a reader may want to choose."""

    @property
    def all_rows(self) -> Iterator[Row]:
        """The rows, whether in groups or not."""
        yield from self.rows
        for group in self.groups:
            yield from group.rows

    def first(self, most: int) -> "Table":
        """Return the table with so many rows and no more."""
        left = max(0, most - len(self.rows))
        groups = []
        for group in self.groups:
            if shown := group.rows[:left]:
                groups.append(RowGroup(group.head, shown))
                left -= len(shown)
        return replace(self, rows=self.rows[:most], groups=tuple(groups))


_PASSED_OVER = " \n\u00a0\u00ad\u200b\u200c\u200d\u2060\u3000\ufeff"


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula, in wide signs too."""
    # Before it, a spreadsheet may pass over spaces, and over signs that have no width.
    return text.lstrip(_PASSED_OVER).startswith(
        ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
    )


RACI = tuple(LETTERS.items())
"""The legend of a responsibility matrix."""


def register(
    title: str, row_header: str, columns: Sequence[Any], rows: Sequence[Sequence[Any]], **more: Any
) -> Table:
    """Return a table from plain rows, the first value of each being what it is about."""
    made = tuple(Row(row[0], tuple(row[1:])) for row in rows)
    return Table(title, row_header, tuple(columns), made, **more)
