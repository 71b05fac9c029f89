"""Three editions in one folder behind the documented servers, as readers use them."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browser import BELOW, Place, behind_apache, behind_nginx, from_npm, served
from tests.editions import assert_served_whole, assert_whole, project, run, write_edition
from tests.test_browser_accessibility import violations
from tests.test_browser_tables import tab_to

pytestmark = [pytest.mark.needs_programs, pytest.mark.needs_browser, pytest.mark.slow]
EDITIONS = ("1.0", "1.1", "2.0")
LIBRARIAN = """\
- id: librarian
  title: Librarian
  purpose: Keeps the catalogue of curious beasts.
  reports_to: board
"""


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Path:
    """Return a folder with three editions; only the second one has a librarian."""
    base = tmp_path_factory.mktemp("editions")
    manual, folder = project(base / "project"), base / "published"
    roles = manual / "data/roles.yaml"
    text = roles.read_text(encoding="utf-8")
    for name in EDITIONS:
        write_edition(manual, name)
        roles.write_text(text + (LIBRARIAN if name == "1.1" else ""), encoding="utf-8")
        site = f"http://manual.test{BELOW}"
        done = run(manual, "publish", "--edition", name, "--to", str(folder), SITE_URL=site)
        assert done.returncode == 0, done.stdout + done.stderr
    assert_whole(folder)
    return folder


@pytest.fixture(scope="session")
def editions(published, tmp_path_factory) -> Place:
    """Return the folder behind nginx, as the page about hosting says."""
    with behind_nginx(published, tmp_path_factory.mktemp("nginx"), editions=True) as place:
        yield place


def choose(page, words: str) -> None:
    """Choose an edition in the menu, by keyboard."""
    tab_to(page, ".aims-editions summary")
    page.keyboard.press("Enter")
    link = page.locator(".aims-editions li a", has_text=words)
    expect(link).to_be_visible()
    # The menu is led to the same page in each edition once it is open.
    page.wait_for_load_state("networkidle")
    link.focus()
    page.keyboard.press("Enter")


def test_all_that_is_published_is_served(editions, published):
    assert assert_served_whole(published, editions.root) > 600


def test_the_folder_leads_to_the_edition_in_force(visit, editions):
    page = visit(editions.root)
    page.wait_for_url(editions.address("latest/index.html"))
    expect(page.locator("main")).to_contain_text("answers for edition 2.0")
    expect(page.locator(".aims-editions summary")).to_contain_text("Edition 2.0")
    expect(page.locator(".aims-outdated")).to_have_count(0)


def test_the_menu_lists_the_editions_and_says_which_one_is_current(visit, editions):
    page = visit(editions.address("latest/roles/"))
    page.locator(".aims-editions summary").click()
    lines = page.locator(".aims-editions li")
    expect(lines).to_have_count(3)
    assert [line.split("\n")[0] for line in lines.all_inner_texts()] == ["2.0", "1.1", "1.0"]
    expect(lines.first).to_contain_text("current, as of 23 November 2026")
    expect(lines.first.locator("a")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(lines.first).not_to_be_visible()
    page.locator(".aims-editions summary").click()
    page.locator("h1").click()
    expect(lines.first).not_to_be_visible()


def test_another_edition_opens_at_the_same_page(visit, editions):
    page = visit(editions.address("latest/roles/board/"))
    choose(page, "1.0")
    page.wait_for_url(editions.address("1.0/roles/board/"))
    choose(page, "1.1")
    page.wait_for_url(editions.address("1.1/roles/board/"))


def test_a_page_that_an_edition_lacks_leads_to_its_first_one(visit, editions):
    page = visit(editions.address("1.1/roles/librarian/"))
    page.locator(".aims-editions summary").click()
    line = page.locator(".aims-editions li", has_text="1.0").first
    expect(page.locator(".aims-editions li", has_text="does not have this page")).to_have_count(2)
    line.locator("a").click()
    page.wait_for_url(editions.address("1.0/"))


def test_an_old_edition_says_so_and_leads_to_the_same_page_of_the_current_one(visit, editions):
    page = visit(editions.address("1.0/roles/board/"))
    note = page.locator(".aims-outdated")
    expect(note).to_contain_text("This is not the current edition")
    note.get_by_role("link", name="Read this page in edition 2.0").click()
    page.wait_for_url(editions.address("2.0/roles/board/"))
    expect(page.locator(".aims-outdated")).to_have_count(0)
    page.goto(editions.address("1.1/roles/librarian/"))
    expect(note.get_by_role("link")).to_have_text(
        "Go to edition 2.0, which does not have this page"
    )
    expect(note.get_by_role("link")).to_have_attribute("href", editions.address("2.0/"))


def test_search_stays_within_the_edition(visit, editions):
    for name, found in (("1.1", 1), ("2.0", 0)):
        page = visit(editions.address(f"{name}/"))
        page.keyboard.press("Control+k")
        page.keyboard.type("curious beasts")
        status = page.locator(".aims-search [role=status]")
        expect(status).to_have_text(re.compile(r"^(\d+|No) pages?"))
        shown = " ".join(page.locator(".aims-search li").all_inner_texts()).casefold()
        assert ("curious beasts" in shown) == bool(found), shown
        hrefs = [one.get_attribute("href") for one in page.locator(".aims-search li a").all()]
        assert all(href.startswith(editions.address(f"{name}/")) for href in hrefs)


def test_editions_work_below_another_path_and_without_one(visit, published):
    for folder in (published, published.parent):
        below = "" if folder == published else f"{published.name}/"
        with served(folder) as root:
            page = visit(urljoin(root, f"{below}1.0/roles/"))
            link = page.locator(".aims-outdated a")
            expect(link).to_have_attribute("href", urljoin(root, f"{below}2.0/roles/"))
            page = visit(urljoin(root, below))
            page.wait_for_url(urljoin(root, f"{below}latest/index.html"))
            page.wait_for_load_state("networkidle")


def test_from_a_disk_there_is_no_menu_and_the_first_page_leads_on(visit, published):
    page = visit(f"{published.as_uri()}/index.html")
    page.wait_for_url(f"{published.as_uri()}/latest/index.html")
    expect(page.locator(".aims-editions")).to_be_hidden()
    page.goto(f"{published.as_uri()}/1.0/index.html")
    expect(page.locator(".aims-outdated")).to_have_count(0)


def test_without_a_script_the_menu_is_not_there_and_the_first_page_leads_on(chromium, editions):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(editions.root)
    page.wait_for_url(editions.address("latest/index.html"))
    expect(page.locator(".aims-editions")).to_be_hidden()
    context.close()


def test_what_is_kept_aside_is_not_served(chromium, editions, published, tmp_path):
    get = chromium.new_context().request.get
    (published / ".replaced").mkdir(exist_ok=True)
    (published / ".replaced/index.html").write_text("old")
    assert get(editions.address(".replaced/index.html")).status == 404
    assert get(editions.address("2.0/.outline.json")).status == 404
    shutil.rmtree(published / ".replaced")


def test_apache_serves_editions_as_documented(chromium, published, tmp_path_factory):
    with behind_apache(published, tmp_path_factory.mktemp("apache"), editions=True) as place:
        get = chromium.new_context().request.get
        assert "url=latest/index.html" in get(place.root).text()
        assert "answers for edition 2.0" in get(place.address("latest/")).text()
        assert "connect-src 'self'" in get(place.root).headers["content-security-policy"]
        assert get(place.address("2.0/.outline.json")).status == 404
        lost = get(place.address("1.0/nowhere/"))
        assert lost.status == 404
        assert "Page not found" in lost.text()


def test_an_unknown_address_gets_the_page_of_the_edition_in_force(chromium, editions):
    page = chromium.new_page()
    answer = page.goto(editions.address("1.0/nowhere/"))
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Page not found"
    expect(page.locator(".aims-editions summary")).to_contain_text("Edition 2.0")
    page.close()


def test_each_page_names_the_address_of_its_own_edition(published):
    for name in EDITIONS:
        page = (published / name / "roles/index.html").read_text(encoding="utf-8")
        assert f'rel="canonical" href="http://manual.test{BELOW}{name}/roles/"' in page


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_menu_and_note_are_accessible(visit, editions, width, colours):
    page = visit(editions.address("1.0/roles/board/"), width=width, colours=colours)
    expect(page.locator(".aims-outdated")).to_be_visible()
    page.locator(".aims-editions summary").click()
    expect(page.locator(".aims-editions li", has_text="current")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_menu_and_note_are_not_printed(visit, editions):
    page = visit(editions.address("1.0/roles/board/"))
    expect(page.locator(".aims-outdated")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".aims-outdated")).to_be_hidden()
    expect(page.locator(".aims-editions")).to_be_hidden()


def test_the_pages_of_an_edition_are_valid_html(published):
    pages = [published / "index.html", *sorted((published / "2.0").rglob("*.html"))[:40]]
    jar = from_npm("vnu-jar/build/dist/vnu.jar")
    checker = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json"]
    done = subprocess.run([*checker, *map(str, pages)], capture_output=True, text=True, check=False)
    told = [one["message"] for one in json.loads(done.stderr)["messages"]]
    assert told == []
