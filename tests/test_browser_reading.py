"""What readers see of a page without a script, on a phone and on paper."""

import io

import pikepdf
import pytest

from tests.printing import Printed

A4 = (595, 842)


def sizes(page) -> list[tuple[int, int]]:
    """Return the width and height of each printed page, in points."""
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        boxes = [[float(side) for side in one.mediabox] for one in printed.pages]
    return [(round(box[2] - box[0]), round(box[3] - box[1])) for box in boxes]


@pytest.mark.parametrize("script", [True, False])
def test_a_folded_list_opens_and_is_printed(visit, nginx, script):
    page = visit(nginx.address("policies/"), java_script_enabled=script)
    cell = page.locator("td:has(> .aims-details)").first
    role = cell.locator("li").last
    assert not role.is_visible()
    cell.locator("summary").click()
    assert role.is_visible()
    cell.locator("summary").click()
    page.emulate_media(media="print")
    assert role.is_visible()
    assert not cell.locator("summary").is_visible()


def test_the_rules_of_a_policy_begin_on_the_first_screen(visit, nginx):
    page = visit(nginx.address("policies/pol-05/"), width=1366)
    assert page.locator(".aims-strip").first.bounding_box()["height"] < 90
    assert page.locator("#rule-1").bounding_box()["y"] < 800


def test_a_long_table_of_contents_shows_the_headings_below_the_current_one(visit, nginx):
    page = visit(nginx.address("policies/pol-05/"), width=1366)
    entries = page.locator(".aims-toc > ul > li")
    assert entries.count() <= 12
    first = page.locator(".aims-toc ul ul a").first
    assert not first.is_visible()
    page.locator(first.get_attribute("href")).scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 500)")
    first.wait_for(state="visible")


def test_the_process_map_adds_flows_without_a_script(visit, nginx):
    page = visit(nginx.address("processes/"), java_script_enabled=False)
    minor = page.locator(".aims-minor")
    opacity = "node => getComputedStyle(node).opacity"
    assert minor.evaluate(opacity) == "0"
    page.get_by_label("Show all flows").check()
    assert float(minor.evaluate(opacity)) > 0


@pytest.mark.parametrize("width", [360, 1366])
def test_letters_of_pictures_have_twelve_pixels(visit, nginx, width):
    for address in ("ai-systems/", "metrics/", "processes/", "risks/", "resources/"):
        page = visit(nginx.address(address), width=width)
        heights = page.locator(".aims-picture svg text").evaluate_all(
            "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize)"
            " * text.getScreenCTM().d).filter(Boolean).map(Math.abs)"
        )
        # A text that is turned has no height in this direction.
        assert min(height for height in heights if height > 1) >= 11.9, address


def test_a_phone_shows_the_organisation_chart_as_a_list(visit, nginx):
    page = visit(nginx.address("roles/"), width=360)
    chart = page.locator(".aims-outlined")
    assert not chart.locator("svg").is_visible()
    first = chart.locator(".aims-outline a").first
    assert first.inner_text() == "Supervisory Board"
    assert first.bounding_box()["y"] < 740
    page.set_viewport_size({"width": 1366, "height": 900})
    assert chart.locator("svg").is_visible()
    assert not first.is_visible()


def test_pages_are_printed_on_a4_and_wide_tables_across(visit, nginx):
    assert set(sizes(visit(nginx.address("policies/pol-05/")))) == {A4}
    assert set(sizes(visit(nginx.address("applicability/")))) == {A4[::-1]}


def test_each_printed_page_of_a_document_names_it(visit, nginx, tmp_path):
    page = visit(nginx.address("policies/pol-05/"))
    assert not page.locator(".aims-running").is_visible()
    printed = Printed(page.pdf(prefer_css_page_size=True), tmp_path)
    # The last page has the foot of the site, which says the same.
    texts = [text for text in printed.texts() if "Printed on" not in text]
    assert len(texts) > 3
    for text in texts:
        # Chromium places letters one by one, so a reader of PDF finds no spaces in some words.
        letters = "".join(text.split())
        assert "POL-05DataforAI·version1.5" in letters
        assert "Uncontrolledcopy" in letters


def test_the_statement_of_applicability_fits_a_laptop(visit, nginx):
    page = visit(nginx.address("applicability/"), width=1366)
    window = page.locator(".aims-scroll").first
    assert window.evaluate("node => node.scrollWidth - node.clientWidth") <= 1
