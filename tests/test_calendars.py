"""Calendars that another program reads: every date in them, under a name that never changes."""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from macros.deadlines import deadlines
from macros.exports import ics
from macros.manual import Manual
from macros.model.role import Role

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


@pytest.mark.parametrize("moved_to", ["2026-09-30", "2025-12-31"], ids=["later", "earlier"])
def test_an_event_keeps_its_uid_and_its_sequence_rises_where_its_date_moves(published, moved_to):
    before = published("2026-02-28", NOON)
    after = published(moved_to, NOON + 60)
    assert before.keys() == after.keys()
    (uid,) = (uid for uid in before if "pol-1" in uid)
    assert before[uid]["dtstart"].dt != after[uid]["dtstart"].dt
    assert after[uid]["sequence"] > before[uid]["sequence"]


def test_the_next_management_review_is_the_same_event_a_year_later(published):
    before = published("2026-02-28", NOON)
    after = published("2026-02-28", NOON + 300 * 86400, meeting="2027")
    assert before.keys() == after.keys()


def test_the_same_data_at_the_same_moment_gives_the_same_bytes(write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    folder = write({"data/policies.yaml": POLICY % "2026-02-28", "data/roles.yaml": ROLES})
    assert ics.export(Manual.load(folder)) == ics.export(Manual.load(folder))
