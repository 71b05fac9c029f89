"""The audience of channels, communications and policies."""

from ..model import Entity
from ..model.channel import Channel
from ..model.communication import Communication
from ..model.interested_party import InterestedParty, Need
from ..model.policy import Policy
from ..model.role import Role
from ._manual import Manual

ALL_STAFF = "all-staff"
"""The id of the role that means all staff, if a manual has one."""
Listener = Role | InterestedParty


def is_group(role: Role) -> bool:
    """Return whether a role stands for a group of people without one holder."""
    return role.group or role.id == ALL_STAFF


def audience(manual: Manual, record: Channel | Communication | Policy) -> list[Listener]:
    """Return the roles and interested parties in the audience of a record."""
    found = (manual.find(name) for name in record.audience)
    return [record for record in found if isinstance(record, Role | InterestedParty)]


def reaches(manual: Manual, through: Channel | Communication, listener: Listener) -> bool:
    """Return whether a channel or communication reaches a listener; `everyone` is all roles."""
    if through.everyone and isinstance(listener, Role):
        return True
    return any(covers(named, listener) for named in audience(manual, through))


def covers(named: Entity | None, listener: Listener) -> bool:
    """Return whether a listener is the named record, or is part of the named `all-staff` role."""
    if named is listener:
        return True
    everybody = isinstance(named, Role) and named.id == ALL_STAFF
    return everybody and isinstance(listener, Role) and not listener.body


def channels_to(manual: Manual, listener: Listener) -> list[Channel]:
    """Return the channels that reach a role or party."""
    named, everyone = _naming(manual, listener), isinstance(listener, Role)
    return [
        channel
        for channel in manual.all(Channel)
        if channel.key in named or (everyone and channel.everyone)
    ]


def communications_to(manual: Manual, listener: Listener) -> list[Communication]:
    """Return the communications that reach a role or party."""
    named, everyone = _naming(manual, listener), isinstance(listener, Role)
    return [
        communication
        for communication in manual.all(Communication)
        if communication.key in named or (everyone and communication.everyone)
    ]


def _naming(manual: Manual, listener: Listener) -> set[str]:
    """Return the keys of the records that have a role or party in their audience."""
    everybody = manual.find(ALL_STAFF)
    named = [listener]
    if isinstance(everybody, Role) and covers(everybody, listener):
        named.append(everybody)
    links = (link for record in named for link in manual.backlinks(record))
    return {link.origin.key for link in links if link.field_path[0] == "audience"}


def communications_about(manual: Manual, record: Entity) -> list[Communication]:
    """Return the communications that are about a record."""
    found = {
        link.origin.key: link.origin
        for link in manual.backlinks(record)
        if link.field == "about" and isinstance(link.origin, Communication)
    }
    return list(found.values())


def reading_of(manual: Manual, role: Role) -> list[Policy]:
    """Return the required reading of a role: its own policies, and those for all staff."""
    return [
        policy
        for policy in manual.all(Policy)
        if any(covers(named, role) for named in audience(manual, policy))
    ]


def needs_met_by(manual: Manual, record: Entity) -> list[tuple[InterestedParty, Need]]:
    """Return the needs of interested parties that a policy or process meets."""
    return [
        (party, need)
        for party in manual.all(InterestedParty)
        for need in party.needs
        if any(manual.find(name) is record for name in need.met_by)
    ]
