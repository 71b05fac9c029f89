from typing import Annotated

from ._markers import Affects, Heading
from ._owned import Owned
from ._types import AudienceId, Email, Markdown, Phone, RoleId, WebAddress


class Channel(Owned):
    """A channel through which the organisation communicates about AI (clause 7.4)."""

    folder = "channels"
    name = "channel"
    plural = "channels"
    introduction = (
        "The channels through which we communicate about AI. The page of a channel gives its "
        "purpose, its audience, and whether you can reply or raise a concern there."
    )
    register_columns = ("medium", "owner", "audience")

    medium: str
    """The medium: `intranet page`, `meeting`, `mailing list`."""
    audience: Annotated[tuple[AudienceId, ...], Affects("told")] = ()
    """The roles and interested parties it reaches."""
    everyone: bool = False
    """Whether it reaches all staff."""
    where: Annotated[str, Heading("Location")] = ""
    """Where to find it: an address, a room, a time."""
    two_way: bool = False
    """Whether its audience can reply through it."""
    incidents: bool = False
    """Whether incidents with AI systems are reported through it (A.8.3)."""
    concerns: bool = False
    """Whether concerns about AI can be raised through it (A.3.3)."""
    phone: Phone | None = None
    """The telephone number: `+31 71 555 0100` or `extension 4000`."""
    hours: str = ""
    """When somebody answers the telephone: `day and night`."""
    form: WebAddress | None = None
    """The address of its form or tool: `https://intranet.example.org/speak-up`."""
    email: Email | None = None
    """The e-mail address."""
    anonymous: bool | None = None
    """Whether it accepts reports without a name; leave it out if that is not decided."""
    read_by: tuple[RoleId, ...] = ()
    """The roles that read what is sent to it; default: its owner."""
    purpose: Markdown = ""
    """What it is used for, and what it is not used for."""
