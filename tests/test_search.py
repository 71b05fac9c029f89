"""What the list of pages says of each page."""

import json

from macros.checks import _redacted_manual
from macros.manual import Manual
from macros.model.requirement import Requirement
from macros.site import search_index
from tests.browser import ROOT


def index(pages, manual=None):
    """Return what the script hands to the browser."""
    said = search_index.script(pages, manual)
    return json.loads(said.removeprefix("aims.index = ").rstrip().removesuffix(";"))


def rows(*pages):
    return index(pages)["pages"]


def test_a_page_is_told_section_by_section_without_its_markup():
    html = (
        '<h1 id="top">Title</h1><p>Lead &amp; more</p>'
        '<h2 id="rules">Rules <a class="headerlink" href="#rules">¶</a></h2><ol><li>One</li></ol>'
    )
    page = search_index.SearchEntry("policies/pol-1/", "Title", "Policy", "POL-1", ("Alias",), html)
    assert rows(page) == [
        [
            "policies/pol-1/",
            "POL-1",
            "Title",
            0,
            ["Alias"],
            [],
            [],
            [["", "", "Lead & more"], ["rules", "Rules", "One"]],
        ]
    ]


def test_a_word_with_a_part_in_bold_stays_one_word():
    html = "<p>The <strong>soft</strong>ware<br>of H<sub>2</sub>O <em>and</em> more</p>"
    [row] = rows(search_index.SearchEntry("x/", "X", "Page", "", (), html))
    assert row[-1] == [["", "", "The software of H2O and more"]]


def test_letters_drawings_and_mentions_are_left_out():
    html = (
        "<p>Words</p><svg><text>drawn</text></svg><nav>way</nav>"
        '<figure class="aims-table aims-matrix"><b>A</b></figure>'
        '<section class="aims-mentions"><h2 id="m">Mentioned by</h2></section>'
    )
    [row] = rows(search_index.SearchEntry("x/", "X", "Page", "", (), html))
    assert row[-1] == [["", "", "Words"]]


def test_the_order_is_that_of_the_addresses():
    pages = [search_index.page_entry(address, address, "Page", "") for address in ("b/", "a/")]
    assert [row[0] for row in rows(*pages)] == ["a/", "b/"]


def test_sections_that_list_other_records_are_left_out():
    html = (
        '<h2 id="rules">Rules</h2><p>One</p><h2 id="answers">Needs</h2><p>A.2.2 Policy</p>'
        '<h3 id="more">More</h3><p>A.2.3</p><h2 id="history">History</h2><p>Two</p>'
    )
    [row] = rows(search_index.SearchEntry("x/", "X", "Page", "", (), html))
    assert row[-1] == [["rules", "Rules", "One"], ["history", "History", "Two"]]


SYNONYMS = """\
- {words: [guvnor, big cheese], leads_to: [board, /roles/]}
- {words: [rule, law]}
"""


def test_the_words_of_a_synonym_are_with_the_pages_that_they_lead_to(sound):
    manual = sound(**{"synonyms.yaml": SYNONYMS})
    board = search_index.record_entry(manual, manual["board"], "")
    found = index([board, search_index.page_entry("roles/", "Roles", "Page", "")], manual)
    hints = {row[0]: row[6] for row in found["pages"]}
    words = ["guvnor", "big cheese"]
    assert hints == {board.address: words, "roles/": words}
    assert found["synonyms"] == [["rule", "law"]]


def test_words_for_a_withheld_record_are_not_in_the_index_for_staff(sound):
    synonyms = (
        "- {words: [guvnor], leads_to: [anna]}\n- {words: [chief], leads_to: [anna, board]}\n"
    )
    files = {"synonyms.yaml": synonyms, "settings.yaml": "withhold: [names]\n"}
    manual = sound(**files)
    assert manual.find("anna")
    staff = _redacted_manual.redact_manual(manual)
    assert [one.words for one, _ in staff.synonyms] == [("chief",)]
    assert staff.synonyms[0][0].leads_to == ("board",)


def test_a_synonym_that_leads_to_a_page_that_is_not_built_is_reported(sound):
    manual = sound(**{"synonyms.yaml": "- {words: [boss], leads_to: [/start/helpp/, /start/]}\n"})
    [finding] = search_index.broken_leads(manual, {"/start/", "/start/help/"})
    assert str(finding.where).endswith("synonyms.yaml:1:30")
    assert finding.hint == "Did you mean '/start/help/'?"


def test_the_own_standard_comes_before_other_frameworks():
    manual = Manual.load(ROOT / "data")
    weights = {
        requirement.framework: search_index.record_entry(manual, requirement, "").weight
        for requirement in manual.all(Requirement)
    }
    assert len(weights) > 1
    own = weights.pop(manual.organisation.standard)
    assert all(own > other for other in weights.values())
