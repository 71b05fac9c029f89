"""Nothing that people can write in Markdown is lost on the way to the PDF."""

from collections import Counter

import pytest
from hypothesis import Phase, given
from lxml import html

from macros import pdf
from macros.pages._outline import Outline
from macros.pdf import book
from tests.examples import tried
from tests.markdown_documents import WORD, documents, every_leaf, numbered, rendered
from tests.printing import FACTS, MOMENT, Printed, write_site

pytestmark = pytest.mark.needs_programs


@pytest.fixture(scope="module")
def leaf(tmp_path_factory):
    """Return a function that prints one page as a document of its own."""

    def print_(inner):
        folder = tmp_path_factory.mktemp("leaf")
        site = write_site(folder / "site", {"x": inner}, {})
        chapters = book.chapters(Outline.read(site))
        return Printed(pdf.single_document(site, chapters, FACTS, None, MOMENT), folder)

    return print_


def lines_of(printed):
    return [
        " ".join(line.split()) for text in printed.texts(layout=True) for line in text.split("\n")
    ]


def letters_of(text):
    return Counter(WORD.findall(text))


def test_every_construct_is_printed_alone_and_inside_others(leaf):
    page = rendered(numbered(every_leaf()))
    shown = letters_of(html.fromstring(page).text_content())
    assert len(shown) > 150
    assert letters_of(leaf(page).text) == shown


@given(documents)
# To shrink what fails prints hundreds of books.
@tried(12, long=60, phases=[Phase.explicit, Phase.generate])
def test_the_words_of_a_page_are_the_words_of_its_print(leaf, document):
    page = html.fromstring(rendered(numbered(document)))
    printed = letters_of(leaf(rendered(numbered(document))).text)
    shown = letters_of(page.text_content())
    assert not shown - printed
    # A table that goes on to the next page has its head there once more.
    assert set(printed - shown) <= set(letters_of(" ".join(page.xpath("//thead//text()"))))


def test_code_is_printed_with_its_title_and_the_numbers_of_its_lines(leaf):
    code = '```sh linenums="9" title="deploy.sh"\nfirst --now\n\nsecond\n```'
    lines = lines_of(leaf(rendered(f"# T\n\n{code}\n\n```text\nplain\n```")))
    assert lines[lines.index("deploy.sh") :][:4] == [
        "deploy.sh",
        "9 first --now",
        "10",
        "11 second",
    ]
    assert "plain" in lines


@pytest.mark.parametrize(
    "numbered_line",
    [
        '<span class="linenos">7 </span>code',
        '<span class="linenos" data-linenos="7 "></span>code',
        '<a id="l"></a><span class="linenos">7</span>code',
    ],
)
def test_numbers_in_the_lines_of_code_are_printed(leaf, numbered_line):
    page = f'<div class="highlight"><pre><span></span><code>{numbered_line}\n</code></pre></div>'
    assert "7 code" in lines_of(leaf(f"<h1>T</h1>{page}"))


def test_a_line_of_code_ends_where_the_page_breaks_it(leaf):
    lines = lines_of(leaf("<h1>T</h1><pre>one<br>two</pre>"))
    assert lines[lines.index("one") + 1] == "two"


def test_a_note_begins_beside_its_number_and_keeps_its_paragraphs(leaf):
    notes = "[^a]: The note.\n[^b]: First.\n\n    Second.\n[^c]: Unused."
    text = f"# T\n\nText[^a] again[^a] more[^b].\n\n{notes}"
    printed = leaf(rendered(text))
    lines = lines_of(printed)
    assert {"1 The note.", "2 First.", "Second.", "3 Unused."} <= set(lines)
    assert "Text1 again1 more2." in lines
    assert "↩" not in printed.text


def test_each_value_of_a_name_begins_a_line(leaf):
    lines = lines_of(leaf(rendered("# T\n\nOne\nTwo\n:   First\n:   Second\n")))
    assert [line for line in lines if line in ("One", "Two", "First", "Second")] == [
        "One",
        "Two",
        "First",
        "Second",
    ]


def test_an_abbreviation_is_explained_once(leaf):
    page = rendered("# T\n\nThe AMS, the AMS.\n\n*[AMS]: Artificial manager\n")
    assert "The AMS (Artificial manager), the AMS." in lines_of(leaf(page))


def placed(leaf, table):
    """Return the words of a table's cells, row by row, in the order of their columns."""
    lines = lines_of(leaf(f"<h1>T</h1><table>{table}</table>"))
    return [line for line in lines[lines.index("T") + 1 :] if line and "Edition" not in line]


def test_a_table_of_two_rows_of_heads_keeps_its_cells_below_them(leaf):
    heads = '<tr><th rowspan="2">Record</th><th colspan="2">Kept</th></tr>'
    heads += "<tr><th>Paper</th><th>Files</th></tr>"
    rows = (
        '<tr><td rowspan="{}">Logs</td><td>1y</td><td>2y</td></tr><tr><td>3y</td><td>4y</td></tr>'
    )
    last = "<tr><td>Models</td><td>5y</td><td>6y</td></tr>"
    wanted = ["Record Paper Files", "Logs 1y 2y", "3y 4y", "Models 5y 6y"]
    for table in (
        heads + rows.format(2) + last,
        f"<thead>{heads}</thead>{rows.format(2)}{last}",
        f"<thead>{heads}</thead><tfoot>{last}</tfoot><tbody>{rows.format(0)}</tbody>",
        f"<thead>{heads}</thead><tbody>{rows.format(99)}</tbody><tbody>{last}</tbody>",
    ):
        assert [line for line in placed(leaf, table) if line != "Kept"] == wanted


def test_a_short_row_does_not_draw_the_next_one_up(leaf):
    table = "<tr><th>A1</th><th>B1</th><th>C1</th></tr><tr><td>A2</td></tr><tr></tr>"
    table += "<tr><td>A3</td><td>B3</td><td>C3</td></tr>"
    assert placed(leaf, table) == ["A1 B1 C1", "A2", "A3 B3 C3"]


def test_a_paragraph_goes_the_way_of_its_first_letter(leaf):
    hebrew = "שלום English סוף."
    page = f"<h1>T</h1><p>Left {hebrew}</p><p>{hebrew}</p><ul><li>{hebrew}</li></ul>"
    (words,) = leaf(page).words()
    lefts = [left for text, left, *_ in words if text == "English"]
    # What goes from right to left begins at the right of the page.
    assert [left > 300 for left in lefts] == [False, True, True]
