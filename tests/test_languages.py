"""Languages: what people write, and the tags that browsers and readers that speak know."""

import pytest

from macros.model._languages import language_name, language_tag, primary_language


@pytest.mark.parametrize(
    ("written", "tag"),
    {
        "de": "de",
        "EN_us": "en-US",
        "zh-hant": "zh-Hant",
        "zh-Hant-TW": "zh-Hant-TW",
        "es-419": "es-419",
        "de-CH-1996": "de-CH-1996",
        "Swedish": "sv",
        "Chinese": "zh",
        "Ελληνικά": "el",
        "Deutsch (de)": "de",
        "English (UK)": "en",
        "British English": "en-GB",
        "日本語": "ja",
        "עברית": "he",
        "Klingonish": None,
        "xx": None,
        "en-XX": None,
        "": None,
    }.items(),
)
def test_a_name_is_taken_for_the_language_it_means(written, tag):
    assert language_tag(written) == tag


def test_the_first_language_is_that_of_the_manual_and_no_other_in_its_place():
    assert primary_language(()) == "en"
    assert primary_language(("Swedish", "en")) == "sv"
    assert primary_language(("Klingonish", "en")) == "und"


def test_a_tag_is_shown_as_the_name_of_its_language():
    assert language_name("en") == "English"
    assert language_name("zh-Hant") == "Chinese (Traditional)"
    assert language_name("Klingonish") == "Klingonish"
