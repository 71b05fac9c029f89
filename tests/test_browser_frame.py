"""The frame of a page, from a server and from a disk: ways about, colours, print, no script."""

import io
import shutil

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser import served
from tests.editions import project as edition_project
from tests.editions import run
from tests.test_browser_accessibility import violations
from tests.test_browser_tables import tab_to


def test_links_lead_on_everywhere(place, visit):
    page = visit(place.address(""))
    tab_to(page, ".aims-tabs li:nth-child(3) a")
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("roles/"))
    tab_to(
        page, ".aims-nav a[href$='responsibilities/'], .aims-nav a[href*='responsibilities/index']"
    )
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("responsibilities/"))
    tab_to(page, ".aims-nav summary")  # So wide a page folds its menu.
    page.keyboard.press("Enter")
    tab_to(page, ".aims-nav a[href*='people/']")
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("people/"))
    tab_to(page, ".aims-nav .is-open ul a[href*='roles/']")
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("roles/"))
    tab_to(page, "tbody a[href*='data-steward']")
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("roles/data-steward/"))
    assert page.locator(".aims-tabs [aria-current]").inner_text() == "People"
    assert page.locator(".aims-nav [aria-current]").inner_text() == "Roles"


@pytest.mark.parametrize("width", [1366, 360])
def test_help_opens_in_the_head_and_closes_by_keyboard(width, place, visit):
    page = visit(place.address("frameworks/iso-42001/A.6.2.4/"), width=width)
    panels = page.locator(".aims-help__panel")
    tab_to(page, ".aims-help:nth-of-type(1) summary")
    page.keyboard.press("Enter")
    expect(panels.nth(0).locator("a[href='tel:4000']")).to_be_visible()
    tab_to(page, ".aims-help:nth-of-type(2) summary")
    page.keyboard.press("Enter")
    expect(panels.nth(1).locator("a[href^='mailto:speak-up@']")).to_be_visible()
    expect(panels.nth(0)).not_to_be_visible()
    box = panels.nth(1).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Tab")  # to the first link of the panel
    page.keyboard.press("Escape")
    expect(panels.nth(1)).not_to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "Raise a concern"
    page.locator(".aims-help summary").nth(1).click()
    page.mouse.click(3, 780)
    expect(panels.nth(1)).not_to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 360])
def test_the_open_help_and_menu_are_accessible(width, colours, visit, nginx):
    page = visit(nginx.address("responsibilities/"), width=width, colours=colours)
    for number in (0, 1):
        page.locator(".aims-help summary").nth(number).click()
        assert violations(page, ["main", "footer"]) == []
    page.keyboard.press("Escape")
    page.locator(".aims-nav summary" if width > 1000 else "button.aims-menu").click()
    assert violations(page, ["main", "footer"]) == []
    page.goto(nginx.address("contacts/"))
    assert violations(page) == []


def test_help_works_without_a_script(chromium, nginx):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 700}
    )
    page = context.new_page()
    page.goto(nginx.address("roles/data-steward/"))
    page.get_by_text("Report an incident").first.click()
    assert page.locator("a[href='tel:4000']").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_tabs_stand_in_one_row_that_starts_where_the_page_starts(width, visit, nginx):
    for path in ("", "roles/data-steward/", "responsibilities/", "policies/"):
        page = visit(nginx.address(path), width=width)
        tops = page.locator(".aims-tabs li").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().top)"
        )
        assert len(set(tops)) == 1
        left = "(one) => one.getBoundingClientRect().left"
        starts = [
            page.locator(part).first.evaluate(left)
            for part in (".aims-home", ".aims-tabs a", ".aims-nav", ".aims-foot nav")
        ]
        assert max(starts) - min(starts) < 2, (path, starts)


def test_a_wide_page_keeps_its_menu_folded_beside_the_breadcrumbs(visit, nginx):
    page = visit(nginx.address("responsibilities/by-stage/"))
    menu = page.locator(".aims-nav details > ul")
    assert not menu.is_visible()
    top = "(one) => one.getBoundingClientRect().top"
    fold, crumbs = page.locator(".aims-nav summary"), page.locator(".aims-crumbs")
    assert abs(fold.evaluate(top) - crumbs.evaluate(top)) < 20
    fold.click()
    assert menu.is_visible()
    assert page.locator("main").bounding_box()["x"] > menu.bounding_box()["width"]


