"""The channels to report an incident with an AI system, or to raise a concern about AI."""

from collections.abc import Mapping

from ..model import Entity
from ..model.channel import Channel
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual

REPORTS: Mapping[str, str] = {
    "incidents": "Report an incident",
    "concerns": "Raise a concern",
}
"""What can be reported, by the field of a channel, with the words of the link."""


@per_manual
def reporting_channels(manual: Manual) -> dict[str, list[Channel]]:
    """Return the channels for each of `REPORTS`."""
    channels = manual.all(Channel)
    return {
        field: [channel for channel in channels if getattr(channel, field)] for field in REPORTS
    }


def readers(manual: Manual, channel: Channel) -> list[Role]:
    """Return the roles that read what is sent to a channel; default: its owner."""
    return manual.references(channel, Role, "read_by") or manual.references(channel, Role, "owner")


def reports_about(manual: Manual, record: Entity) -> list[str]:
    """Return what is reported through the channels whose purpose names a record."""
    naming = manual.referrers(record, Channel, "purpose")
    found = reporting_channels(manual)
    return [field for field in REPORTS if any(channel in found[field] for channel in naming)]
