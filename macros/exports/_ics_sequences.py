"""How often the day of an event has moved, carried over from one edition's calendar to the next.

A calendar takes of two events with one name that with the higher SEQUENCE (RFC 5545, 3.8.7.4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from icalendar import Calendar

_HIGHEST = 2**31 - 1


@dataclass(frozen=True)
class PublishedEvent:
    """What a calendar said of an event: on which day it is, and how often that has moved."""

    day: date
    sequence: int


def read_events(calendar: bytes | None) -> dict[str, PublishedEvent]:
    """Return what a calendar said of each of its events, by their UIDs; of no calendar, nothing."""
    # An event whose SEQUENCE begins anew is still taken, for it has the later DTSTAMP.
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
    """Return what was last said of events in several calendars, the newest first.

    One may have been out of a calendar for an edition; its SEQUENCE must not fall all the same.
    """
    found: dict[str, PublishedEvent] = {}
    sought = set(uids)
    for calendar in calendars:
        # Reading a calendar takes a tenth of a second: only where it has something to say.
        lines = (calendar or b"").replace(b"\r\n ", b"")
        if any(uid.encode() in lines for uid in sought - found.keys()):
            found = read_events(calendar) | found
    return found


def next_sequence(uid: str, day: date, before: Mapping[str, PublishedEvent]) -> int:
    """Return the SEQUENCE of an event: as before, and one more where its day has moved."""
    was = before.get(uid)
    return 0 if was is None else min(was.sequence + (was.day != day), _HIGHEST)
