"""Search: what people type first finds the page they mean first, from a server and from a disk."""

import pytest
from playwright.sync_api import expect

from macros.holders import holders
from macros.manual import Manual
from tests.browser import ROOT
from tests.test_browser_tables import tab_to

ASKED = [
    ("POL-03", "POL-03 AI risk management", "Policy"),
    ("pol03", "POL-03 AI risk management", "Policy"),
    ("A.6.2.4", "A.6.2.4 AI system verification and validation", "Control of ISO/IEC 42001"),
    ("data steward", "Data Steward", "Role"),
    ("Risk appetite for AI", "POL-03 AI risk management", "Policy"),
    ("model review", "Model Review Board", "Body"),
]


def ask(page, words):
    """Type into the search and return the results, the best first."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.locator(".aims-search li").first.wait_for()
    return [
        (one.locator("strong").inner_text(), one.locator("em").inner_text())
        for one in page.locator(".aims-search li").all()[:5]
    ]


@pytest.mark.parametrize(("words", "title", "kind"), ASKED)
def test_the_first_result_is_what_was_meant(words, title, kind, visit, nginx):
    first = ask(visit(nginx.address("roles/data-steward/")), words)[0]
    assert first[0] == title
    assert first[1].startswith(kind)


def test_the_name_of_a_holder_finds_the_person_and_the_role(visit, nginx):
    manual = Manual.load(ROOT / "data")
    [holder] = holders(manual, manual["data-steward"])
    first, *others = ask(visit(nginx.address("")), holder.title)
    assert first == (holder.title, "Person")
    assert ("Data Steward", "Role") in others


def test_a_word_of_the_text_finds_the_section_it_stands_in(visit, nginx):
    page = visit(nginx.address(""))
    ask(page, "certified to ISO 9001 for claims")
    href = page.locator(".aims-search li a").first.get_attribute("href")
    assert "/organisation/" in href


def test_from_the_first_page_to_a_role_by_keyboard_alone(place, visit):
    page = visit(place.address(""))
    tab_to(page, "main [data-aims=search]")
    page.keyboard.press("Enter")
    page.keyboard.type("data stew")
    first = page.locator(".aims-search li").first
    expect(first).to_contain_text("Data Steward")
    expect(first).to_contain_text("Role")
    guide = page.locator(".aims-search li", has_text="What is expected of you as Data Steward")
    expect(guide.locator("em")).to_have_text("Page")
    page.keyboard.press("Escape")  # Empties what was written; once more, and it closes.
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('main [data-aims=search]')")
    page.keyboard.press("Enter")
    page.keyboard.type("data stew")
    expect(first).to_contain_text("Data Steward")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("roles/data-steward/"))


def test_search_works_by_keyboard_alone(place, visit):
    page = visit(place.address("roles/data-steward/"))
    ask(page, "POL-03")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(place.address("policies/pol-03/"))
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    assert not page.locator(".aims-search").is_visible()


def test_a_search_can_be_shared(place, visit):
    page = visit(place.address("?q=drift"))
    page.locator(".aims-search li").first.wait_for()
    assert page.locator(".aims-search input").input_value() == "drift"
