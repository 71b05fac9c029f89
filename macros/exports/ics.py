from collections.abc import Iterable, Mapping
from datetime import timedelta

from icalendar import Calendar, Event

from ..editions.previous import previous_editions
from ..manual import Manual
from ..manual.agenda import AgendaEntry, agenda, agenda_of
from ..manual.labels import plain_label
from ..model._types import days_after
from ..model.role import Role
from ._ics_sequences import PublishedEvent, last_published, next_sequence

FOR_PEOPLE = 3
_ALL = "calendars/all.ics"


def titles(manual: Manual) -> dict[str, str]:
    """Return the title of each calendar by the name of its file."""
    return {_ALL: "All due dates"} | {_file_of(role): role.title for role in manual.all(Role)}


def export(manual: Manual) -> dict[str, bytes]:
    """Calendars to subscribe to: one with all due dates, and one for each role."""
    # A property of a calendar has one line.
    name = " ".join(manual.organisation.manual_title.split()) if manual.organisation else "Manual"
    before = _published_events(manual)
    files = {_ALL: _calendar(manual, name, agenda(manual), before)}
    for role in manual.all(Role):
        own, title = agenda_of(manual, role), f"{name}: {role.title}"
        files[_file_of(role)] = _calendar(manual, title, own, before)
    return files


def _file_of(role: Role) -> str:
    return f"calendars/roles/{role.address.strip('/').rpartition('/')[2]}.ics"


def _published_events(manual: Manual) -> dict[str, PublishedEvent]:
    """Return the current events as the published editions have them."""
    uids = [_uid(manual, entry) for entry in agenda(manual)]
    return last_published(
        uids, (edition.file(f"downloads/{_ALL}") for edition in previous_editions(manual).editions)
    )


def _calendar(
    manual: Manual, name: str, entries: Iterable[AgendaEntry], before: Mapping[str, PublishedEvent]
) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//aims-manual//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(manual, entry, before))
    return bytes(calendar.to_ical())


def _event(manual: Manual, entry: AgendaEntry, before: Mapping[str, PublishedEvent]) -> Event:
    event, uid = Event(), _uid(manual, entry)
    event.add("uid", uid)
    event.add("sequence", next_sequence(uid, entry.due, before))
    event.add("dtstamp", manual.settings.moment())
    event.add("dtstart", entry.due)
    event.add("dtend", days_after(entry.due, 1))
    event.add("summary", f"{entry.what.capitalize()}: {plain_label(entry.record)}")
    event.add("description", "\n".join(_description_lines(entry)))
    event.add("categories", [entry.what])
    event.add("transp", "TRANSPARENT")
    return event


def _description_lines(entry: AgendaEntry) -> Iterable[str]:
    """Yield the lines of the description: who is responsible, and the interval."""
    if entry.person:
        yield f"Person: {entry.person.title}"
    if entry.roles:
        yield f"Responsible: {', '.join(role.title for role in entry.roles)}"
    yield f"Interval: {entry.every or 'once'}"


def _uid(manual: Manual, entry: AgendaEntry) -> str:
    own = manual.organisation
    return f"{entry.name}@{own.document_id.lower() if own else 'manual'}"
