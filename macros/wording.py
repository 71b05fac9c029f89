"""Lists, numbers and counts as a person would say them."""

from collections.abc import Iterable


def listed(words: Iterable[str], most: int = 12) -> str:
    """Return `a, b and c`; of more than so many words the first, and how many there are more."""
    shown = list(words)
    if len(shown) > most:
        return f"{', '.join(shown[:most])} and {len(shown) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def number(value: float) -> str:
    """Return a number without needless decimals: `2.5`, `3`, `120,000`."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def amount(value: float, unit: str) -> str:
    """Return a number with its unit: `2.5 FTE`."""
    return f"{number(value)} {unit}".strip()


def counted(count: int, one: str, many: str = "") -> str:
    """Return how many there are: `1 role`, `3 roles`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"