def test_a_long_menu_opens_at_the_current_page(visit, nginx):
    page = visit(nginx.address("frameworks/iso-42001/A.10.4/"))
    expect(page.locator(".aims-nav [aria-current=page]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_a_long_page_has_a_way_back_to_its_top(visit, nginx):
    page = visit(nginx.address("policies/pol-01/"))
    up = page.locator(".aims-up")
    assert not up.is_visible()
    page.evaluate("scrollTo(0, 2500)")
    expect(up).to_be_in_viewport()
    expect(up).to_be_visible()
    up.click()
    page.wait_for_function("scrollY < 200")
    expect(up).not_to_be_visible()


def test_permalinks_are_no_stops_for_the_keyboard(visit, nginx):
    page = visit(nginx.address("start/running/"))
    links = page.locator(".headerlink")
    assert links.count() > 3
    assert links.evaluate_all("(all) => all.every((one) => one.tabIndex === -1)")


def test_no_address_or_number_breaks_inside(visit, nginx):
    lines = "(all) => all.filter((one) => one.getClientRects().length > 1).map((one) => one.href)"
    for path in ("contacts/", "start/new-here/", "people/", "onboarding/data-scientist/"):
        for width in (1366, 360):
            page = visit(nginx.address(path), width=width)
            found = page.locator("main a:is([href^='tel:'], [href^='mailto:'])")
            assert found.count()
            assert found.evaluate_all(lines) == [], (path, width)
            height = "(all) => Math.max(...all.map((one) => one.offsetHeight))"
            assert found.evaluate_all(height) < 40, (path, width)


def test_colours_are_chosen_by_keyboard_and_kept(place, visit):
    page = visit(place.address(""))
    tab_to(page, "[data-aims=palette]")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("Enter")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto(place.address("risks/"))
    assert page.locator("[data-aims=palette]").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_colours_follow_the_system_until_one_is_chosen(visit, nginx):
    page = visit(nginx.address(""), colours="dark")
    scheme = page.locator("html")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    # Asked of the page by its attribute: the policy lets no test evaluate text while it waits.
    page.emulate_media(color_scheme="light")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


def test_the_menu_of_a_phone_works_by_keyboard(place, visit):
    page = visit(place.address(""), width=360)
    assert not page.locator("#nav").is_visible()
    tab_to(page, "button.aims-menu")
    page.keyboard.press("Enter")
    assert page.locator("#nav").is_visible()
    tab_to(page, "#nav a[href*='risks/'], #nav a[href*='ai-systems/']")
    page.keyboard.press("Escape")
    assert not page.locator("#nav").is_visible()


def test_focus_can_be_seen_wherever_it_goes(visit, nginx):
    page = visit(nginx.address("risks/"))
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
                || document.activeElement.matches(".aims-skip, svg a, body, input, select");
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_without_a_script_the_page_and_its_ways_about_are_there(chromium, nginx):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 700}
    )
    page = context.new_page()
    page.goto(nginx.address("roles/data-steward/"))
    page.get_by_role("link", name="Menu").click()
    assert page.url.endswith("#nav")
    assert page.locator("#nav").is_visible()
    assert not page.locator("[data-aims=search]").is_visible()
    context.close()


@pytest.mark.parametrize("depth", ["", "roles/", "a/b/c/"])
def test_an_unknown_address_below_any_path_finds_styles_and_links(depth, chromium, tmp_path):
    site = edition_project(tmp_path / "manual")
    done = run(site, "build", "--without-pdf")
    assert done.returncode == 0, done.stderr
    place = tmp_path / "www/intranet/aims"
    shutil.copytree(site / "site", place)
    lost = place / depth / "lost.html"  # A server shows the page at the unknown address.
    lost.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(place / "404.html", lost)
    with served(tmp_path / "www") as root:
        for address in (f"{root}intranet/aims/{depth}lost.html", lost.as_uri()):
            page = chromium.new_page()
            page.goto(address)
            expect(page.locator("[data-aims=search]").first).to_be_visible()
            assert (
                page.locator(".aims-top").evaluate("(one) => getComputedStyle(one).borderTopWidth")
                == "4px"
            )
            page.locator(".aims-tabs a").first.click()
            page.wait_for_load_state()
            assert page.locator("h1").inner_text().startswith("The manual")
            page.close()


