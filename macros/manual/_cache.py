"""What follows from a manual, worked out once: nothing in a manual changes once it is made."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from ..model import Entity
from ._manual import Manual

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")


def per_manual(
    function: Callable[[Manual, *Given], Answer],
) -> Callable[[Manual, *Given], Answer]:
    """Return a function of a manual whose answers are kept for as long as the manual is.

    What it takes besides must be hashable. A record is told from others by its key: to hash all of
    its fields takes longer than many an answer. Callers share the answer and must not change it.
    """

    @wraps(function)
    def cached(manual: Manual, *given: *Given) -> Answer:
        question = (function, *(item.key if isinstance(item, Entity) else item for item in given))
        if question not in manual.answers:
            manual.answers[question] = function(manual, *given)
        answer: Answer = manual.answers[question]
        return answer

    return cached
