"""The framework that the management system follows, and what it asks for."""

from ..model.framework import Framework
from ..model.requirement import Requirement
from ._manual import Manual


def standard(manual: Manual) -> Framework | None:
    """Return the framework that the management system follows, where its file is there."""
    found = manual.find(manual.organisation.standard) if manual.organisation else None
    return found if isinstance(found, Framework) else None


def requirements_of(manual: Manual, framework: Framework | None, *sorts: str) -> list[Requirement]:
    """Return the parts of a framework in its own order: all, or those of some sorts."""
    return [
        requirement
        for requirement in manual.all(Requirement)
        if framework is not None
        and requirement.framework == framework.id
        and (not sorts or requirement.kind in sorts)
    ]
