"""What follows from a manual is worked out once, and goes with the manual."""

import gc
import weakref

from macros.manual import Manual, per_manual
from macros.manual.coverage import coverage_of
from macros.model.requirement import Requirement
from macros.model.role import Role


def test_a_question_is_worked_out_once_for_each_manual_and_record(sound):
    asked = []

    @per_manual
    def initial(manual: Manual, role: Role, place: int) -> str:
        asked.append((role.key, place))
        return role.key[place]

    first, second = sound(), sound()
    role, other = first.all(Role)[:2]
    for manual in (first, second, first, second, first):
        assert initial(manual, role, 0) == role.key[0]
    assert asked == [(role.key, 0)] * 2
    assert initial(first, other, 1) == other.key[1]
    assert asked[2:] == [(other.key, 1)]


def test_answers_go_with_their_manual(sound):
    manual = sound()
    requirement = manual.all(Requirement)[0]
    assert coverage_of(manual, requirement) is coverage_of(manual, requirement)
    gone = weakref.ref(manual)
    del manual
    gc.collect()
    assert gone() is None
