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
        search_index.SearchEntry(f"{address}/", title, kind, "", names, "<p>Words</p>")
        for address, (kind, title, names) in SPELT.items()
    ]
    (site / "search").mkdir()
    (site / search_index.PATH).write_text(search_index.script(pages), encoding="utf-8")
    (site / "assets").mkdir()
    (site / folding.PATH).write_text(folding.script(), encoding="utf-8")
    for name in ("start.js", "search.js"):
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


@pytest.mark.parametrize("words", ['"policy AI"', "pollicy", '"ai for"', "strasen"])
def test_what_is_not_there_is_not_found(words, spelt, visit):
    page = visit(spelt)
    page.keyboard.press("Control+k")
    page.locator(".aims-search input").fill(words)
    expect(page.locator(".aims-search p")).to_have_text("No pages")


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Strassenpruefung", "Straßenprüfung"),
        ("issi", "ıssı"),
        ("stras", "Straß"),
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
