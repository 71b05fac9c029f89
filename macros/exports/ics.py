from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from ..agenda import Entry, agenda, agenda_of
from ..manual import Manual
from ..markup import plain_label
from ..model._types import days_after
from ..model.role import Role

# A calendar takes the event with the higher SEQUENCE, so it counts the minutes of the manual's own
# moment: whatever is published later is higher, wherever its date went, forward or back. Nothing
# has to be kept from one edition to the next, and the same data gives the same file.
_FIRST_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
_HIGHEST = 2**31 - 1


def export(manual: Manual) -> dict[str, bytes]:
    """Calendars to subscribe to: all that falls due, and one of each role."""
    # A property of a calendar stands on one line.
    name = " ".join(manual.organisation.manual_title.split()) if manual.organisation else "Manual"
    files = {"calendars/all.ics": _calendar(manual, name, agenda(manual))}
    for role in manual.all(Role):
        entries = agenda_of(manual, role)
        file = role.address.strip("/").rpartition("/")[2]
        files[f"calendars/roles/{file}.ics"] = _calendar(manual, f"{name}: {role.title}", entries)
    return files


def _calendar(manual: Manual, name: str, entries: Iterable[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//aims-manual//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(manual, entry))
    return bytes(calendar.to_ical())


def _event(manual: Manual, entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.name}@{_document(manual)}")
    event.add("sequence", _sequence(manual))
    event.add("dtstamp", manual.settings.moment())
    event.add("dtstart", entry.due)
    event.add("dtend", days_after(entry.due, 1))
    event.add("summary", f"{entry.what.capitalize()}: {plain_label(entry.record)}")
    event.add("description", "\n".join(_said(entry)))
    event.add("categories", [entry.what])
    event.add("transp", "TRANSPARENT")
    return event


def _said(entry: Entry) -> Iterable[str]:
    """Yield the lines that say who has to see to it, and how often."""
    if entry.person:
        yield f"Who: {entry.person.title}"
    if entry.roles:
        yield f"Responsible: {', '.join(role.title for role in entry.roles)}"
    yield f"How often: {entry.every or 'once'}"


def _document(manual: Manual) -> str:
    return manual.organisation.document_id.lower() if manual.organisation else "manual"


def _sequence(manual: Manual) -> int:
    minutes = (manual.settings.moment() - _FIRST_MOMENT) // timedelta(minutes=1)
    return min(max(0, minutes), _HIGHEST)
