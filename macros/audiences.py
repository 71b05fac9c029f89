"""Whom a channel or a communication reaches."""

from .manual import Manual
from .model import Entity
from .model.channel import Channel
from .model.communication import Communication
from .model.role import Role


def reaches(manual: Manual, sender: Channel | Communication, member: Entity) -> bool:
    """Return whether a channel or communication is for a role or party; `everyone` is all roles."""
    if sender.everyone and isinstance(member, Role):
        return True
    return any(manual.find(name) is member for name in sender.audience)


def channels_to(manual: Manual, member: Entity) -> list[Channel]:
    """Return the channels that reach a role or party."""
    return [channel for channel in manual.all(Channel) if reaches(manual, channel, member)]


def communications_to(manual: Manual, member: Entity) -> list[Communication]:
    """Return the communications that are for a role or party."""
    return [one for one in manual.all(Communication) if reaches(manual, one, member)]
