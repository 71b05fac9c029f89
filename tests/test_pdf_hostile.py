"""Texts that look like the code of a PDF, and letters that no font has."""

from html import escape

import pytest

from macros.diagnostics import ManualError
from macros.pdf import reading
from tests.printing import print_pages

__all__ = ["print_pages"]
pytestmark = pytest.mark.needs_programs

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
    lists = [f'<ol start="{escape(start)}"><li>Step {n}</ol>' for n, start in enumerate(starts)]
    lines = print_pages({"a": f"<h1>A</h1>{''.join(lists)}"}).text.splitlines()
    shown = [line.strip() for line in lines if "Step" in line]
    assert shown == [*(f"1. Step {n}" for n in range(5)), "7. Step 5"]


def test_texts_like_the_slots_of_links_are_texts(print_pages):
    texts = ('to("p-b-", "x")', 'see("p-b-", "x")', "c\x01p-b\x01d", "e\ufffef")
    page = "".join(f"<p>{escape(text)}</p>" for text in texts)
    page += "<p>g&#1;p-b&#x01;h&#xFFFE;i&#12;j&#49;</p>"
    pages = {"a": f"<h1>A</h1>{page}<p><a href='../b/'>B</a></p>", "b": "<h1>B</h1><p>x</p>"}
    text = print_pages(pages).text
    assert 'to("p-b-", "x")' in text and 'see("p-b-", "x")' in text
    assert "cp-bd" in text and "ef" in text and "gp-bhij1" in text


def test_titles_that_spell_a_link_to_a_place_of_the_book_are_titles(print_pages):
    begins = "60683 0 obj <</Type/Annot/Subtype/Link/A<</Type/Action"
    titles = [
        f"{before}{kind}(place:{label}){after}"
        for label in ("p-aim", "p-aim~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~")
        for before, kind, after in (
            ("", "/S/URI/URI", ""),
            ("", "/Contents", ""),
            ("", "/S/URI/URI", f">>/F 4/Contents(place:{label})"),
            (begins, "/S/URI/URI", ">>"),
        )
    ]
    pages = {f"t{n}": f"<h1>{escape(title)}</h1><p>x</p>" for n, title in enumerate(titles)}
    link = '<h1>Aim</h1><p><a href="../t0/">First</a> <a href="#aim">Aim</a></p>'
    printed = print_pages({"aim": link.replace("#aim", "../aim/"), **pages})
    shown = {title.partition(" ")[2] for _, _, title in printed.bookmarks()}
    assert set(titles) <= shown
    links = [link for page in printed.pdf.pages for link in page.get("/Annots", ())]
    assert not [link for link in links if str(link.get("/Contents", "")).startswith("place:")]
    assert {str(link.A.S) for link in links if "/A" in link} == {"/GoTo"}


def test_letters_of_a_script_are_one_finding_and_a_private_one_is_named(print_pages):
    with pytest.raises(ManualError) as error:
        print_pages(
            {
                "a": "<h1>A</h1><p>\U00012000\U00012001 \U00012002\U00012003</p>",
                "b": "<h1>B</h1><p>\uf0b7</p>",
            }
        )
    reported = {str(finding.where): finding.message for finding in error.value.findings}
    assert len(error.value.findings) == 2
    assert "and 1 more CUNEIFORM letters" in reported["docs/a.md:3:1"]
    assert "(U+F0B7)" in reported["docs/b.md:3:1"]


NESTED = {
    "lists": ("<ul><li>x", "</li></ul>", 14, 28),
    "steps": ("<ol><li><p>x</p>", "</li></ol>", 14, 28),
    "quotes": ("<blockquote><p>x</p>", "</blockquote>", 14, 28),
    "boxes": ('<div class="admonition"><p class="admonition-title">N</p>', "</div>", 14, 28),
    "details": ("<details><summary>s</summary><p>x</p>", "</details>", 14, 28),
    "definitions": ("<dl><dt>a</dt><dd>x", "</dd></dl>", 14, 28),
    "tables": ("<table><tr><td>x", "</td></tr></table>", 5, 9),
    "words": ("<b>x", "</b>", 30, 56),
    "divisions": ("<div>x", "</div>", 60, 99),
    "a mixture": ("<div><ul><li><blockquote><b>x</b>", "</blockquote></li></ul></div>", 6, 13),
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_is_printed_whole_or_reported(print_pages, name):
    begin, end, some, most = NESTED[name]
    for depth in (some, most):
        printed = print_pages({"a": f"<h1>A</h1>{begin * depth}deepword{end * depth}"})
        assert "deepword" in " ".join(printed.texts()), depth
    for depth in (most + 2, 150, 600, 5000):
        with pytest.raises(ManualError) as error:
            print_pages({"a": f"<h1>A</h1>{begin * depth}deepword{end * depth}"})
        assert [finding.rule for finding in error.value.findings] == ["deep-nesting"], depth
        assert "is nested too deep to be printed" in error.value.findings[0].message


def test_a_very_long_text_is_printed_whole(print_pages):
    words = "word " * 2_200_000
    assert html_of(f"<article><p>{words}lastword</p></article>").endswith("lastword")


def html_of(page):
    return reading.html.document_fromstring(page, parser=reading._parser()).text_content()


def test_a_letter_that_no_font_has_is_reported_where_it_is_written(
    print_pages, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    before = "\U00012000 is the title of another record\n\ntitle: A\n"
    written = "purpose: >\n  One line\n  has \U00012000\n"
    (tmp_path / "docs/a.md").write_text(f"{before}{written}", encoding="utf-8")
    with pytest.raises(ManualError) as error:
        print_pages({"a": "<h1>A</h1><p>One line has \U00012000</p>"})
    assert [str(finding.where) for finding in error.value.findings] == ["docs/a.md:6:7"]


HEBREW = "\u05de\u05d3\u05d9\u05e0\u05d9\u05d5\u05ea"


def test_a_heading_takes_the_direction_of_its_title(print_pages):
    pages = {
        "a": f"<h1>{HEBREW} AI.</h1><p>x</p><h2>{HEBREW} AI.</h2><p>x</p>",
        "b": f"<h1>AI {HEBREW}.</h1><p>x</p>",
    }
    printed = print_pages(pages)
    middle = float(printed.pdf.pages[0].MediaBox[2]) / 2
    # The contents and the head of a page name the titles too, in smaller letters.
    found = [word for page in printed.words()[3:] for word in page if "AI" in word[0]]
    sides = [left > middle for _, left, top, _, bottom in found if bottom - top > 14]
    assert sides == [True, True, False], found
    assert [title for _, _, title in printed.bookmarks()][-1].endswith(f"AI {HEBREW}.")
