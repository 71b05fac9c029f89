"""The order of roles across a matrix: by hand, then by the organisation chart."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby

from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual


def teams(manual: Manual, keys: Collection[str]) -> list[list[Role]]:
    """Return roles by their keys in the order of a matrix, each team in a list of its own.

    A team is a role with those who report to it and have no reports themselves.
    """
    roles = [role for role in roles_in_order(manual) if role.key in keys]
    managers = {key for key, below in _reports(manual).items() if below}

    def team(role: Role) -> str:
        return role.key if role.key in managers else _manager(manual, role)

    return [list(several) for _, several in groupby(roles, team)]


@per_manual
def roles_in_order(manual: Manual) -> tuple[Role, ...]:
    """Return all roles: those with a position by hand, then the others along the chart."""
    along = list(dict.fromkeys([*_below(manual, "", set()), *manual.all(Role)]))
    return tuple(sorted(along, key=lambda role: (role.order is None, role.order or 0)))


@per_manual
def _reports(manual: Manual) -> dict[str, list[Role]]:
    """Return the roles that report to each role, by its key; `""` has those that report to none."""
    found: defaultdict[str, list[Role]] = defaultdict(list)
    for role in manual.all(Role):
        found[_manager(manual, role)].append(role)
    return dict(found)


def _manager(manual: Manual, role: Role) -> str:
    above = manual.find(role.reports_to) if role.reports_to else None
    return above.key if isinstance(above, Role) else ""


def _below(manual: Manual, key: str, seen: set[str]) -> Iterator[Role]:
    """Yield the roles below a role: those without reports first, then each team."""
    reports = _reports(manual)
    for role in sorted(reports.get(key, ()), key=lambda role: role.key in reports):
        if role.key not in seen:  # A circle of reporting lines is a finding, not an endless list.
            seen.add(role.key)
            yield role
            yield from _below(manual, role.key, seen)
