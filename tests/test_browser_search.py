"""Search: what people type first finds the page they mean first, from a server and from a disk."""
# ruff: noqa: RUF001  # letters that look like others are what this is about

import random
import shutil
import unicodedata

import pytest
from playwright.sync_api import expect

from macros.manual import Manual
from macros.manual.appointments import holders
from macros.site import folding, search_index
from tests.browser import ROOT
from tests.test_browser_accessibility import violations
from tests.test_browser_tables import tab_to

ASKED = [
    ("POL-03", "POL-03 AI risk management", "Policy"),
    ("pol03", "POL-03 AI risk management", "Policy"),
    ("A.6.2.4", "A.6.2.4 AI system verification and validation", "Control of ISO/IEC 42001"),
    ("data steward", "Data Steward", "Role"),
    ("Risk appetite for AI", "POL-03 AI risk management", "Policy"),
    ("model review", "Model Review Board", "Body"),
]


READY = ".aims-search:not([aria-busy=true])"
"""The dialog once the whole index is read."""


def ask(page, words):
    """Type into the search and return the results, the best first."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.locator(READY).wait_for()
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
    guide = page.locator(".aims-search li", has_text="Onboarding: Data Steward")
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


LATER = ("search-ranking.js", "search-results.js")
"""The scripts that are loaded when search opens."""
SPELT = {
    "council": ("Role", "People’s council", ()),
    "lodz": ("Role", "Prüferin Łódź", ("Prüferinnen",)),
    "isil": ("Role", "Işıl ıssız", ()),
    "cafe": ("Role", "Smørrebrød cafe\u0301 Ærø", ("Đorđe Þórr",)),
    "strasse": ("Role", "Straßenprüfung", ("Großprojekt",)),
    "soft": ("Role", "The soft\u00adhyphen and zero\u200bwidth", ()),
    "dash": ("Policy", "AI policy\u00a0for e\u2011mail", ("Risk \u2013 appetite",)),
    "wide": ("Policy", "ＡＩ ﬁle “in quotes”", ("Ολυμπος",)),
}
"""Pages by their address: kind, title and other names, in signs that few people type."""

GROUPS = {"Role": "Roles", "Policy": "Policies"}

TYPED = {
    "people's council": "council",
    "people’s council": "council",
    "peoples council": "council",
    "Lodz": "lodz",
    "LÓDŹ": "lodz",
    "prueferinnen": "lodz",
    "prufer": "lodz",
    "issiz": "isil",
    "ISIL": "isil",
    "İşil": "isil",
    "smorrebrod": "cafe",
    "smoerrebroed": "cafe",
    "CAFÉ": "cafe",
    "aero": "cafe",
    "djordje": "cafe",
    "thorr": "cafe",
    "Strassenpruefung": "strasse",
    "STRASSENPRÜFUNG": "strasse",
    "strassenprufung": "strasse",
    "GROẞPROJEKT": "strasse",
    "softhyphen": "soft",
    "zerowidth": "soft",
    "zero\u200cwidth": "soft",
    '"AI policy"': "dash",
    "„AI policy“": "dash",
    "«ai policy»": "dash",
    '"policy for e-mail"': "dash",
    "email": "dash",
    "e-mail": "dash",
    "e\u2013mail": "dash",
    "risk - appetite": "dash",
    "AI file": "wide",
    "ｆｉｌｅ": "wide",
    "in quotes": "wide",
    '"ai file in"': "wide",
    "ΟΛΥΜΠΟΣ": "wide",
    "ολυμποσ": "wide",
}
"""What people type, and the page they mean."""


@pytest.fixture(scope="module")
def spelt(tmp_path_factory):
    """Return the address of a page that searches pages with such titles, without a site."""
    site = tmp_path_factory.mktemp("spelt")
    pages = [
        search_index.SearchEntry(
            f"{address}/", title, kind, "", names, "<p>Words</p>", GROUPS[kind]
        )
        for address, (kind, title, names) in SPELT.items()
    ]
    (site / "search").mkdir()
    (site / search_index.PATH).write_text(search_index.script(pages), encoding="utf-8")
    (site / "assets").mkdir()
    (site / folding.PATH).write_text(folding.script(), encoding="utf-8")
    for name in ("start.js", "search.js", "minisearch.js", *LATER):
        shutil.copy(ROOT / "docs/assets" / name, site / "assets")
    (site / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title><body>'
        '<script src="assets/start.js" data-root="./"></script>'
        '<script src="assets/folding.js"></script><script src="assets/search.js"></script>',
        encoding="utf-8",
    )
    return f"{site.as_uri()}/index.html"


def test_what_people_type_finds_what_they_mean_however_it_is_spelt(spelt, visit):
    page, found = visit(spelt), {}
    page.keyboard.press("Control+k")
    for words in TYPED:
        page.locator(".aims-search input").fill(words)
        status = page.locator(".aims-search p")
        expect(status).to_have_text("1 page")
        href = page.locator(".aims-search li a").get_attribute("href")
        found[words] = href.split("/")[-2]
        page.locator(".aims-search input").fill("")
        expect(status).not_to_have_text("1 page")
    assert found == TYPED


@pytest.mark.parametrize("words", ['"policy AI"', "qolyxy", '"ai for"', "grsen"])
def test_what_is_not_there_is_not_found(words, spelt, visit):
    page = visit(spelt)
    page.keyboard.press("Control+k")
    page.locator(READY).wait_for()
    page.locator(".aims-search input").fill(words)
    expect(page.locator(".aims-search p")).to_have_text("No pages")


MISSPELT = {
    "pollicy": "dash",
    "strassnprufung": "strasse",
    "softhypehn": "soft",
    "cuoncil": "council",
    "prüferinen": "lodz",
    "smorebrod": "cafe",
}
"""One letter more, less or other, or two exchanged; and the page that is meant."""


def test_a_wrong_letter_still_finds_the_page(spelt, visit):
    page, found = visit(spelt), {}
    page.keyboard.press("Control+k")
    page.locator(READY).wait_for()
    for words in MISSPELT:
        page.locator(".aims-search input").fill(words)
        first = page.locator(".aims-search li a").first
        found[words] = first.get_attribute("href").split("/")[-2]
        expect(page.locator(".aims-search p")).to_contain_text("for “")
    assert found == MISSPELT


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Strassenpruefung", "Straßenprüfung"),
        ("issi", "ıssız"),
        ("stras", "Straßenprüfung"),
        ("cafe", "café"),
    ],
)
def test_what_was_looked_for_is_marked_as_it_is_written(words, marked, spelt, visit):
    page = visit(spelt)
    page.keyboard.press("Control+k")
    page.locator(".aims-search input").fill(words)
    expect(page.locator(".aims-search mark")).to_have_text(marked)


def test_the_browser_folds_as_python_does(spelt, visit):
    chance = random.Random(42001)
    codes = (*range(0x2E00), *range(0xFB00, 0x10000))
    letters = [chr(code) for code in codes if unicodedata.category(chr(code))[0] != "C"]
    common = [letter for letter in letters if ord(letter) < 0x2100] + ["\u00ad", "\u200b"]
    texts = [*letters, *(title for _, title, _ in SPELT.values()), *TYPED]
    texts += ["".join(chance.choices(common, k=chance.randrange(12))) for _ in range(2000)]
    page = visit(spelt)
    told = page.evaluate("texts => texts.map(text => [aims.fold(text), aims.forms(text)])", texts)
    different = [
        (text, told)
        for text, told in zip(texts, told, strict=True)
        if told != [folding.fold(text), folding.forms(text)]
    ]
    assert different == []


def test_the_arrow_keys_leave_the_focus_in_the_field(spelt, visit):
    page = visit(spelt)
    page.keyboard.press("Control+k")
    page.keyboard.type("p")
    field, options = page.locator(".aims-search input"), page.locator("[role=option]")
    expect(options.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.type("ru")
    expect(field).to_have_value("pru")
    expect(options).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") is None


def test_results_can_be_filtered_by_type_with_the_keyboard(spelt, visit):
    page = visit(spelt)
    page.keyboard.press("Control+k")
    page.keyboard.type("p")
    chips = page.locator(".aims-search__types button")
    expect(chips).to_have_text(["All 4", "Roles 2", "Policies 2"])
    page.keyboard.press("Tab")  # To the button that closes the dialog.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chips.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".aims-search em")).to_have_text(["Role"] * 2)
    expect(chips.nth(1)).to_be_focused()


def test_recent_searches_come_back_and_can_be_removed(spelt, visit):
    page = visit(spelt)
    page.evaluate("localStorage.clear()")
    for words in ("council", "strasse"):
        page.goto(spelt)
        page.keyboard.press("Control+k")
        page.keyboard.type(words)
        link = page.locator(".aims-search li a").first
        link.evaluate("link => link.href = location.href")
        link.click()
    page.goto(spelt)
    page.keyboard.press("Control+k")
    recent = page.get_by_role("group", name="Recent searches").locator("span")
    expect(recent).to_have_text(["strasse×", "council×"])
    assert violations(page) == []
    page.get_by_role("button", name="Remove “strasse”").click()
    expect(recent).to_have_text(["council×"])
    recent.get_by_role("button", name="council", exact=True).click()
    expect(page.locator(".aims-search li")).to_have_count(1)


@pytest.mark.parametrize("width", [1366, 360])
def test_nothing_found_offers_other_spellings_and_contacts(width, place, visit):
    page = visit(place.address(""), width=width)
    page.keyboard.press("Control+k")
    page.locator(READY).wait_for()
    page.locator(".aims-search input").fill("inxcxdexnt")
    expect(page.locator(".aims-search p")).to_have_text("No pages")
    contacts = page.get_by_role("group", name="Contacts")
    expect(contacts).to_contain_text("Report an incident")
    expect(contacts.locator("a[href^='mailto:']").first).to_be_visible()
    for colours in ("default", "slate"):
        page.evaluate(f"aims.paint('{colours}')")
        # From a disk the browser does not let axe-core read the style sheet.
        assert place.root.startswith("file:") or violations(page) == []
    page.get_by_role("group", name="Did you mean").get_by_role("button").first.click()
    expect(page.locator(".aims-search li").first).to_be_visible()
    expect(page.locator(".aims-search input")).to_be_focused()


def test_a_page_loads_the_index_only_when_search_opens(visit, nginx):
    page, asked = visit(nginx.address("")), []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    loaded = "performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1))"
    later = {"minisearch.js", "pages.js", *LATER}
    assert not later & {*page.evaluate(loaded)}
    page.keyboard.press("Control+k")
    page.locator(READY).wait_for()
    assert later <= {*asked}
