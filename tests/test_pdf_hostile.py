"""Texts that look like the code of a PDF, and letters that no font has."""

import html

import pytest

from macros.diagnostics import ManualError
from tests.printing import print_pages

__all__ = ["print_pages"]
pytestmark = pytest.mark.xdist_group("pdf")

TITLES = (
    "/S/URI/URI(place:zz)",
    "/Contents(place:zz)",
    "(place:zz~~~~) \\",
    "endobj stream (((",
)


def test_titles_like_the_code_of_a_pdf_are_titles(print_pages):
    printed = print_pages({f"t{n}": f"<h1>{title}</h1><p>x</p>" for n, title in enumerate(TITLES)})
    titles = {title.partition(" ")[2] for _, _, title in printed.bookmarks()}
    assert set(TITLES) <= titles


def test_the_number_of_a_first_item_is_not_code(print_pages):
    starts = ('1), panic("x"', "-3", "٣", "9" * 20, "", " 7 ")
    lists = [
        f'<ol start="{html.escape(start)}"><li>Step {n}</ol>' for n, start in enumerate(starts)
    ]
    lines = print_pages({"a": f"<h1>A</h1>{''.join(lists)}"}).text.splitlines()
    shown = [line.strip() for line in lines if "Step" in line]
    assert shown == [*(f"1. Step {n}" for n in range(5)), "7. Step 5"]


def test_texts_like_the_slots_of_links_are_texts(print_pages):
    texts = ('to("p-b-", "x")', 'see("p-b-", "x")', "c\x01p-b\x01d", "e\ufffef")
    page = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    page += "<p>g&#1;p-b&#x01;h&#xFFFE;i&#12;j&#49;</p>"
    pages = {"a": f"<h1>A</h1>{page}<p><a href='../b/'>B</a></p>", "b": "<h1>B</h1><p>x</p>"}
    text = print_pages(pages).text
    assert 'to("p-b-", "x")' in text and 'see("p-b-", "x")' in text
    assert "cp-bd" in text and "ef" in text and "gp-bhij1" in text


def test_letters_of_a_script_are_one_finding_and_a_private_one_is_named(print_pages):
    with pytest.raises(ManualError) as error:
        print_pages(
            {
                "a": "<h1>A</h1><p>\U00012000\U00012001 \U00012002\U00012003</p>",
                "b": "<h1>B</h1><p>\uf0b7</p>",
            }
        )
    reported = {str(one.where): one.message for one in error.value.findings}
    assert len(error.value.findings) == 2
    assert "and 1 more CUNEIFORM letters" in reported["docs/a.md:3:1"]
    assert "(U+F0B7)" in reported["docs/b.md:3:1"]
