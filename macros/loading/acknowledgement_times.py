"""Reads dates and times as form tools and spreadsheets write them."""

import re
from calendar import month_name
from datetime import date

_CLOCK = (
    r"(?:[\s,T]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*[AaPp]\.?\s?[Mm]\.?)?\s*(?:[A-Za-z]{1,5})?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?"
    r"(?:\s*\([\w\s]+\))?)?\s*"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_CLOCK}")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})\.?[\s-]+([A-Za-z]{{3,9}})\.?,?[\s-]+(\d{{4}}){_CLOCK}")
_MONTH_DAY = re.compile(rf"([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}}),?\s+(\d{{4}}){_CLOCK}")
_MONTHS = [month_name[number].casefold() for number in range(1, 13)]


def possible_days(written: str, month_first: bool = False) -> list[date]:
    """Return the dates that a text can mean: two if day and month can be swapped.

    Args:
        month_first: Whether the export always writes the month before the day.
    """
    text = written.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _days((int(found[1]), int(found[3]), int(found[4])))
    if found := _DAY_MONTH.fullmatch(text):
        return _days((int(found[3]), _month(found[2]), int(found[1])))
    if found := _MONTH_DAY.fullmatch(text):
        return _days((int(found[3]), _month(found[1]), int(found[2])))
    if not (found := _YEAR_LAST.fullmatch(text)):
        return []
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if len(found[4]) == 2 else 0
    if found[2] == ".":  # Dates with dots have the day first in every language.
        return _days((year, second, first))
    if month_first:
        return _days((year, first, second))
    return _days((year, second, first), (year, first, second))


def is_day_first(written: str) -> bool:
    """Return whether the first of two numbers can only be a day: 20/1/2026."""
    found = _YEAR_LAST.fullmatch(written.strip())
    return found is not None and int(found[1]) > 12


def _month(word: str) -> int:
    """Return the number of a month by its English name or abbreviation; default: 0."""
    low = word.casefold()
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(low)), 0)


def _days(*candidates: tuple[int, int, int]) -> list[date]:
    found: list[date] = []
    for year, month, day in candidates:
        try:
            possible = date(year, month, day)
        except ValueError:
            continue
        if possible not in found:
            found.append(possible)
    return found
