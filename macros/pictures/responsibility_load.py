from ..manual import Manual
from ..manual.responsibilities import cells_of
from ..model._letters import Colour, LetterScheme
from ..model.role import Role
from ..tables._table import Table, register
from ..text import format_count
from . import Picture
from ._chart import Spec, axis, chart, data, described, field, mark, text
from ._drawing import PAGE, Element, box, legend
from ._palette import fill
from ._text import NORMAL, SMALL, wrap

_NAMES, _ROW, _TOP = 214, 27, 44
_PAINTS: dict[Colour, tuple[str, str]] = {
    "red": ("bar-a", "paper"),
    "green": ("bar-r", "paper"),
    "amber": ("bar-c", "ink-on-bar"),
    "grey": ("bar-i", "ink-on-bar"),
    "blue": ("link", "paper"),
    "violet": ("violet", "paper"),
}
"""The colour of the bar of each colour of letters, and of the numbers on it."""
_LEAST = 18
"""The minimum width of a part of a bar that shows its number."""


def draw(manual: Manual) -> Picture | None:
    """The load of each role: the number of activities for each letter of the matrix."""
    loads = {role.key: _load(manual, role) for role in manual.all(Role)}
    roles = [role for role in manual.all(Role) if sum(loads[role.key].values())]
    if not roles:
        return None
    scheme, answering = manual.letter_scheme, manual.letter_scheme.accountable.letter
    roles.sort(key=lambda role: (-sum(loads[role.key].values()), role.title))
    height = _ROW * len(roles)
    limit = manual.settings.most_accountable
    drawn = chart(
        PAGE,
        height,
        [_bars()],
        data=[data("rows", (_row(role, loads[role.key], limit, scheme) for role in roles))],
        scales=_scales(height, scheme),
        axes=[axis("row", "left", offset=-_NAMES, domain=True, grid=False, labels=False)],
        top=_TOP,
    )
    over = [role.title for role in roles if loads[role.key][answering] > limit]
    first = max(roles, key=lambda role: loads[role.key][answering])
    return Picture(
        "responsibility-load",
        "Responsibility load",
        f"{format_count(len(roles), 'role')} in the responsibility matrix. "
        f"{first.title} is accountable for the most activities: {loads[first.key][answering]}. "
        + (
            f"Accountable for more than {limit}: {', '.join(over)}."
            if over
            else f"No role is accountable for more than {limit}."
        ),
        PAGE,
        _TOP + height,
        (_legend(scheme), *drawn),
        _facts(roles, loads, limit, scheme),
    )


def _facts(
    roles: list[Role], loads: dict[str, dict[str, int]], limit: int, scheme: LetterScheme
) -> Table:
    rows = []
    for role in roles:
        load = loads[role.key]
        too_much = "!" if load[scheme.accountable.letter] > limit else ""
        rows.append((role, *load.values(), sum(load.values()), too_much))
    columns = [*(meaning for _, meaning in scheme.legend), "Total", "Overloaded"]
    return register("Responsibility load in words", "Role", columns, rows)


def _load(manual: Manual, role: Role) -> dict[str, int]:
    cells = cells_of(manual, role)
    letters = [letter for letter, _ in manual.letter_scheme.legend]
    return {letter: sum(letter in cell.letters for cell in cells) for letter in letters}


def _row(role: Role, load: dict[str, int], limit: int, scheme: LetterScheme) -> Spec:
    spoken = ", ".join(f"{scheme.spoken(letter)} {count}" for letter, count in load.items())
    total = sum(load.values())
    is_over = load[scheme.accountable.letter] > limit
    return {
        "role": role.key,
        "name": wrap(role.title, _NAMES - 14, NORMAL, 1),
        "tooltip": described(f"{role.title}: {spoken}", role),
        "parts": [{"letter": letter, "count": count} for letter, count in load.items() if count],
        "total": total,
        "says": f"{total}{' !' if is_over else ''}",
    }


def _scales(height: float, scheme: LetterScheme) -> list[Spec]:
    letters = [letter for letter, _ in scheme.legend]
    paints, texts = zip(*(_PAINTS[scheme.colour(letter)] for letter in letters), strict=True)
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
        {"name": "paint", "type": "ordinal", "domain": letters, "range": [*paints]},
        {"name": "ink", "type": "ordinal", "domain": letters, "range": [*texts]},
    ]


def _bars() -> Spec:
    """Return the row of each role: its name, a bar with a part for each letter, and the total."""
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


def _legend(scheme: LetterScheme) -> Element:
    parts = [
        (box(0, 0, 16, 12, fill(_PAINTS[scheme.colour(letter)][0]), round_=0), word)
        for letter, word in scheme.legend
    ]
    return legend(parts, 4, _NAMES)
