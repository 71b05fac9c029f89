"""Cycles in reporting lines or in chains of parents."""

from collections.abc import Mapping


def find_cycles(above: Mapping[str, str]) -> list[list[str]]:
    """Return each cycle once; `above` maps a name to the name of its parent."""
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
