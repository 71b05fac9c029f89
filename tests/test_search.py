"""What the list of pages says of each page."""

import json

from macros.site import search_index


def rows(*pages):
    """Return what the script hands to the browser."""
    said = search_index.script(pages).removeprefix("aims.pages = ").rstrip().removesuffix(";")
    return json.loads(said.replace(",\n]", "\n]"))


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
            "Policy",
            ["Alias"],
            [["", "", "Lead & more"], ["rules", "Rules", "One"]],
        ]
    ]


def test_a_word_with_a_part_in_bold_stays_one_word():
    html = "<p>The <strong>soft</strong>ware<br>of H<sub>2</sub>O <em>and</em> more</p>"
    [row] = rows(search_index.SearchEntry("x/", "X", "Page", "", (), html))
    assert row[5] == [["", "", "The software of H2O and more"]]


def test_letters_drawings_and_mentions_are_left_out():
    html = (
        "<p>Words</p><svg><text>drawn</text></svg><nav>way</nav>"
        '<figure class="aims-table aims-matrix"><b>A</b></figure>'
        '<section class="aims-mentions"><h2 id="m">Mentioned by</h2></section>'
    )
    [row] = rows(search_index.SearchEntry("x/", "X", "Page", "", (), html))
    assert row[5] == [["", "", "Words"]]


def test_the_order_is_that_of_the_addresses():
    pages = [search_index.page_entry(address, address, "Page", "") for address in ("b/", "a/")]
    assert [row[0] for row in rows(*pages)] == ["a/", "b/"]
