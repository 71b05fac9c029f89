"""Values to places: scales, and the round numbers that stand beside an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

_FINEST = 1e-9
"""The least step between two values that is drawn; finer ones are all the same."""


@dataclass(frozen=True)
class Scale:
    """Takes values from `low` to `high` to places from `start` to `end`, in proportion."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Return about so many round values, the first not above `low`, the last not below `high`."""
    if high <= low:
        low, high = low - (abs(low) or 1) * 0.1, low + (abs(low) or 1) * 0.1
    rough = high / about - low / about
    if rough < _FINEST:
        return [low, high]
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough * 0.999)
    first = floor(low / step + 1e-9)
    values = [round(first * step, 10)]
    while values[-1] < high - step * 1e-9:
        values.append(round((first + len(values)) * step, 10))
    return values


def months(day: date, count: int = 12) -> Sequence[date]:
    """Return the first days of so many months, from the month of a day on."""
    start = day.year * 12 + day.month - 1
    end = min(start + count, (date.max.year + 1) * 12)
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, end)]
