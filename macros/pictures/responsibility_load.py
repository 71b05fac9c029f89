from ..manual import Manual
from ..manual.responsibilities import cells_of
from ..model.activity import LETTERS
from ..model.role import Role
from ..tables._table import Table, register
from ..text import format_count
from . import Picture
from ._chart import Spec, axis, chart, data, described, field, mark, text
from ._drawing import PAGE, Element, box, legend
from ._palette import fill
from ._text import NORMAL, SMALL, wrap

_NAMES, _ROW, _TOP = 214, 27, 44
_LEAST = 18
"""The minimum width of a part of a bar that shows its number."""


def draw(manual: Manual) -> Picture | None:
    """The load of each role: the number of activities for each letter of the matrix."""
    loads = {role.key: _load(manual, role) for role in manual.all(Role)}
    roles = [role for role in manual.all(Role) if sum(loads[role.key].values())]
    if not roles:
        return None
    roles.sort(key=lambda role: (-sum(loads[role.key].values()), role.title))
    height = _ROW * len(roles)
    limit = manual.settings.most_accountable
    drawn = chart(
        PAGE,
        height,
        [_bars()],
        data=[data("rows", (_row(role, loads[role.key], limit) for role in roles))],
        scales=_scales(height),
        axes=[axis("row", "left", offset=-_NAMES, domain=True, grid=False, labels=False)],
        top=_TOP,
    )
    over = [role.title for role in roles if loads[role.key]["A"] > limit]
    first = max(roles, key=lambda role: loads[role.key]["A"])
    return Picture(
        "responsibility-load",
        "Responsibility load",
        f"{format_count(len(roles), 'role')} in the responsibility matrix. "
        f"{first.title} is accountable for the most activities: {loads[first.key]['A']}. "
        + (
            f"Accountable for more than {limit}: {', '.join(over)}."
            if over
            else f"No role is accountable for more than {limit}."
        ),
        PAGE,
        _TOP + height,
        (_legend(), *drawn),
        _facts(roles, loads, limit),
    )


def _facts(roles: list[Role], loads: dict[str, dict[str, int]], limit: int) -> Table:
    rows = []
    for role in roles:
        load = loads[role.key]
        too_much = "!" if load["A"] > limit else ""
        rows.append((role, *load.values(), sum(load.values()), too_much))
    columns = [*LETTERS.values(), "Total", "Overloaded"]
    return register("Responsibility load in words", "Role", columns, rows)


def _load(manual: Manual, role: Role) -> dict[str, int]:
    cells = cells_of(manual, role)
    return {letter: sum(letter in cell.letters for cell in cells) for letter in LETTERS}


def _row(role: Role, load: dict[str, int], limit: int) -> Spec:
    spoken = ", ".join(f"{LETTERS[letter].lower()} {count}" for letter, count in load.items())
    total = sum(load.values())
    return {
        "role": role.key,
        "name": wrap(role.title, _NAMES - 14, NORMAL, 1),
        "tooltip": described(f"{role.title}: {spoken}", role),
        "parts": [{"letter": letter, "count": count} for letter, count in load.items() if count],
        "total": total,
        "says": f"{total}{' !' if load['A'] > limit else ''}",
    }


def _scales(height: float) -> list[Spec]:
    letters = [*LETTERS]
    paints = [f"bar-{letter.lower()}" for letter in letters]
    texts = ["paper" if letter in "AR" else "ink-on-bar" for letter in letters]
    return [
        {
            "name": "row",
            "type": "band",
            "domain": {"data": "rows", "field": "role"},
            "range": [0, height],
        },
        {
            "name": "count",
            "domain": {"data": "rows", "field": "total"},
            "zero": True,
            "range": [_NAMES, PAGE - 56],
        },
        {"name": "paint", "type": "ordinal", "domain": letters, "range": paints},
        {"name": "ink", "type": "ordinal", "domain": letters, "range": texts},
    ]


def _bars() -> Spec:
    """Return the row of each role: its name, a bar with up to four parts, and the total."""
    stack = {"type": "stack", "field": "count", "as": ["from", "to"]}
    middle: Spec = {"y": _ROW / 2, "baseline": "middle"}
    ends = "scale('count', datum.from)", "scale('count', datum.to)"
    return mark(
        "group",
        {"data": "rows", "name": "row", "field": "parts"},
        text("parent.name", x=_NAMES - 10, align="right", **middle),
        mark(
            "rect",
            "parts",
            x=field("from", scale="count"),
            x2=field("to", scale="count", offset=-1),
            y=4,
            height=_ROW - 8,
            fill=field("letter", scale="paint"),
        ),
        text(
            f"{ends[1]} - {ends[0]} < {_LEAST} ? '' : datum.count",
            "parts",
            SMALL,
            x={"signal": f"({ends[0]} + {ends[1]} - 1) / 2"},
            align="center",
            fill=field("letter", scale="ink"),
            fontWeight=600,
            **middle,
        ),
        text(
            "parent.says",
            size=SMALL,
            x={"scale": "count", "field": {"parent": "total"}, "offset": 6},
            fill="soft",
            **middle,
        ),
        y=field("role", scale="row"),
        width=PAGE,
        height=_ROW,
        description=field("tooltip"),
    ) | {"data": [{"name": "parts", "source": "row", "transform": [stack]}]}


def _legend() -> Element:
    parts = [
        (box(0, 0, 16, 12, fill(f"bar-{letter.lower()}"), round_=0), word)
        for letter, word in LETTERS.items()
    ]
    return legend(parts, 4, _NAMES)
