"""Every word of a large book is printed, and read in the order of its page."""

import re
from itertools import groupby

import pytest

from macros import pdf
from macros.pages._outline import Outline
from macros.pdf import book
from tests.benchmark_pdf import thousand
from tests.printing import FACTS, MOMENT, Printed, counted, print_pages, write_site

pytestmark = pytest.mark.needs_programs
__all__ = ["print_pages"]


@pytest.mark.slow
def test_every_word_of_a_thousand_pages_is_printed(tmp_path):
    pages = thousand()
    site = write_site(tmp_path / "site", pages, {})
    chapters = book.chapters(Outline.read(site))
    content = pdf.whole_book(site, chapters, FACTS, ({}, []), None, MOMENT)
    printed = Printed(content, tmp_path)
    assert len(printed.pdf.pages) > 900
    said = counted(re.sub("<[^>]+>", " ", " ".join(pages.values())))
    assert not said - counted(printed.text)


ORDERED = """<h1>ORDER01</h1><p>ORDER02 and <b>ORDER03</b> in a paragraph.</p>
<ul><li>ORDER04 first</li><li>ORDER05 second<ul><li>ORDER06 inside</li></ul></li></ul>
<h2>ORDER07</h2><div class="admonition note"><p class="admonition-title">ORDER08</p>
<p>ORDER09 noticed</p></div>
<table><thead><tr><th>ORDER10</th><th>ORDER11</th></tr></thead><tbody>
<tr><td>ORDER12</td><td>ORDER13</td></tr><tr><td>ORDER14</td><td>ORDER15</td></tr></tbody></table>
<dl><dt>ORDER16</dt><dd>ORDER17 said of it</dd></dl><blockquote><p>ORDER18</p></blockquote>
<pre><code>ORDER19</code></pre><p>ORDER20</p>"""


def test_text_is_read_in_the_order_of_the_page(print_pages):
    """As a reader sees it, and as the tags tell it to those who hear it."""
    printed = print_pages({"o": ORDERED})
    want = [f"ORDER{number:02}" for number in range(2, 21)]
    # Poppler alone takes so small a table for two columns of a newspaper.
    table = {f"ORDER{number}" for number in range(10, 16)}
    prose = [word for word in want if word not in table]
    assert [word for word in _ordered(printed.extracted()) if word not in table] == prose
    assert _ordered(printed.extracted("-layout")) == want
    # A tag of a heading has its words as its title, too.
    assert [word for word, _ in groupby(_ordered(printed.structure()))] == want


def _ordered(text: str) -> list[str]:
    """Return the words of the page in their order; the contents name its headings before."""
    return re.findall(r"ORDER\d\d", text[text.rindex("ORDER02") :])


def test_a_framework_is_named_once_beside_its_numbers(print_pages):
    facts = (
        '<dl class="aims-facts"><div><dt><a href="../frameworks/iso-27001/">ISO 27001:2022</a></dt>'
        '<dd><ul class="aims-inline"><li><a href="../frameworks/iso-27001/A.5.31/">'
        '<span class="aims-id">ISO 27001 A.5.31</span> Law</a></li></ul></dd></div>'
        '<div><dt><a href="../frameworks/eu/">EU AI Act</a></dt><dd>'
        '<a href="../frameworks/eu/Art.-27/"><span class="aims-id">EU AI Act Art. 27</span> X</a>'
        "</dd></div><div><dt>Related</dt><dd>"
        '<a href="../frameworks/eu/Art.-27/"><span class="aims-id">EU AI Act Art. 27</span> X</a>'
        "</dd></div></dl>"
    )
    pages = {
        "a": f"<h1>A</h1>{facts}",
        "frameworks/iso-27001": "<h1>ISO 27001</h1><p>x</p>",
        "frameworks/iso-27001/A.5.31": "<h1>Law</h1><p>x</p>",
        "frameworks/eu": "<h1>EU</h1><p>x</p>",
        "frameworks/eu/Art.-27": "<h1>X</h1><p>x</p>",
    }
    text = " ".join(" ".join(print_pages(pages).texts()).split())
    assert "ISO 27001:2022 A.5.31" in text
    assert "EU AI Act Art. 27" in text and "EU AI Act EU AI Act" not in text
    assert "Related EU AI Act Art. 27" in text
