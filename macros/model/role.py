from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from ._entity import Entity
from ._markers import Affects, Heading, NotCompared, NotContent
from ._types import CompetenceId, Markdown, RoleId


class Role(Entity):
    """A role in the management system: what it is for, what it does and decides (clause 5.3).

    Who holds it stands with the people, so that a change of holder changes no role.
    """

    folder = "roles"
    name = "role"
    plural = "roles"
    search_weight = 1.15
    introduction = (
        "The roles and bodies of the management system. The page of a role gives its "
        "responsibilities, authorities, owned records and due dates."
    )
    shows_id = False
    register_columns = ("reports_to", "body")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "duties": "5.3, A.3.2",
        "decisions": "5.3",
        "matrix": "5.3, A.3.2",
        "steps": "8.1",
        "owns": "5.3",
        "due": "9.1",
        "talks": "7.4",
        "channels": "7.4, A.3.3",
        "training": "7.2",
        "reading": "7.3",
    }

    purpose: Markdown = ""
    """The purpose of the role, in a sentence or two."""
    welcome: Annotated[Markdown, NotCompared()] = ""
    """The purpose, in words to the people in the role: `You build ...`; default: the purpose."""
    headcount: Annotated[int | None, NotCompared()] = Field(default=None, ge=1)
    """The number of people who work in the role, if the manual does not name all of them."""
    body: bool = False
    """Whether it is a board, committee or team rather than one person."""
    reports_to: Annotated[RoleId | None, Affects("reporting", is_personal=True)] = None
    """The role it reports to; none for the top role."""
    group: bool = False
    """Whether it is a group without one holder, such as all staff, which cannot be accountable."""
    order: Annotated[int | None, NotContent()] = None
    """Its position across matrices; roles without a position follow the organisation chart."""
    accountabilities: Annotated[tuple[Markdown, ...], Heading("Responsibilities")] = ()
    """The responsibilities, one per item."""
    authorities: tuple[Markdown, ...] = ()
    """The decisions that the role may take, one per item."""
    competences: tuple[CompetenceId, ...] = ()
    """The competences that its holder must have."""
    conflicts_with: tuple[RoleId, ...] = ()
    """Roles that the same person must not hold at the same time."""
