"""The page behind a link: the right one, beside its link, over no other word."""

import re
from itertools import pairwise

import pytest

from macros import pdf
from macros.pages._outline import Outline
from macros.pdf import book
from tests.printing import FACTS, MOMENT, Printed, print_pages, write_site  # noqa: F401  # fixtures

pytestmark = pytest.mark.needs_programs

NUMBER = re.compile(r"(\d+)\)")
NEAR = 6.0
"""So far from its link a number may stand, in points: a space, and a digit too many."""


def numbers(words):
    """Yield each number of a page with its place: left, top, bottom."""
    for (first, left, top, _, _), (second, _, _, _, bottom) in pairwise(words):
        found = NUMBER.match(second)
        if first == "(p." and found:
            yield int(found[1]), left, top, bottom


def boxes(paper, number):
    """Return where the links of a page are, and to which page each leads."""
    page = paper.pdf.pages[number - 1]
    height = float(page.mediabox[3])
    for note in page.get("/Annots", []):
        if "/A" in note and "/D" in note.A:
            left, low, right, high = (float(side) for side in note.Rect)
            yield paper.target(note.A.D), left, height - high, right, height - low


def strays(paper):
    """Return each number that does not stand behind a link to its page."""
    lost, seen = [], 0
    for number, words in enumerate(paper.words(), start=1):
        links = list(boxes(paper, number))
        for page, left, top, bottom in numbers(words):
            seen += 1
            ends = [box for goes, *box in links if goes == page]
            # A link of several lines has one box around all of them, which says less.
            beside = any(
                abs(low - bottom) < 6 and (low - high > 16 or abs(left - to) < NEAR)
                for _, high, to, low in ends
            )
            # A line may have ended between the two.
            above = any(8 < bottom - low < 18 and left < 120 for *_, low in ends)
            if not (beside or above):
                lost.append((number, page, left, top))
    return seen, lost


@pytest.fixture
def long_book(tmp_path):
    """Return a function that prints so many pages of few words, each with a link to the last."""

    def print_(count, words="the last one", language="en"):
        last = count - 1
        pages = {
            f"p{n}": f'<h1>Page {n}</h1><p>See <a href="../p{last}/">{words}</a>, then'
            f" ask. <em>And <a href='../p0/'>{words} too</a>; then ask.</em></p>"
            for n in range(count)
        }
        site = write_site(tmp_path / "site", pages, {})
        chapters = book.chapters(Outline.read(site))
        facts = {**FACTS, "lang": language}
        return Printed(pdf.whole_book(site, chapters, facts, ({}, []), None, MOMENT), tmp_path)

    return print_


@pytest.mark.slow
def test_numbers_of_the_example_are_behind_their_links(printed):
    seen, lost = strays(printed)
    assert seen > 900
    assert not lost
    cut = [found for found in printed.crossing() if "(p." in found]
    assert not cut


def test_a_number_of_more_digits_than_were_expected_stays_in_its_room(long_book):
    paper = long_book(120)
    assert len(paper.pdf.pages) > 120
    seen, lost = strays(paper)
    assert seen > 230
    assert not lost
    assert not paper.crossing()


def test_words_that_look_like_code_are_words(print_pages):  # noqa: F811
    code = '<code>see(</code>, "landscape("'
    words = f"please see(<em>x</em>) it, see(<a href='../b/'>y</a>) and {code}"
    paper = print_pages({"a": f"<h1>A</h1><p>{words}</p>", "b": "<h1>B</h1><p>x</p>"})
    shown = paper.text.replace("\xa0", " ")
    assert 'please see(x) it, see(y ) and see(, "landscape("' in shown
    assert len(list(numbers(paper.words()[3]))) == 1


def test_a_number_in_a_heading_or_among_raised_words_is_one_of_the_words(print_pages):  # noqa: F811
    paper = print_pages(
        {
            "a": '<h1>A of <a href="../b/">b</a></h1><h2 id="x">See <a href="../b/">b</a> now</h2>',
            "b": '<h1>B</h1>x<sup>a <a href="../a/">s</a></sup> <sub><a href="../a/">t</a></sub>',
        }
    )
    titles = [title for _, _, title in paper.bookmarks()]
    assert "See b now" in titles
    assert "1 A of b" in titles
    assert not paper.crossing()
    shown = paper.text.replace("\xa0", " ")
    assert re.search(r"A of b \(p\. \d\)\n", shown)
    assert len(re.findall(r"\(p\. \d\)", shown)) >= 3
    assert "(p. 0)" not in shown


def test_a_table_does_not_take_the_number_from_the_words_below_it(print_pages):  # noqa: F811
    link = '<a href="../b/">the place</a>'
    table = f"<table><tr><td>{link}</td><td>x</td></tr></table>"
    paper = print_pages({"a": f"<h1>A</h1>{table}<p>See {link}.</p>", "b": "<h1>B</h1><p>x</p>"})
    assert len(re.findall(r"\(p\.", paper.text)) == 1


def test_numbers_are_beside_words_that_are_read_from_the_right(long_book):
    paper = long_book(3, "\u05d4\u05e4\u05e8\u05e7 \u05d4\u05d0\u05d7\u05e8\u05d5\u05df", "he")
    assert len(re.findall(r"p\.\s\d", paper.text)) == 4
    assert not paper.crossing()
