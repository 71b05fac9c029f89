"""One spelling for all the ways in which people type a word."""
# ruff: noqa: RUF001  # letters that look like others are what this is about

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.site.folding import fold, forms


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("Işıl İI", "isil ii"),
        ("STRAẞE Straße", "strasse strasse"),
        ("Ærø œuvre", "aero oeuvre"),
        ("Đorđe Þórr að", "dorde thorr ad"),
        ("People’s, people's, people\u00b4s, people\u02bcs", "peoples, peoples, peoples, peoples"),
        ("soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth"),
        ("“AI” „policy“ «x» \uff02y\uff02", "ai policy x y"),
        ("e\u2011mail \u2013 \u2212 1\u00a0000", "e-mail - - 1 000"),
        ("ＡＩ ﬁle Å", "ai file a"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("ёж йод", "еж иод"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("がぎ 한글", "がぎ 한글"),
    ],
)
def test_text_is_folded_to_what_everybody_can_type(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Prüfer", ["prufer", "pruefer"]),
        ("Ångström", ["angstrom", "aangstroem"]),
        ("e-mail", ["e-mail", "email"]),
        ("POL-03", ["pol-03"]),
        ("plain", ["plain"]),
        ("’", []),
    ],
)
def test_a_word_has_the_forms_in_which_people_write_it(text, several):
    assert forms(text) == several


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
