"""The reference of the names that page templates can use."""

import inspect
from collections.abc import Iterator, Mapping

from ..tables._table import ProseCell, Table, register
from . import _template_names as names
from ._reference_fields import arguments, code, summary
from ._template_groups import Function


def tables() -> Iterator[tuple[str, str, str, Table]]:
    """Yield (id, title, introduction, table) for each section of the page."""
    yield "functions", "Functions", "", _functions("Functions", names.FUNCTIONS)
    yield "filters", "Filters", "`{{ value | filter }}`", _functions("Filters", names.FILTERS)
    lead = f"Tests: {', '.join(f'`value is {name}`' for name in names.TESTS)}."
    yield "groups", "Groups of functions", lead, _groups()
    for group in names.GROUPS:
        table = _functions(f"Functions of {group.name}", group.functions, group.name)
        yield f"group-{group.name}", group.name, group.summary, table
    lead = "Accepted for one release. The build prints a notice when a template uses one."
    yield "former-names", "Former names", lead, _former()


def _functions(title: str, functions: Mapping[str, Function], group: str = "") -> Table:
    rows = [
        (
            code(f"{group}.{name}" if group else name),
            ProseCell(summary(inspect.getdoc(function) or "")),
            _arguments(function, is_global=not group),
        )
        for name, function in functions.items()
    ]
    return register(title, "Name", ["Returns", "Arguments"], rows)


def _arguments(function: Function, is_global: bool) -> tuple[str, ...]:
    """Return the arguments that a template passes: of a global name, all but the manual."""
    passed = arguments(function, manual_first=False)
    return tuple(name for name in passed if name != "manual") if is_global else passed


def _groups() -> Table:
    rows = [(code(group.name), group.summary, len(group.functions)) for group in names.GROUPS]
    return register("Groups of functions", "Name", ["Content", "Functions"], rows)


def _former() -> Table:
    rows = [(code(former), code(name)) for former, name in names.FORMER.items()]
    rows += [(code(former), code(name)) for former, name in names.FORMER_GROUPS.items()]
    rows += [
        (code(f"{group.name}.{former}"), code(f"{group.name}.{name}"))
        for group in names.GROUPS
        for former, name in group.former.items()
    ]
    rows += [
        (code(f"{kind.__name__.lower()}.{former}"), code(f"{kind.__name__.lower()}.{name}"))
        for kind, attributes in names.FORMER_ATTRIBUTES.items()
        for former, name in attributes.items()
    ]
    return register("Former names", "Former name", ["Name"], rows)
