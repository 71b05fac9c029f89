"""Lists, numbers, counts and dates as text."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal

from markupsafe import Markup

_EXACT = Context(prec=1000)
"""Keeps more digits than anybody writes; the default keeps 28."""
_READABLE = 24
"""The highest power of ten that is written with all its digits."""


class Figure(float):
    """A number that keeps the precision with which it was written."""

    exact: Decimal
    """The number as it was written: `0.10` has two decimals."""

    def __new__(cls, written: object) -> "Figure":
        """Return the figure of a text or a number.

        Raises:
            decimal.InvalidOperation: The text is not a number.
        """
        exact = written.exact if isinstance(written, Figure) else Decimal(str(written).strip())
        figure = super().__new__(cls, exact)
        figure.exact = exact
        return figure

    def __sub__(self, other: float) -> "Figure":
        """Return the difference, exact if both numbers are."""
        return Figure(_EXACT.subtract(self.exact, Figure(other).exact))


def join_words(words: Iterable[str], most: int = 12, conjunction: str = "and") -> str:
    """Return `a, b and c`; of more than `most` words the first ones, and the number of the rest."""
    shown = list(words)
    if len(shown) > most:
        return f"{', '.join(shown[:most])} and {len(shown) - most} more"
    return f" {conjunction} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def format_number(value: float, thousands: str = ",") -> str:
    """Return a number with the precision it was written with: `0.0005`, `1,234,567.891`.

    A number with too many digits to read is shown as `1e-40`.
    """
    if isinstance(value, Figure):
        text = _digits(value.exact)
    else:
        # A computed number has no written precision: `2.0` is 2.
        text = _digits(Decimal(repr(value))).removesuffix(".0")
    text = "0" if text == "-0" else text
    return text.replace(",", thousands)


def _digits(exact: Decimal) -> str:
    readable = abs(exact.adjusted()) <= _READABLE or not exact
    return f"{exact:,f}" if readable else f"{exact.normalize(_EXACT):e}"


_PARTED = re.compile(r"(?P<whole>[+-]?\d+(?:[ '\u00a0\u2009\u202f]\d{3})*)(?:[.,](?P<rest>\d+))?")
_POINTS = re.compile(r"(?P<whole>[+-]?\d{1,3}(?:\.\d{3})+),(?P<rest>\d+)")


def plain_number(written: str) -> str:
    """Return a number without separators and with a point: `1234.50` for `1 234,50`.

    The result is empty for a text that is not a number, or that is ambiguous: `1,234`.
    """
    text = written.strip()
    found = _POINTS.fullmatch(text) or _PARTED.fullmatch(text)
    if not found or ("," in text and re.fullmatch(r"[+-]?\d{1,3},\d{3}", text)):
        return ""
    whole = re.sub(r"[^\d+-]", "", found["whole"])
    return f"{whole}.{found['rest']}" if found["rest"] else whole


def format_amount(value: float, unit: str) -> str:
    """Return a number with its unit: `2.5 FTE`."""
    return f"{format_number(value)} {unit}".strip()


def format_count(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun: `1 role`, `3 roles`."""
    return f"{count} {singular if count == 1 else plural or f'{singular}s'}"


def natural_key(id: str) -> list[tuple[int, int, str]]:
    """Return a sort key that compares numbers inside ids by value: `A.6.2.9`, `A.6.2.10`."""
    return [
        # Of two numbers without leading zeros, the longer one is greater.
        (0, len(part.lstrip("0")), part.lstrip("0"))
        if part[0].isdecimal()
        else (1, 0, part.casefold())
        for part in re.split(r"([0-9]+)", id)
        if part
    ]


def format_day(value: date) -> Markup:
    """Return a date as an HTML `time` element: `8 July 2026`, with the ISO 8601 date."""
    shown = f"{value.day} {value:%B %Y}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), shown)


def field_label(name: str) -> str:
    """Return the name of a field in words: `risk_level` becomes `Risk level`."""
    words = name.strip("_").replace("_", " ")
    return words[:1].upper() + words[1:]
