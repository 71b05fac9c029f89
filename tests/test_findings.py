"""Findings say what somebody wrote, and let none of it act on who reads them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.checks import _formats
from macros.diagnostics import Finding, Location, did_you_mean, escape_control, quote_excerpt

BAD = "a\x1b[2Jb\r\nc\u202ed\x00e\x9ff\u2028g"


@given(st.text())
def test_what_is_visible_is_one_line_without_commands(words):
    shown = escape_control(words)
    assert len(shown.splitlines()) <= 1
    assert all(char.isprintable() or char not in BAD for char in shown)


@pytest.mark.parametrize("words", ["plain", "Prüfung: 試験, ✓", "back\\slash", ""])
def test_what_is_written_plainly_is_left_as_it_is(words):
    assert escape_control(words) == words


def test_long_words_are_cut():
    assert quote_excerpt("x" * 61) == "'" + "x" * 60 + "...'"
    assert quote_excerpt("x" * 60) == "'" + "x" * 60 + "'"


@pytest.mark.parametrize("name", _formats.FORMATS)
def test_no_report_passes_on_a_control_character(name):
    finding = Finding(Location(f"data/{BAD}.yaml"), BAD, BAD)
    said = _formats.FORMATS[name]([finding])
    if name in ("json", "sarif"):
        assert json.loads(said)
    assert not set(said) & set("\x1b\r\x00")
    if name == "text":
        assert said.count("\n") == 3
    if name == "github":
        assert said.count("\n") == 2
        assert said.startswith("::error file=data/")


@pytest.mark.parametrize(
    ("word", "hint"),
    [("titel", "Did you mean 'title'?"), ("TITLE", "Did you mean 'title'?"), ("qqq", "")],
)
def test_the_closest_word_is_guessed(word, hint):
    assert did_you_mean(word, ["id", "title"]) == hint
