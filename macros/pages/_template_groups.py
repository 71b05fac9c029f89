"""Groups of functions for page templates, with their former names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Any

from jinja2 import Environment

from ..program import deprecate

Function = Callable[..., Any]


@dataclass(frozen=True)
class Group:
    """Functions of a module that templates can call, such as `coverage.parents`."""

    name: str
    summary: str
    module: ModuleType
    names: str
    """The names of the functions, separated by spaces."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Former names of functions, with their current names."""
    also: Mapping[str, Function] = field(default_factory=dict)
    """Functions of other modules, by name."""

    @cached_property
    def functions(self) -> dict[str, Function]:
        """The functions by their names."""
        own = {name: getattr(self.module, name) for name in self.names.split()}
        return own | dict(self.also)


class Functions:
    """A group as templates see it: its functions are its only public attributes."""

    def __init__(self, group: Group, former_name: str = "") -> None:
        self._group = group
        self._former_name = former_name

    def __getattr__(self, name: str) -> Function:
        """Return a function of the group, also by its former name.

        Raises:
            AttributeError: The group does not have this function.
        """
        group = self._group
        if self._former_name:
            deprecate(f"the template name `{self._former_name}`", f"`{group.name}`")
        if name in group.former:
            current = group.former[name]
            deprecate(f"the template name `{group.name}.{name}`", f"`{group.name}.{current}`")
            name = current
        if name not in group.functions:
            raise AttributeError(name)
        return group.functions[name]


def former_function(former: str, current: str, function: Function) -> Function:
    """Return a function that reports its former name when it is called."""

    def call(*arguments: Any, **named: Any) -> Any:
        deprecate(f"the template name `{former}`", f"`{current}`")
        return function(*arguments, **named)

    return call


class Templates(Environment):
    """The environment of page templates, which accepts former names of attributes."""

    former: Mapping[type, Mapping[str, str]] = {}
    """Former names of attributes by class, with their current names."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or item of an object, also by the former name of the attribute."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            current = self.former.get(type(obj), {}).get(attribute)
        if current is None:
            return super().getattr(obj, attribute)
        kind = type(obj).__name__.lower()
        deprecate(f"the template name `{kind}.{attribute}`", f"`{kind}.{current}`")
        return getattr(obj, current)
