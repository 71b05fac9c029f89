"""Calendars that another program reads: every date in them, under a name that never changes."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from macros.exports import ics
from macros.exports._ics_sequences import last_published
from macros.manual import Manual
from macros.manual.agenda import agenda
from macros.manual.deadlines import deadlines
from macros.model.role import Role
from tests.test_mistakes import base

ROOT = Path(__file__).parents[1]
NOON = 1794830400  # 2026-11-16, 12:00 UTC
POLICY = """\
- {id: POL-1, title: AI policy, owner: head, last_reviewed: %s, review_every: yearly}
- {id: POL-2, title: Data, owner: head, last_reviewed: 2026-03-01, review_every: yearly}
"""
ROLES = (
    "- {id: head, title: Head, purpose: To lead.}\n- {id: desk, title: Desk, purpose: To help.}\n"
)
REVIEW = """\
- {id: MR-%s, title: Management review, owner: head, on: %s-06-18}
"""


@pytest.fixture
def published(write, monkeypatch):
    """Return a function that publishes two policies at a moment and gives the events by UID."""

    def published(reviewed: str, moment: int, meeting: str = "2026") -> dict[str, object]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        files = {
            "data/policies.yaml": POLICY % reviewed,
            "data/roles.yaml": ROLES,
            "data/management-reviews.yaml": REVIEW % (meeting, meeting),
        }
        manual = Manual.load(write(files))
        return {str(one["uid"]): one for one in events(ics.export(manual)["calendars/all.ics"])}

    return published


def events(content: bytes) -> list[object]:
    return Calendar.from_ical(content).walk("VEVENT")


@pytest.fixture
def publish(published, tmp_path, monkeypatch):
    """Return a function that publishes one more edition, and gives its events by UID."""
    folder = tmp_path / "editions"
    monkeypatch.setenv("AIMS_PUBLISHED", str(folder))
    listed: list[dict[str, object]] = []

    def publish(*what: object, **more: object) -> dict[str, object]:
        found = published(*what, **more)
        version = f"{len(listed) + 1}.0"
        calendar = folder / version / "downloads/calendars/all.ics"
        calendar.parent.mkdir(parents=True)
        calendar.write_bytes(ics.export(Manual.load(Path("data")))["calendars/all.ics"])
        day = f"2026-0{len(listed) + 1}-01"
        listed.insert(0, {"version": version, "title": version, "properties": {"day": day}})
        (folder / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
        return found

    return publish


def test_every_deadline_of_the_example_is_in_the_calendar_on_its_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    manual = Manual.load(ROOT / "data")
    files = ics.export(manual)
    read = events(files["calendars/all.ics"])
    dates = sorted(one["dtstart"].dt for one in read if one["categories"].cats != ["training"])
    assert dates == sorted(one.due for one in deadlines(manual))
    assert len({one["uid"] for one in read}) == len(read)
    assert all(one["dtend"].dt - one["dtstart"].dt == timedelta(days=1) for one in read)
    assert sum(one["categories"].cats == ["training"] for one in read) > 40


def test_each_role_has_a_calendar_of_what_it_sees_to(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    manual = Manual.load(ROOT / "data")
    files = ics.export(manual)
    assert len(files) == 1 + len(manual.all(Role))
    own = {str(one["summary"]) for one in events(files["calendars/roles/data-steward.ics"])}
    assert "Review: POL-05 Data for AI" in own
    assert "Review: POL-01 AI policy" not in own


def sequences(events: dict[str, object]) -> dict[str, int]:
    return {uid.partition("@")[0]: int(event["sequence"]) for uid, event in events.items()}


def test_over_three_editions_sequence_rises_only_where_a_date_moved_and_uids_stay(publish):
    one = publish("2026-02-28", NOON)
    two = publish("2026-09-30", NOON + 30 * 86400)
    three = publish("2025-12-31", NOON + 60 * 86400)
    assert one.keys() == two.keys() == three.keys()
    assert set(sequences(one).values()) == {0}
    others = {name: 0 for name in sequences(one) if name != "review.pol-1"}
    assert sequences(two) == {"review.pol-1": 1, **others}
    assert sequences(three) == {"review.pol-1": 2, **others}
    assert sequences(publish("2025-12-31", NOON + 90 * 86400)) == sequences(three)


def test_an_event_that_was_gone_for_an_edition_goes_on_from_what_was_last_said_of_it(publish):
    publish("2026-02-28", NOON)
    publish("2026-03-01", NOON)
    gone = publish("2026-03-01, status: withdrawn", NOON)
    assert "review.pol-1" not in sequences(gone)
    assert sequences(publish("2026-03-05", NOON))["review.pol-1"] == 2


def test_a_date_moves_in_the_calendar_of_a_role_as_in_that_of_all(publish):
    publish("2026-02-28", NOON)
    publish("2026-09-30", NOON)
    files = ics.export(Manual.load(Path("data")))
    assert sequences({str(one["uid"]): one for one in events(files["calendars/roles/head.ics"])})[
        "review.pol-1"
    ]
    assert not events(files["calendars/roles/desk.ics"])


@pytest.mark.parametrize("calendar", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
def test_a_calendar_that_cannot_be_read_lets_sequence_begin_anew(calendar):
    assert last_published(["review.pol-1@m-1"], [calendar, None]) == {}


def test_the_next_management_review_is_the_same_event_a_year_later(published):
    before = published("2026-02-28", NOON)
    after = published("2026-02-28", NOON + 300 * 86400, meeting="2027")
    assert before.keys() == after.keys()


def test_the_same_data_at_the_same_moment_gives_the_same_bytes(write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    folder = write({"data/policies.yaml": POLICY % "2026-02-28", "data/roles.yaml": ROLES})
    assert ics.export(Manual.load(folder)) == ics.export(Manual.load(folder))


def test_a_role_in_two_appointments_is_named_once(write):
    files = base("sound") | {
        "data/people/twin.yaml": "- id: twin\n  title: Twin\n  appointments:\n"
        "    - {role: aims-manager, capacity: deputy, since: 2026-03-01}\n"
        "    - {role: aims-manager, capacity: deputy, since: 2026-03-01}\n"
    }
    manual = Manual.load(write(files))
    found = [one for one in agenda(manual) if one.person is manual["twin"]]
    assert found
    assert all(len(one.roles) == len(set(map(id, one.roles))) == 1 for one in found)
