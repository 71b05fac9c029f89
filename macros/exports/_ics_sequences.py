"""The SEQUENCE of calendar events, continued from edition to edition.

Of two events with the same UID, a calendar keeps the higher SEQUENCE (RFC 5545, 3.8.7.4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from icalendar import Calendar

_HIGHEST = 2**31 - 1


@dataclass(frozen=True)
class PublishedEvent:
    """An event in a published calendar: its date, and how often that has moved."""

    day: date
    sequence: int


def read_events(calendar: bytes | None) -> dict[str, PublishedEvent]:
    """Return the events of a calendar by UID; nothing without a calendar."""
    # A calendar still accepts an event whose SEQUENCE restarts: its DTSTAMP is later.
    found: dict[str, PublishedEvent] = {}
    try:
        read = Calendar.from_ical(calendar) if calendar else Calendar()
        for event in read.walk("VEVENT"):
            day: object = event.decoded("dtstart")
            if isinstance(day, date):
                found[str(event["uid"])] = PublishedEvent(day, int(event.get("sequence", 0)))
    except (ValueError, KeyError, TypeError):
        return {}
    return found


def last_published(
    uids: Iterable[str], calendars: Iterable[bytes | None]
) -> dict[str, PublishedEvent]:
    """Return the last published state of events, from calendars in order, latest first.

    An event can be missing from an edition; its SEQUENCE must not decrease.
    """
    found: dict[str, PublishedEvent] = {}
    sought = set(uids)
    for calendar in calendars:
        # Reading a calendar takes a tenth of a second: read it only if it has a missing event.
        lines = (calendar or b"").replace(b"\r\n ", b"")
        if any(uid.encode() in lines for uid in sought - found.keys()):
            found = read_events(calendar) | found
    return found


def next_sequence(uid: str, day: date, before: Mapping[str, PublishedEvent]) -> int:
    """Return the SEQUENCE of an event: as before, plus 1 if its date has moved."""
    published = before.get(uid)
    return 0 if published is None else min(published.sequence + (published.day != day), _HIGHEST)
