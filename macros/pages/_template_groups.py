"""Groups of functions for page templates, with their former names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from ..program import deprecate

Function = Callable[..., Any]


@dataclass(frozen=True)
class Group:
    """Functions of a module that templates can call: `coverage.parents(manual, record)`."""

    name: str
    summary: str
    module: ModuleType
    names: str
    """The names of the functions, separated by spaces."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Former names of functions, with their current names."""

    @property
    def functions(self) -> dict[str, Function]:
        """The functions by their names."""
        return {name: getattr(self.module, name) for name in self.names.split()}

    def __getattr__(self, name: str) -> Function:
        """Return a function of the group, also by its former name.

        Raises:
            AttributeError: The group does not have this function.
        """
        if name in self.former:
            current = self.former[name]
            deprecate(f"the template name `{self.name}.{name}`", f"`{self.name}.{current}`")
            return self.functions[current]
        if name not in self.names.split():
            raise AttributeError(name)
        return self.functions[name]


@dataclass(frozen=True)
class FormerGroup:
    """A group by its former name."""

    former_name: str
    group: Group

    def __getattr__(self, name: str) -> Function:
        """Return a function of the group, and report the former name."""
        deprecate(f"the template name `{self.former_name}`", f"`{self.group.name}`")
        function: Function = getattr(self.group, name)
        return function


def former_function(former: str, current: str, function: Function) -> Function:
    """Return a function that reports its former name when it is called."""

    def call(*arguments: Any, **named: Any) -> Any:
        deprecate(f"the template name `{former}`", f"`{current}`")
        return function(*arguments, **named)

    return call
