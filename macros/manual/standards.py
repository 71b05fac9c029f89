"""The standard of the management system, and its requirements."""

from ..model.framework import Framework
from ..model.requirement import Requirement
from ._manual import Manual


def standard(manual: Manual) -> Framework | None:
    """Return the standard of the management system, or None if it is not in the data."""
    found = manual.find(manual.organisation.standard) if manual.organisation else None
    return found if isinstance(found, Framework) else None


def requirements_of(manual: Manual, framework: Framework | None, *sorts: str) -> list[Requirement]:
    """Return the requirements of a framework in its order, of the given sorts (default: all)."""
    return [
        requirement
        for requirement in manual.all(Requirement)
        if framework is not None
        and requirement.framework == framework.id
        and (not sorts or requirement.kind in sorts)
    ]
