"""The organisation's colour can be read, whatever it is."""

import re

import pytest

from macros import branding

PAPERS = ("#ffffff", "#141a21")


def contrast(one: str, other: str) -> float:
    return branding._contrast(branding._channels(one), branding._channels(other))


@pytest.mark.parametrize(
    "colour", ["#1f4e79", "#ff6600", "#ffff00", "#000000", "#ffffff", "#e3007b"]
)
def test_links_can_be_read_in_light_and_in_dark(colour):
    links = re.findall(r"--aims-link: (#\w{6})", branding.brand_css(colour))
    for link, paper in zip(links, PAPERS, strict=True):
        assert contrast(link, paper) >= 4.5


def test_the_papers_are_those_of_the_style_sheet():
    from tests.browser import ROOT

    css = (ROOT / "docs/assets/aims.css").read_text(encoding="utf-8")
    assert tuple(re.findall(r"--aims-paper: (#\w{6})", css)) == PAPERS


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert "--aims-link: #1f4e79;" in branding.brand_css("#1f4e79")


@pytest.mark.parametrize("colour", ["blue", "#123", "#1f4e79; }", ""])
def test_what_is_no_colour_is_told(colour):
    with pytest.raises(ValueError, match="is no colour; write it as #1f4e79"):
        branding.brand_css(colour)