def test_an_unknown_address_gets_a_page_with_ways_on(chromium, nginx):
    page = chromium.new_page()
    answer = page.goto(nginx.address("policies/pol-99/"))
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Page not found"
    page.close()


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_server_sends_what_is_documented(server, request, chromium):
    place = request.getfixturevalue(server)
    answer = chromium.new_context().request.get(place.address("assets/tables.js"))
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-encoding"] == "gzip"


def test_a_matrix_is_printed_on_turned_pages(visit, nginx):
    page = visit(nginx.address("responsibilities/"))
    page.evaluate("aims.paint('slate')")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        turned = [box[2] > box[3] for box in (one.mediabox for one in printed.pages)]
    assert True in turned
    assert len(turned) < 8, "the matrix takes a few pages, not one for each of its rows"


def test_a_register_on_paper_covers_nothing_and_has_heads_that_can_be_repeated(visit, nginx):
    page = visit(nginx.address("risks/"))
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.emulate_media(media="print")
    hidden = "(all) => all.filter((one) => one.scrollHeight > one.clientHeight + 2).length"
    assert page.locator(".aims-scroll").evaluate_all(hidden) == 0
    # Chromium repeats a head on each page, and leaves out what the buttons in it say.
    shown = page.locator(".aims-sort").first.evaluate("(one) => getComputedStyle(one).display")
    assert shown == "contents"


def test_a_print_says_of_which_day_it_is(visit, nginx):
    page = visit(nginx.address("policies/pol-01/"))
    said = page.locator(".aims-printed")
    assert not said.is_visible()
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) > 1
    assert said.text_content() == (
        f"Printed on {today}. Valid on this day only: a printed copy is not controlled."
    )
    assert not said.is_visible(), "back on screen, nothing is said of prints"


def test_paper_shows_where_links_lead_and_no_ways_about(visit, nginx):
    page = visit(nginx.address("start/reading/"))
    page.evaluate(
        """() => {
          const link = document.createElement("a");
          Object.assign(link, { href: "https://example.org/x", id: "away", textContent: "there" });
          document.querySelector("article").append(link);
        }"""
    )
    page.emulate_media(media="print")
    shown = page.evaluate("getComputedStyle(document.getElementById('away'), '::after').content")
    assert "https://example.org/x" in shown
    for part in (".aims-top", ".aims-nav", ".aims-toc"):
        assert not page.locator(part).is_visible()


MOVED = """new Promise((resolve) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) moved += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 300);
})"""


@pytest.mark.parametrize("width", [1366, 412])
@pytest.mark.parametrize(
    "path", ["", "roles/data-steward/", "responsibilities/", "monitoring/calendar/", "risks/"]
)
def test_nothing_moves_while_a_page_appears(path, width, visit, nginx):
    page = visit(nginx.address(path), width=width)
    # 0.1 is where a reader begins to notice.
    assert page.evaluate(MOVED) < 0.1


def test_a_picture_wider_than_a_phone_opens_on_something(visit, nginx):
    for path in ("roles/", "processes/", "monitoring/calendar/"):
        page = visit(nginx.address(path), width=360)
        seen = page.locator(".aims-picture > .aims-scroll").first.evaluate(
            """(window) => {
              const frame = window.getBoundingClientRect();
              const inside = (node) => {
                const box = node.getBoundingClientRect();
                return box.left >= frame.left && box.right <= frame.right;
              };
              const nodes = [...window.querySelectorAll("svg a .aims-node")];
              const left = (node) => node.getBoundingClientRect().left;
              return inside(nodes.reduce((first, one) => (left(one) < left(first) ? one : first)));
            }"""
        )
        assert seen, path


@pytest.mark.parametrize(
    "path", ["responsibilities/", "responsibilities/by-stage/", "processes/", "roles/data-steward/"]
)
def test_what_is_wide_fits_a_common_screen(path, visit, nginx):
    page = visit(nginx.address(path), width=1366)
    wider = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".aims-scroll").evaluate_all(wider) == 0


def test_a_node_of_a_picture_leads_to_its_record_by_keyboard(visit, nginx):
    page = visit(nginx.address("processes/"))
    page.locator(".aims-picture svg a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/processes/prc-01/")
