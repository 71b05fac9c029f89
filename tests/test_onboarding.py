"""My onboarding, in a real browser: two clicks, a checklist by keyboard, a receipt.

The receipt that the browser makes is dropped into the data, and is what decides who has read what.
"""

import io
import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from macros import checks
from macros.checks import _redacted_manual
from macros.diagnostics import Severity
from macros.manual import Manual, appointments
from macros.manual.acknowledgements import acknowledgement_statuses
from macros.model.role import Role
from macros.pages import _onboarding
from macros.pages._renderer import Page, PageRenderer
from macros.pages.onboarding import pages as onboarding_pages
from tests.browser import ROOT
from tests.test_browser_tables import tab_to

PERSON, NAME, POLICY = "elif-aydemir", "Elif Aydemir", "POL-15"
"""A deputy Data Scientist of the example who has yet to read the rules on competence."""
NOW = "2026-11-16T09:30:00"
PAGE = "onboarding/data-scientist/"


@pytest.fixture
def data(tmp_path):
    """Return a copy of the example's data."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def state(folder, policy=POLICY, person=PERSON):
    """Return where somebody stands towards a policy."""
    manual = Manual.load(folder)
    found = [
        one
        for one in acknowledgement_statuses(manual)
        if (one.policy.id, one.person.id) == (policy, person)
    ]
    assert len(found) == 1
    return found[0].state


def wrong_with_receipts(folder):
    """Return what the checks say of what stands in the folder of acknowledgements."""
    findings = checks.run(Manual.load(folder))
    return [one for one in findings if "/acknowledgements/" in one.where.path]


def tick_by_keyboard(page, selector):
    tab_to(page, selector)
    page.keyboard.press("Space")
    assert page.locator(selector).is_checked()


def receipt_by_keyboard(page, name, *records):
    """Tick what was read and return the file that the browser saves; nothing but keys is used."""
    page.evaluate("document.activeElement.blur()")
    for record in records:
        tick_by_keyboard(page, f"[data-record='{record}']")
    tab_to(page, "#reader")
    page.keyboard.press("Control+a")
    page.keyboard.type(name)
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    return saved.value


@pytest.fixture
def open_page(place, visit):
    """Return a function that opens a page on the day of the example."""

    def open_page(path=PAGE, **options):
        page = visit(place.address(""), **options)
        page.clock.set_fixed_time(NOW)
        page.goto(place.address(path))
        return page

    return open_page


def test_two_clicks_a_checklist_and_a_receipt_turn_outstanding_into_read(open_page, place, data):
    page = open_page("")
    page.get_by_role("link", name="Find your role").click()
    page.locator("main").get_by_role("link", name="Data Scientist", exact=True).click()
    assert page.url.startswith(place.address(PAGE))
    assert page.locator("h1").inner_text() == "Data Scientist"

    steps = page.locator("[data-part=checklist] [data-tick]")
    names = steps.evaluate_all("all => all.map((one) => one.dataset.tick)")
    assert len(names) > 10
    for name in names:
        tick_by_keyboard(page, f"[data-part=checklist] [data-tick='{name}']")
    assert page.locator("[data-aims=done]").inner_text() == "All done. Welcome!"
    page.reload()
    assert page.locator("[data-aims=done]").inner_text() == "All done. Welcome!"

    assert state(data) == "outstanding"
    before = wrong_with_receipts(data)
    saved = receipt_by_keyboard(page, NAME, POLICY)
    assert saved.suggested_filename == f"receipt-{PERSON}-data-scientist-2026-11-16.json"
    saved.save_as(data / "acknowledgements" / saved.suggested_filename)
    assert state(data) == "read"
    assert wrong_with_receipts(data) == before

    policy = data / "policies/pol-15.md"
    text = policy.read_text(encoding="utf-8")
    assert "ten working days" in text
    changed = new_version(text.replace("ten working days", "twenty working days"))
    policy.write_text(changed, encoding="utf-8")
    assert state(data) == "lapsed"
    policy.write_text(changed.replace("minor: false", "minor: true"), encoding="utf-8")
    assert state(data) == "read"


def new_version(text):
    """Return a policy with one more version."""
    version = re.search(r"^version: (.*)$", text, re.MULTILINE)[1]
    text = text.replace(f"version: {version}\n", "version: 99.0\n", 1)
    line = "  - {version: 99.0, on: 2026-11-16, change: Changed., minor: false}\n"
    return text.replace("revisions:\n", f"revisions:\n{line}", 1)


def test_the_text_changing_without_a_new_version_lapses_it_too(visit, nginx, data):
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    saved = receipt_by_keyboard(page, NAME, POLICY)
    saved.save_as(data / "acknowledgements" / "receipt.json")
    policy = data / "policies/pol-15.md"
    policy.write_text(
        policy.read_text("utf-8").replace("ten working days", "two working days"), "utf-8"
    )
    assert state(data) == "lapsed"


def test_receipts_altered_forged_duplicated_and_cut_off_are_each_found(visit, nginx, data):
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    saved = receipt_by_keyboard(page, NAME, POLICY)
    text = Path(saved.path()).read_text(encoding="utf-8")
    folder = data / "acknowledgements"
    folder.mkdir(exist_ok=True)

    def told(**files):
        for name, content in files.items():
            (folder / f"{name}.json").write_text(content, encoding="utf-8")
        found = {(one.rule, one.severity) for one in wrong_with_receipts(data)}
        for name in files:
            (folder / f"{name}.json").unlink()
        return found

    error = Severity.ERROR
    assert told(one=text) == set()
    assert told(one=text, two=text) == {("duplicate-ids", error)}
    altered = told(one=text.replace(PERSON, "hanna-wojtowicz"))
    assert ("altered-acknowledgement", error) in altered
    forged = told(one=re.sub(r'"version":"[^"]*"', '"version":"7.7"', text))
    assert {("altered-acknowledgement", error), ("acknowledgement-version", error)} <= forged
    hash = told(one=re.sub(r'"fingerprint":"[^"]*"', '"fingerprint":"0123456789ab"', text))
    assert {
        ("altered-acknowledgement", error),
        ("acknowledgement-content", Severity.WARNING),
    } <= hash
    unreadable = {("readable-data", error), ("rules-not-run", Severity.NOTICE)}
    assert told(one=text[: len(text) // 2]) == unreadable
    unknown = told(one=text.replace(PERSON, "nobody").replace("data-scientist", "no-role"))
    assert ("unknown-references", error) in unknown


def test_a_receipt_says_the_same_in_the_browser_and_in_the_data(visit, nginx, data):
    """Names in any script, and one longer than a block of the checksum."""
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    folder = data / "acknowledgements"
    for number, name in enumerate(("Zoë “Z” Ångström", "王 小明 🙂", "x" * 300, 'A \\ "B"')):
        saved = receipt_by_keyboard(page, name, *(["POL-01", "PRO-15"] if not number else []))
        saved.save_as(folder / f"{number}.json")
        receipt = json.loads((folder / f"{number}.json").read_text(encoding="utf-8"))
        assert [one["record"] for one in receipt] == ["POL-01", "PRO-15"]
        assert {one["person"] for one in receipt} == {name}
        rules = {one.rule for one in wrong_with_receipts(data)}
        assert "altered-acknowledgement" not in rules
        assert "unknown-references" in rules


def test_the_mail_says_who_read_which_version_of_what_and_when(visit, nginx):
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    receipt_by_keyboard(page, NAME, POLICY)
    link = page.get_by_role("link", name="send it by email")
    said = page.evaluate("href => decodeURIComponent(href)", link.get_attribute("href"))
    manual = Manual.load(ROOT / "data")
    text = next(one for one in _onboarding.reading(manual, role(manual)) if one.record.id == POLICY)
    assert said.startswith(f"mailto:{_onboarding.address(manual)}?")
    for part in (NAME, POLICY, text.record.version, text.fingerprint, "16 November 2026"):
        assert part in said


def role(manual, name="data-scientist"):
    found = manual.find(name)
    assert isinstance(found, Role)
    return found


def test_several_roles_stand_on_one_page_and_what_they_share_stands_once(open_page, place):
    page = open_page("onboarding/")
    for name in ("data-scientist", "data-steward"):
        tick_by_keyboard(page, f"[data-choose='{name}']")
    tab_to(page, "[data-aims=combine] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"roles=data-scientist(,|%2C)data-steward"))
    page.locator("h1", has_text="Data Scientist + Data Steward").wait_for()
    keys = page.locator("[data-list=reading] > li").evaluate_all(
        "all => all.map((one) => one.dataset.key)"
    )
    manual = Manual.load(ROOT / "data")
    of_each = [
        {one.record.id for one in _onboarding.reading(manual, role(manual, name))}
        for name in ("data-scientist", "data-steward")
    ]
    assert len(keys) == len(set(keys))
    assert set(keys) == of_each[0] | of_each[1]
    assert of_each[0] & of_each[1]
    page.locator("main a", has_text="POL-13").first.click()
    page.wait_for_url(place.address("policies/pol-13/"))


@pytest.mark.parametrize("asked", ["data-steward,data-steward", "data-steward,", ",data-steward"])
def test_a_role_that_is_asked_for_twice_stands_once(asked, visit, nginx):
    page = visit(nginx.address(f"onboarding/together/?roles={asked}"))
    page.locator("h1", has_text="Data Steward").wait_for()
    assert page.locator("h1").all_inner_texts() == ["Data Steward"]
    keys = page.locator("[data-list=reading] > li").evaluate_all(
        "all => all.map((one) => one.dataset.key)"
    )
    assert keys and len(keys) == len(set(keys))
    assert page.locator("[data-aims=done]").inner_text().startswith("0 of")


@pytest.mark.parametrize("asked", ["nobody,data-steward", "data-steward,nobody"])
def test_a_role_that_there_is_not_is_named_and_the_others_are_shown(asked, chromium, place):
    page = chromium.new_page()  # Which complains of the file that there is not.
    page.goto(place.address(f"onboarding/together/?roles={asked}"))
    page.locator("h1", has_text="Data Steward").wait_for()
    assert page.get_by_text("There is no role called “nobody”.").is_visible()
    assert page.locator("[data-aims=done]").inner_text().startswith("0 of")
    page.goto(place.address("onboarding/together/?roles=nobody,no-one"))
    page.get_by_text(re.compile("no role called “(nobody|no-one)”, “(nobody|no-one)”")).wait_for()
    page.close()


def test_one_talks_to_people_and_bodies_and_not_to_everybody(built_site):
    manual = Manual.load(ROOT / "data")
    everybody = manual["all-staff"]
    for one in manual.all(Role):
        assert everybody not in [other.role for other in _onboarding.colleagues(manual, one)]
        page = (built_site / _onboarding.page_of(one).lstrip("/") / "index.html").read_text("utf-8")
        told = re.sub(r"<[^>]+>", "", page)
        for other in _onboarding.colleagues(manual, one)[:3]:
            if other.role.id == one.reports_to:
                continue
            chair = _onboarding.names(appointments.holders(manual, other.role))
            words = (
                f"Talk to {other.role.title} (chair {chair}): you share {other.shared} "
                if other.role.body
                else f"Talk to {other.role.title} {chair}: you share {other.shared} "
            )
            assert words in told


def test_ticks_go_only_when_the_reader_says_so_twice(open_page):
    page = open_page()
    tick = page.locator("[data-tick]").first
    tick.check()
    page.once("dialog", lambda asking: asking.dismiss())
    page.locator("[data-aims=forget]").click()
    expect(tick).to_be_checked()
    page.once("dialog", lambda asking: asking.accept())
    page.locator("[data-aims=forget]").click()
    expect(tick).not_to_be_checked()


def test_days_of_training_follow_from_the_first_day(open_page):
    page = open_page()
    page.locator("#joined").fill("2026-12-01")
    taking = page.locator("[data-part=training] li", has_text="TRN-01")
    assert "31 December 2026" in taking.inner_text()


def test_without_a_script_the_page_is_whole(chromium, nginx):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(nginx.address(PAGE))
    for part in ("checklist", "duties", "decisions", "matrix", "reading", "training", "people"):
        assert page.locator(f"[data-part={part}]").is_visible()
    assert not page.locator("[data-aims=receipt]").is_visible()
    context.close()


def test_every_role_has_a_page_that_prints_as_a_hand_out_of_two_sheets(visit, nginx, built_site):
    manual = Manual.load(ROOT / "data")
    pages = [built_site / f"{_onboarding.page_of(one)[1:]}index.html" for one in manual.all(Role)]
    assert all(page.is_file() for page in pages)
    longest = sorted(pages, key=lambda page: page.stat().st_size)[-4:]
    for path in longest:
        page = visit(nginx.address(f"{path.parent.relative_to(built_site).as_posix()}/"))
        paper = page.pdf(prefer_css_page_size=True)
        assert len(pikepdf.open(io.BytesIO(paper)).pages) <= 2, path.parent.name


def test_start_here_takes_less_than_fifteen_minutes_and_says_so(visit, nginx):
    page = visit(nginx.address("start/new-here/"))
    shown = page.locator(".aims-reading-time").inner_text()
    words = len(page.locator("article").inner_text().split())
    assert 1 <= int(shown.removesuffix(" min")) < 15
    assert words / 200 < 15, "all words of the page, tables included"
    assert page.locator("article ol > li").count() == 10


def test_reading_comes_in_order_with_versions_times_and_news():
    manual = Manual.load(ROOT / "data")
    found = _onboarding.reading(manual, role(manual))
    assert found[0].for_everybody
    places = [one.for_everybody for one in found]
    assert places == sorted(places, reverse=True)
    assert all(one.minutes >= 1 and re.fullmatch("[0-9a-f]{12}", one.fingerprint) for one in found)
    last = _onboarding.last_edition(manual)
    news = [revision for one in found for revision in one.news]
    assert last
    assert news
    assert all(revision.on > last[1] for revision in news)
    assert {one.record.folder for one in found} == {"policies", "procedures"}


def test_what_needs_a_receipt_is_what_people_are_outstanding_for_and_the_page_says_so():
    manual = Manual.load(ROOT / "data")
    renderer = PageRenderer(manual)
    asked: dict[str, set[str]] = {}
    pages = {
        page.address: page.html for page in onboarding_pages(renderer) if isinstance(page, Page)
    }
    for one in manual.all(Role):
        reading = _onboarding.reading(manual, one)
        needed = {text.record.id for text in reading if text.needs_receipt}
        others = {text.record.folder for text in reading if not text.needs_receipt}
        assert others <= {"procedures"}
        assert pages[_onboarding.page_of(one)].count("<b>needs your acknowledgement</b>") == len(
            needed
        )
        for person in appointments.people(manual, one):
            asked.setdefault(person.id, set()).update(needed)
    counted: dict[str, set[str]] = {}
    for found in acknowledgement_statuses(manual):
        counted.setdefault(found.person.id, set()).add(found.policy.id)
    assert counted == {person: those for person, those in asked.items() if those}


def test_a_receipt_for_a_procedure_is_checked_and_kept_and_nobody_is_outstanding_for_one(data):
    (data / "acknowledgements").mkdir(exist_ok=True)
    given = {"person": PERSON, "record": "PRO-16", "version": "1.2", "on": "2026-11-16"}
    manual = Manual.load(data)
    given["version"] = manual["PRO-16"].version
    file = data / "acknowledgements" / "one.json"
    file.write_text(json.dumps([given]), encoding="utf-8")
    assert wrong_with_receipts(data) == []
    file.write_text(json.dumps([given | {"version": "77.0"}]), encoding="utf-8")
    assert [one.rule for one in wrong_with_receipts(data)] == ["acknowledgement-version"]
    assert {one.policy.folder for one in acknowledgement_statuses(manual)} == {"policies"}


def test_the_page_for_staff_and_the_one_for_auditors_ask_for_the_same_receipt():
    manual = Manual.load(ROOT / "data")
    staff = _redacted_manual.redact_manual(manual)
    for one in manual.all(Role):
        asked = [
            [(text.record.id, text.fingerprint) for text in _onboarding.reading(edition, role)]
            for edition in (manual, staff)
            if isinstance(role := edition.find(one.id), Role)
        ]
        assert asked[0] == asked[1]
