"""Circles in a chain of command or of parents."""

from collections.abc import Mapping


def find_cycles(above: Mapping[str, str]) -> list[list[str]]:
    """Return each circle once, from its first name on; `above` gives the name above a name."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in above:
        chain: dict[str, int] = {}
        name = start
        while name in above and name not in seen:
            seen.add(name)
            chain[name] = len(chain)
            name = above[name]
        if name in chain:
            found.append(list(chain)[chain[name] :])
    return found
