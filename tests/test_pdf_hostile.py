"""Texts that look like the code of a PDF, and letters that no font has."""

import pytest

from macros.findings import ManualError
from tests.printing import press

__all__ = ["press"]
pytestmark = [pytest.mark.needs_programs]

TITLES = (
    "/S/URI/URI(place:zz)",
    "/Contents(place:zz)",
    "(place:zz~~~~) \\",
    "endobj stream (((",
)


def test_titles_like_the_code_of_a_pdf_are_titles(press):
    printed = press({f"t{n}": f"<h1>{title}</h1><p>x</p>" for n, title in enumerate(TITLES)})
    titles = {title.partition(" ")[2] for _, _, title in printed.bookmarks()}
    assert set(TITLES) <= titles


def test_letters_of_a_script_are_one_finding_and_a_private_one_is_named(press):
    with pytest.raises(ManualError) as error:
        press(
            {
                "a": "<h1>A</h1><p>\U00012000\U00012001 \U00012002\U00012003</p>",
                "b": "<h1>B</h1><p>\uf0b7</p>",
            }
        )
    told = {str(one.where): one.message for one in error.value.findings}
    assert len(error.value.findings) == 2
    assert "and 1 more CUNEIFORM letters" in told["docs/a.md:3:1"]
    assert "(U+F0B7)" in told["docs/b.md:3:1"]
