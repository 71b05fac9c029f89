"""The whole built site, file by file: valid HTML, links that lead somewhere, nothing foreign."""

import json
import posixpath
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.browser import BELOW, from_npm, needed
from tests.templates import file_of, smallest

LINKS = "//@href | //@src | //@data"
LOADED = "//script/@src | //img/@src | //link[not(@rel='canonical')]/@href | //iframe/@src"


@cache
def pages(site: Path) -> dict[Path, html.HtmlElement]:
    """Return every page of a site, read once."""
    return {path: html.parse(path).getroot() for path in sorted(site.rglob("*.html"))}


@cache
def anchors(site: Path) -> dict[str, set[str]]:
    return {
        path.relative_to(site).as_posix(): {str(one) for one in page.xpath("//@id")}
        for path, page in pages(site).items()
    }


@cache
def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def target(page: str, field_path: str) -> str:
    """Return the file a link on a page leads to, both from the root of the site."""
    if field_path.startswith(BELOW):
        # Only the page for unknown addresses has such links: it is shown at any address.
        file = field_path.removeprefix(BELOW)
    else:
        file = posixpath.join(posixpath.dirname(page), field_path) if field_path else page
    folder = posixpath.basename(file) in ("", ".", "..")
    return posixpath.normpath(f"{file}/index.html" if folder else file).lstrip("/")


def test_every_link_and_anchor_leads_somewhere(built_site):
    wrong = set()
    for path, page in pages(built_site).items():
        name = path.relative_to(built_site).as_posix()
        for link in {str(one) for one in page.xpath(LINKS)}:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            file, place = target(name, unquote(parts.path)), unquote(parts.fragment)
            if file not in files(built_site):
                wrong.add(f"{name}: {link} leads nowhere")
            elif place and place not in anchors(built_site).get(file, ()):
                wrong.add(f"{name}: {link}: there is no such place")
    assert sorted(wrong) == []


def test_no_page_loads_anything_from_another_host(built_site):
    wrong = {
        f"{path.relative_to(built_site)}: {link}"
        for path, page in pages(built_site).items()
        for link in page.xpath(LOADED)
        if urlsplit(link).netloc
    }
    assert sorted(wrong) == []


def test_no_style_sheet_loads_anything_from_another_host(built_site):
    for path in built_site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text.replace('"', "").replace("'", ""), path
        assert "@import" not in text, path


def test_no_page_holds_a_script_or_a_style(built_site):
    inner = "//script[not(@src)] | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]]"
    wrong = {
        f"{path.relative_to(built_site)}: {html.tostring(one)[:120]!r}"
        for path, page in pages(built_site).items()
        for one in page.xpath(f"{inner} | //a[starts-with(@href, 'javascript:')]")
    }
    assert sorted(wrong) == []


def test_every_page_has_one_title_and_one_first_heading(built_site):
    wrong = [
        str(path.relative_to(built_site))
        for path, page in pages(built_site).items()
        if len(page.xpath("//h1")) != 1 or not page.xpath("string(//title)").strip()
    ]
    assert wrong == []


def faults_of_html(*paths: Path) -> list[str]:
    """Return what the Nu HTML checker finds wrong with files, and with those below folders."""
    java = needed("java", "default-jre-headless")
    checker = from_npm("vnu-jar/build/dist/vnu.jar")
    command = [java, "-Xss4m", "-jar", str(checker), "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, "--skip-non-html", *map(str, paths)], capture_output=True, text=True, check=False
    )
    if not done.stderr.lstrip().startswith("{"):
        pytest.fail(f"The checker did not run: {done.stderr[:500]}", pytrace=False)
    return [
        f"{one.get('url')}:{one.get('lastLine')}: {one['message']}: {one.get('extract')}"
        for one in json.loads(done.stderr)["messages"]
    ]


@pytest.mark.needs_programs
def test_the_smallest_page_of_each_template_is_valid_html(built_site):
    assert faults_of_html(*(file_of(built_site, page) for page in smallest(built_site))) == []


@pytest.mark.slow
@pytest.mark.needs_programs
def test_every_page_is_valid_html(built_site):
    assert faults_of_html(built_site) == []
