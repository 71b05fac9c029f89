"""My page: the reader chooses roles on the home page, and the browser alone remembers them."""

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.test_browser_accessibility import check


@pytest.fixture
def home(place):
    return place.address("")


def chosen(page, *roles):
    """Choose roles by keyboard alone."""
    page.get_by_role("button", name="Choose your role").focus()
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Your roles").wait_for()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    for role in roles:
        page.get_by_label(role, exact=True).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="To read").wait_for()
    return page


def stored(page, name):
    return json.loads(page.evaluate(f"localStorage.getItem('{name}')"))


def part(page, title):
    """Return the text of a part of the page."""
    return page.locator(
        ".aims-my section", has=page.get_by_role("heading", name=title)
    ).inner_text()


def test_without_a_choice_the_home_page_serves_everybody(visit, home):
    page = visit(home)
    assert page.locator(".aims-ways > li").count() == 4
    assert page.locator(".aims-my section").count() == 0
    scripts = page.evaluate("[...document.scripts].map((one) => one.src)")
    assert not [one for one in scripts if "/my/" in one or "onboarding.js" in one]


def test_a_reader_chooses_changes_and_forgets_roles(visit, home):
    page = chosen(visit(home), "Data Scientist", "Model Validator")
    assert page.evaluate("document.activeElement.id") == "my-page"
    shown = page.locator(".aims-my").inner_text()
    for title in ("Due", "To read", "Open actions", "Changes", "AI systems"):
        assert page.get_by_role("heading", name=title).count(), title
    assert "Data Scientist · Model Validator" in shown
    page.reload()
    page.get_by_role("heading", name="To read").wait_for()
    assert page.locator(".aims-my").inner_text() == shown
    page.get_by_role("button", name="Change roles").click()
    box = page.get_by_label("Model Validator", exact=True)
    assert box.is_checked()
    box.uncheck()
    page.get_by_role("button", name="Show my page").click()
    page.get_by_role("heading", name="To read").wait_for()
    assert stored(page, "aims-my")["roles"] == ["data-scientist"]
    page.get_by_role("button", name="Forget my choice").click()
    assert page.evaluate("localStorage.getItem('aims-my')") is None
    assert page.get_by_role("button", name="Choose your role").is_visible()


def test_it_says_that_actions_about_findings_are_in_the_auditor_edition(visit, home):
    shown = part(chosen(visit(home), "AIMS Manager"), "Open actions")
    assert "auditor edition also has the actions about open findings" in shown


def test_unread_follows_the_ticks_of_the_onboarding_page(visit, home):
    page = chosen(visit(home), "Data Scientist")
    count = int(re.search(r"To read\s+(\d+)", part(page, "To read"))[1])
    page.get_by_role("link", name="All required reading").click()
    boxes = page.locator("[data-tick*='@']")
    assert boxes.count() == count
    boxes.first.check()
    first = boxes.first.get_attribute("data-tick").split("@")[0]
    page.goto(home)
    page.get_by_role("heading", name="To read").wait_for()
    assert f"To read {count - 1}" in " ".join(part(page, "To read").split())
    assert first not in part(page, "To read")
    # A text of which another version was read has changed since.
    page.evaluate(f"""localStorage.setItem("aims-onboarding",
        JSON.stringify({{ ticks: {{ "{first}@000000000000": true }} }}))""")
    page.reload()
    page.get_by_role("heading", name="To read").wait_for()
    lines = part(page, "To read").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(first))
    assert lines[at + 1].startswith("changed since you read it")


def test_changes_are_those_since_the_last_visit(visit, home):
    page = chosen(visit(home), "Data Scientist")
    assert re.search(r"Since edition 2\.1 of 2 March 2026", part(page, "Changes"))
    mine = stored(page, "aims-my")
    assert len(mine["visit"]["seen"]) > 3 and "before" not in mine

    def comes_back(seen, edition):
        day = (date.today() - timedelta(days=3)).isoformat()
        visit = {"day": day, "edition": edition, "seen": seen}
        data = json.dumps({"roles": mine["roles"], "visit": visit})
        page.evaluate("(data) => localStorage.setItem('aims-my', data)", data)
        page.reload()
        page.get_by_role("heading", name="Changes").wait_for()
        return part(page, "Changes")

    assert "No changes since your last visit." in comes_back(mine["visit"]["seen"], "2.1")
    shown = comes_back(mine["visit"]["seen"][2:], "2.0")
    assert re.search(r"Changes\s+2\b", shown)
    assert "Changes between edition 2.0 and 2.1 are in the published editions." in shown
    # On the same day the same changes are shown again.
    page.reload()
    page.get_by_role("heading", name="Changes").wait_for()
    assert part(page, "Changes") == shown


def test_a_browser_without_storage_says_so(chromium, disk):
    page = chromium.new_context().new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    page.goto(disk.address(""))
    chosen(page, "Data Scientist")
    assert "This browser does not keep your choice" in page.locator(".aims-my").inner_text()
    page.context.close()


def test_a_role_that_the_manual_no_longer_has_is_left_out(chromium, disk):
    page = chromium.new_context().new_page()
    page.goto(disk.address(""))
    for roles, shown in ((["gone"], "Choose your role"), (["gone", "data-scientist"], "To read")):
        data = json.dumps({"roles": roles})
        page.evaluate("(data) => localStorage.setItem('aims-my', data)", data)
        page.reload()
        page.locator(".aims-my", has_text=shown).wait_for()
    assert page.locator(".aims-my > p").first.inner_text().split("\n")[0] == "Data Scientist"
    page.context.close()


@pytest.mark.parametrize(
    "data",
    [
        "1",
        '"data-scientist"',
        '{"roles": "data-scientist"}',
        '{"roles": [1, null, "../onboarding/data-scientist", "<img src=x onerror=alert(1)>"]}',
        '{"roles": ["data-scientist"], "before": {"day": "never"}, "visit": 3}',
        '{"roles": ["data-scientist"], "before": {"day": "2026-01-01", "seen": 7, "edition": {}}}',
    ],
)
def test_whatever_is_stored_the_page_works(chromium, disk, data):
    page = chromium.new_context().new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.goto(disk.address(""))
    page.evaluate("(data) => localStorage.setItem('aims-my', data)", data)
    page.reload()
    shown = "AI systems" if data.startswith('{"roles": ["') else "Choose your role"
    page.locator(".aims-my", has_text=shown).wait_for()
    assert errors == []
    page.context.close()


@pytest.mark.slow
def test_it_is_accessible_in_both_colours_and_at_both_widths(visit, nginx):
    page = visit(nginx.address(""))
    check(page)
    page.get_by_role("button", name="Choose your role").click()
    page.get_by_role("group", name="Your roles").wait_for()
    check(page)
    page.get_by_label("AIMS Manager", exact=True).check()
    page.get_by_role("button", name="Show my page").click()
    page.get_by_role("heading", name="To read").wait_for()
    check(page)


def test_each_number_of_the_home_page_opens_as_many_rows(visit, nginx):
    page = visit(nginx.address(""))
    tiles = page.locator(".aims-panel .aims-counts a, .aims-panel .aims-bars small a")
    found = tiles.evaluate_all("all => all.map((one) => [one.href, parseInt(one.innerText)])")
    assert len(found) > 8
    for address, number in found:
        if not number:
            continue
        page.goto(address)
        rows = "tbody > tr:not(.aims-group, [hidden])"
        name = address.partition("#")[2]
        found_rows = page.locator(f"figure:has(#{name}) {rows}")
        # The filter of the address applies once its scripts are loaded.
        expect(found_rows, address).to_have_count(number, timeout=15_000)
