"""The organisation's own look: its logo and its colour, which can be read whatever it is."""

import re
import shutil
from pathlib import Path

import pytest

from macros.site import branding
from tests.browser import ROOT, served
from tests.editions import project, run
from tests.test_browser_accessibility import check

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
    css = (ROOT / "docs/assets/aims.css").read_text(encoding="utf-8")
    assert tuple(re.findall(r"--aims-paper: (#\w{6})", css)) == PAPERS


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert "--aims-link: #1f4e79;" in branding.brand_css("#1f4e79")


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle r="4"/></svg>\n'
LIGHT = "#ffe600"
"""A colour in which nothing could be read on white paper."""


def branded(folder: Path, colour: str = LIGHT, logo: str = "assets/acme.svg") -> Path:
    """Return a project in a folder whose manual has a logo and a colour of its own."""
    manual = project(folder)
    (manual / "docs/assets").unlink()
    shutil.copytree(ROOT / "docs/assets", manual / "docs/assets")
    (manual / "docs/assets/acme.svg").write_text(LOGO, encoding="utf-8")
    config = (manual / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("logo: assets/logo.svg", f"logo: {logo}")
    config = config.replace('brand_colour: "#1f4e79"', f'brand_colour: "{colour}"')
    (manual / "mkdocs.yml").write_text(config, encoding="utf-8")
    return manual


@pytest.fixture(scope="module")
def acme(tmp_path_factory) -> Path:
    """Return the site of a manual with a logo and a light colour of its own."""
    manual = branded(tmp_path_factory.mktemp("acme") / "project")
    done = run(manual, "build", "--without-pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    return manual / "site"


def test_another_logo_and_another_colour_show_on_every_page(acme, visit):
    with served(acme) as root:
        for path in ("", "roles/board/"):
            page = visit(f"{root}{path}")
            shown = page.locator(".aims-home img").evaluate("(one) => [one.src, one.naturalWidth]")
            assert shown[0] == f"{root}assets/acme.svg" and shown[1] > 0
            assert page.request.get(shown[0]).text() == LOGO
            sign = page.locator("link[rel=icon]").evaluate("(one) => one.href")
            assert f'fill="{LIGHT}"' in page.request.get(sign).text()
            brand = "getComputedStyle(document.documentElement).getPropertyValue('--aims-brand')"
            assert page.evaluate(brand) == LIGHT
            top = "getComputedStyle(document.querySelector('.aims-top')).borderTopColor"
            assert page.evaluate(top) == "rgb(255, 230, 0)"


@pytest.mark.slow
def test_with_a_colour_that_is_too_light_all_can_still_be_read(acme, visit):
    with served(acme) as root:
        page = visit(f"{root}onboarding/ciso/")
        assert page.locator(".aims-receipt .aims-primary").is_visible()
        check(page)
        page.goto(f"{root}roles/")
        check(page)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"colour": "blue"}, "extra.brand_colour: 'blue' is not a colour; write it as #1f4e79"),
        (
            {"logo": "assets/lost.svg"},
            "theme.logo: 'assets/lost.svg' is not a file of the site",
        ),
    ],
)
def test_a_look_that_cannot_be_is_told_before_anything_is_built(wrong, told, tmp_path):
    manual = branded(tmp_path / "project", **wrong)
    done = run(manual, "build", "--without-pdf")
    assert done.returncode != 0
    assert told in done.stdout + done.stderr
    assert not (manual / "site").exists()


@pytest.mark.parametrize(
    ("written", "own"),
    {
        "assets/logo.svg": "assets/logo.svg",
        "/assets/logo.svg": "assets/logo.svg",
        "./assets/logo.svg?v=2": "assets/logo.svg",
        "https://cdn.test/logo.svg": "",
        "//cdn.test/logo.svg": "",
        None: "",
    }.items(),
)
def test_a_logo_is_looked_for_where_it_is_written(written, own):
    assert branding.own_logo(written) == own


@pytest.mark.parametrize("colour", ["blue", "#123", "#1f4e79; }", ""])
def test_what_is_no_colour_is_told(colour):
    with pytest.raises(ValueError, match="is not a colour; write it as #1f4e79"):
        branding.brand_css(colour)
