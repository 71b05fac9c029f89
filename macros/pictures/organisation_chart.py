from ..manual import WITHHELD, Manual
from ..manual.appointments import deputies, holders, unless_names_withheld
from ..manual.cycles import find_cycles
from ..model.role import Role
from ..tables._table import register
from ..text import format_count, join_words
from . import Picture
from ._drawing import Element, Point, box, element, group, label, legend, link_to, path
from ._layout import lay_out
from ._palette import fill, stroke
from ._picture import OutlineItem
from ._text import NORMAL, SMALL, wrap

_WIDTH, _PAD, _TOP = 142, 9, 30


def draw(manual: Manual) -> Picture | None:
    """The organisation chart: reporting lines, bodies and roles, with their holders."""
    roles = manual.all(Role)
    if not roles:
        return None
    above = {role.key: chief for role in roles if (chief := _chief(manual, role))}
    sizes = {role.key: (float(_WIDTH), _height(manual, role)) for role in roles}
    edges = [(above[role.key].key, role.key) for role in roles if role.key in above]
    plan = lay_out(sizes, edges, apart=(34, 10))
    bends = _bends(plan.nodes, edges)
    lines = [
        _line(plan.nodes[superior], plan.nodes[subordinate], bends[superior])
        for superior, subordinate in edges
    ]
    boxes = [_box(manual, role, *plan.nodes[role.key], sizes[role.key][1]) for role in roles]
    vacant = [role for role in roles if _is_vacant(manual, role)]
    columns = ["Kind", "Reports to", "Holder or chair", "Deputy"]
    rows = [
        (
            role,
            _kind(role),
            above.get(role.key),
            unless_names_withheld(manual, holders(manual, role)) or "vacant",
            unless_names_withheld(manual, deputies(manual, role)),
        )
        for role in roles
    ]
    return Picture(
        "organisation-chart",
        "Organisation chart",
        _description(manual, roles, above, vacant),
        max(plan.width + 4, 420),
        plan.height + _TOP + 2,
        (_legend(bool(vacant)), group(*lines, *boxes, transform=f"translate(2 {_TOP})")),
        register("Organisation chart in words", "Role", columns, rows),
        outline=_in_list(manual, roles, above),
    )


def _in_list(manual: Manual, roles: list[Role], above: dict[str, Role]) -> tuple[OutlineItem, ...]:
    """Return the roles as a nested list, each once, even if reporting lines are circular."""
    listed: set[str] = set()

    def item(role: Role) -> OutlineItem:
        listed.add(role.key)
        below = [
            item(other)
            for other in roles
            if above.get(other.key) is role and other.key not in listed
        ]
        return OutlineItem(role, " ".join(_names(manual, role)), tuple(below))

    tops = [item(role) for role in roles if role.key not in above]
    return (*tops, *(item(role) for role in roles if role.key not in listed))


def _chief(manual: Manual, role: Role) -> Role | None:
    chief = manual.find(role.reports_to) if role.reports_to else None
    return chief if isinstance(chief, Role) and chief.key != role.key else None


def _kind(role: Role) -> str:
    return "Body" if role.body else "Person"


def _description(
    manual: Manual, roles: list[Role], above: dict[str, Role], vacant: list[Role]
) -> str:
    bodies = sum(role.body for role in roles)
    tops = [role.title for role in roles if role.key not in above]
    text = (
        f"{format_count(len(roles), 'role')}, {format_count(bodies, 'body', 'bodies')} among them. "
    )
    text += f"At the top: {', '.join(tops)}. " if tops else ""
    if manual.withholds("names"):
        text += "Their holders are shown in the auditor edition. "
    elif vacant:
        text += f"Vacant: {', '.join(role.title for role in vacant)}. "
    else:
        text += "No role is vacant. "
    circular = find_cycles({key: chief.key for key, chief in above.items()})
    return (text + ("Some reporting lines are circular." if circular else "")).strip()


def _is_vacant(manual: Manual, role: Role) -> bool:
    return not holders(manual, role) and not manual.withholds("names")


