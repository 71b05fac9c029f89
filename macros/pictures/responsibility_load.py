from ..manual import Manual
from ..model.activity import LETTERS
from ..model.role import Role
from ..responsibilities import cells_of
from ..table import Table, register
from ..wording import counted
from . import Picture
from ._drawing import (
    PAGE,
    Element,
    box,
    group,
    legend,
    line,
    linked,
    middle,
    scenery,
    target,
)
from ._palette import fill
from ._scale import Scale
from ._text import NORMAL, SMALL, wrapped

_NAMES, _ROW, _TOP = 214, 27, 44


def draw(manual: Manual) -> Picture | None:
    """The load of each role: in how many activities it has which letter of the matrix."""
    loads = {role.key: _load(manual, role) for role in manual.all(Role)}
    roles = [role for role in manual.all(Role) if sum(loads[role.key].values())]
    if not roles:
        return None
    roles.sort(key=lambda role: (-sum(loads[role.key].values()), role.title))
    most = max(sum(load.values()) for load in loads.values())
    scale = Scale(0, most, _NAMES, PAGE - 56)
    height = _TOP + _ROW * len(roles)
    limit = manual.settings.most_accountable
    bars = [
        _bar(role, loads[role.key], scale, _TOP + _ROW * place, limit)
        for place, role in enumerate(roles)
    ]
    over = [role.title for role in roles if loads[role.key]["A"] > limit]
    first = max(roles, key=lambda role: loads[role.key]["A"])
    return Picture(
        "responsibility-load",
        "Responsibility load",
        f"{counted(len(roles), 'role')} in the responsibility matrix. {first.title} is accountable "
        f"for the most activities: {loads[first.key]['A']}. "
        + (
            f"Accountable for more than {limit}: {', '.join(over)}."
            if over
            else f"No role is accountable for more than {limit}."
        ),
        PAGE,
        height,
        (_legend(), _ground(scale, height), *bars),
        _facts(roles, loads, limit),
    )


def _facts(roles: list[Role], loads: dict[str, dict[str, int]], limit: int) -> Table:
    rows = []
    for role in roles:
        load = loads[role.key]
        too_much = "!" if load["A"] > limit else ""
        rows.append((role, *load.values(), sum(load.values()), too_much))
    columns = [*LETTERS.values(), "Total", "Too much"]
    return register("Responsibility load in words", "Role", columns, rows)


def _load(manual: Manual, role: Role) -> dict[str, int]:
    cells = cells_of(manual, role)
    return {letter: sum(letter in cell.letters for cell in cells) for letter in LETTERS}


def _ground(scale: Scale, height: float) -> Element:
    return scenery(line((scale(0), _TOP - 6), (scale(0), height), "edge"))


def _bar(role: Role, load: dict[str, int], scale: Scale, y: float, limit: int) -> Element:
    """Return the row of a role: its name, a bar in up to four parts, and the total."""
    name = wrapped(role.title, _NAMES - 14, NORMAL, 1)
    parts: list[Element] = []
    so_far, total = 0, sum(load.values())
    for letter, count in load.items():
        if not count:
            continue
        left, right = scale(so_far), scale(so_far + count)
        parts.append(
            box(left, y + 4, right - left - 1, _ROW - 8, fill(f"bar-{letter.lower()}"), round_=1)
        )
        if right - left >= 18:
            paint = "paper" if letter in "AR" else "ink-on-bar"
            at = (left + right - 1) / 2
            parts.append(
                middle(
                    [str(count)], at, y + _ROW / 2, SMALL, paint=paint, anchor="middle", bold=True
                )
            )
        so_far += count
    too_much = " !" if load["A"] > limit else ""
    told = ", ".join(f"{LETTERS[letter].lower()} {count}" for letter, count in load.items())
    return linked(
        role,
        target(0, y + 1, PAGE, _ROW - 2),
        middle(name, _NAMES - 10, y + _ROW / 2, NORMAL, anchor="end"),
        group(*parts),
        middle([f"{total}{too_much}"], scale(total) + 6, y + _ROW / 2, SMALL, paint="soft"),
        words=f"{role.title}: {told}",
    )


def _legend() -> Element:
    parts = [
        (box(0, 0, 16, 12, fill(f"bar-{letter.lower()}"), round_=1), word)
        for letter, word in LETTERS.items()
    ]
    return legend(parts, 4, _NAMES)
