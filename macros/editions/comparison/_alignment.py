"""The alignment of two lists: which items are the same, changed, added, removed or moved."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ._words import likeness

ALIKE = 0.45
"""The lowest likeness at which two items count as one that changed."""
MOST_PAIRS = 10_000
"""In longer lists, items are compared by position only."""


class AlignedPair(NamedTuple):
    """The indices of an item in the old and the new list; None if the list does not have it."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[str], new: Sequence[str], ordered: bool = True) -> list[AlignedPair]:
    """Return the pairs of items, in the order of the new list.

    Without `ordered`, no item counts as moved."""
    same = _same(old, new)
    rest_old = [n for n in range(len(old)) if n not in same]
    taken = set(same.values())
    rest_new = [n for n in range(len(new)) if n not in taken]
    moved = _moved(same) if ordered else set()
    pairs = [AlignedPair(i, j, i in moved) for i, j in same.items()]
    changed = dict(_alike(old, new, rest_old, rest_new))
    pairs += [AlignedPair(i, j) for i, j in changed.items()]
    pairs += [AlignedPair(i, None) for i in rest_old if i not in changed]
    pairs += [AlignedPair(None, j) for j in rest_new if j not in set(changed.values())]
    return sorted(pairs, key=lambda pair: _place(pair))


def _place(pair: AlignedPair) -> tuple[int, int, int]:
    """Return the sort key of a pair: the new position, or the old one of a removed item."""
    if pair.new is not None:
        return pair.new, 1, pair.old or 0
    return pair.old or 0, 0, 0


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the indices of equal items, old to new, each once."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(new))):
        places[new[number]].append(number)
    return {n: places[text].pop() for n, text in enumerate(old) if places.get(text)}


def _moved(same: dict[int, int]) -> set[int]:
    """Return the fewest items that changed their order (longest increasing subsequence)."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    last: list[int] = []
    for old, new in same.items():
        at = bisect_left(ends, new)
        before[old] = last[at - 1] if at else None
        ends[at : at + 1] = [new]
        last[at : at + 1] = [old]
    kept: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return set(same) - kept


def _alike(
    old: Sequence[str], new: Sequence[str], rest_old: list[int], rest_new: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of items that changed, the most similar first."""
    if len(rest_old) * len(rest_new) > MOST_PAIRS:
        candidates = [(i, j) for i, j in zip(rest_old, rest_new, strict=False)]
    else:
        candidates = [(i, j) for i in rest_old for j in rest_new]
    ranked = sorted((-likeness(old[i], new[j]), abs(i - j), i, j) for i, j in candidates)
    done_old: set[int] = set()
    done_new: set[int] = set()
    for less, _, i, j in ranked:
        if -less < ALIKE:
            break
        if i not in done_old and j not in done_new:
            done_old.add(i)
            done_new.add(j)
            yield i, j