def _names(manual: Manual, role: Role) -> tuple[str, ...]:
    found = holders(manual, role)
    if not found:
        return ("vacant" if _is_vacant(manual, role) else WITHHELD,)
    words = found[0].title if len(found) == 1 else f"{found[0].title} and {len(found) - 1} more"
    return wrap(words, _WIDTH - 2 * _PAD, SMALL)


def _title(role: Role) -> tuple[str, ...]:
    return wrap(role.title, _WIDTH - 2 * _PAD, NORMAL, 3, bold=True)


def _height(manual: Manual, role: Role) -> float:
    return 16.0 + 15 * len(_title(role)) + 15 * len(_names(manual, role))


def _bends(places: dict[str, Point], edges: list[tuple[str, str]]) -> dict[str, float]:
    """Return the bends of the lines from each box, chosen so that lines do not overlap."""
    spans: dict[str, list[float]] = {}
    for key, other in edges:
        spans.setdefault(key, [places[key][1]]).append(places[other][1])
    bends: dict[str, float] = {}
    for key, span in sorted(spans.items(), key=lambda item: (places[item[0]], item[0])):
        taken = {
            bends[other]
            for other, theirs in spans.items()
            if other in bends
            and abs(places[other][0] - places[key][0]) < _WIDTH
            and min(theirs) <= max(span) + 4
            and min(span) <= max(theirs) + 4
        }
        bends[key] = next((bend for bend in (17.0, 24.0, 10.0) if bend not in taken), 17.0)
    return bends


def _line(start: Point, end: Point, turn: float) -> Element:
    """Return a line with a bend between two boxes in adjacent columns."""
    x, bend, x2 = start[0] + _WIDTH / 2, start[0] + _WIDTH / 2 + turn, end[0] - _WIDTH / 2
    return path(["M", x, start[1], "H", bend, "V", end[1], "H", x2], stroke("edge"))


def _outline(role: Role, vacant: bool, x: float, y: float, h: float) -> list[Element]:
    """Return the shape of a role: round with a double edge for a body, square for a person."""
    paint = "warn" if vacant else "edge"
    dash = "5 4" if vacant else None
    ground = fill("warn-tint" if vacant else "tint" if role.body else "paper")
    if not role.body:
        return [
            box(
                x, y, _WIDTH, h, "aims-node", ground, stroke(paint), round_=2, stroke_dasharray=dash
            )
        ]
    inner = box(x + 3, y + 3, _WIDTH - 6, h - 6, stroke(paint), round_=9, fill="none")
    outer = box(x, y, _WIDTH, h, "aims-node", ground, stroke(paint), round_=12)
    outer.attrib.update({"stroke-dasharray": dash} if dash else {})
    return [outer, inner]


def _box(manual: Manual, role: Role, x: float, y: float, h: float) -> Element:
    left, top = x - _WIDTH / 2, y - h / 2
    names, title, found = _names(manual, role), _title(role), holders(manual, role)
    vacant = _is_vacant(manual, role)
    chair = "chair: " if role.body and not vacant else ""
    below = top + 12 + 15 * len(title) + 11
    return link_to(
        role,
        *_outline(role, vacant, left, top, h),
        label(title, x, top + 20, NORMAL, anchor="middle", bold=True),
        label(names, x, below, SMALL, paint="warn" if vacant else "soft", anchor="middle"),
        words=f"{role.title}, {chair}{join_words(person.title for person in found) or names[0]}",
    )


def _legend(vacant: bool) -> Element:
    body = element(
        "g",
        box(0, 0, 16, 12, fill("tint"), stroke("edge"), round_=5),
        box(2, 2, 12, 8, stroke("edge"), round_=4, fill="none"),
    )
    items = [
        (body, "body, with its chair"),
        (box(0, 0, 16, 12, fill("paper"), stroke("edge"), round_=1), "person, with the holder"),
    ]
    if vacant:
        dashed = box(0, 0, 16, 12, fill("warn-tint"), stroke("warn"), stroke_dasharray="4 3")
        items.append((dashed, "vacant"))
    return legend(items, 1, 1)
