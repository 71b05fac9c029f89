"""The shipped manual as it is built: whole, linked, and with nothing of its making left in it."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest

from macros import checks
from macros.checks._redacted_manual import redact_manual
from macros.diagnostics import Severity
from macros.manual import Manual
from macros.manual.responsibilities import cells_in
from macros.model import kinds
from macros.model.activity import Activity

ROOT = Path(__file__).parents[1]
LEFT = re.compile(r"\{\{|\{%|\[\[|\]\]|Undefined|<function|object at 0x")


@pytest.fixture(scope="module")
def manual():
    return redact_manual(Manual.load(ROOT / "data"))


@pytest.fixture(scope="module")
def pages(built_site):
    """Return the parsed pages of the shipped manual by their address."""
    found = {}
    for path in sorted(built_site.rglob("index.html")):
        inner = path.parent.relative_to(built_site).as_posix()
        address = "/" if inner == "." else f"/{inner}/"
        found[address] = lxml.html.parse(str(path)).getroot()
    return found


def test_the_example_has_no_error_and_no_warning():
    worse = [
        one for one in checks.run(Manual.load(ROOT / "data")) if one.severity != Severity.NOTICE
    ]
    assert [str(one) for one in worse] == []


def test_every_record_has_its_page_with_its_title(manual, pages):
    missing = []
    for record in manual.entities:
        page = pages.get(record.address)
        heading = page.find(".//h1").text_content() if page is not None else ""
        if record.title not in " ".join(heading.split()) and record.title not in heading:
            missing.append((record.key, record.address))
    assert missing == []


def test_every_kind_has_its_register(manual, pages):
    for folder, kind in kinds().items():
        if folder != "requirements":
            assert f"/{folder}/" in pages, kind.plural


def test_nothing_of_its_making_is_left_on_a_page(pages):
    left = []
    for address, page in pages.items():
        article = page.find(".//article")
        for code in article.xpath(".//code | .//pre"):
            code.drop_tree()
        if found := LEFT.findall(article.text_content()):
            left.append((address, found))
    assert left == []


def test_every_cell_of_the_matrix_stands_in_it_and_on_the_pages_of_its_role(manual, pages):
    matrix = pages["/responsibilities/"].xpath("//table")[0]
    roles = [
        unquote(link).rstrip("/").rpartition("/")[2] for link in matrix.xpath("./thead//a/@href")
    ]
    shown = {}
    for row in matrix.xpath("./tbody/tr[not(contains(@class, 'aims-group'))]"):
        activity = row.xpath("./th//a/@href")[0].rstrip("/").rpartition("/")[2]
        for role, cell in zip(roles, row.xpath("./td")[1:], strict=True):
            if text := "".join(cell.xpath(".//b/text()")):
                shown[activity, role] = text
    expected = {
        (activity.id.lower(), cell.role.id): cell.letters.replace("/", "")
        for activity in manual.all(Activity)
        for cell in cells_in(manual, activity)
    }
    assert shown == expected
    for activity, role in expected:
        page = pages[f"/roles/{role}/"]
        section = page.xpath("//section[@aria-labelledby='matrix']")[0]
        links = [link.rstrip("/").rpartition("/")[2] for link in section.xpath(".//a/@href")]
        assert activity in links


def test_tables_are_real_tables(pages):
    for address, page in pages.items():
        for table in page.xpath("//figure[contains(@class, 'aims-table')]//table"):
            assert table.find("caption") is not None, address
            assert table.xpath("./thead/tr/th[not(@scope)]") == [], address
            assert table.xpath("./tbody/tr/th[not(@scope)]") == [], address
            region = table.getparent()
            assert region.get("tabindex") == "0", address
            assert region.get("role") == "region", address


def test_record_pages_stay_out_of_the_navigation(manual, pages):
    # A tree with a page for every record would be written into every page.
    for record in list(manual.entities)[::40]:
        links = pages[record.address].xpath("//nav[@id='nav']//a")
        assert 0 < len(links) < 120, record.address


def test_every_table_can_be_downloaded_and_the_data_too(built_site):
    folder = built_site / "downloads"
    assert (folder / "responsibility-matrix.csv").read_bytes().startswith(b"\xef\xbb\xbfId,")
    data = json.loads((folder / "manual.json").read_text(encoding="utf-8"))
    assert len(data["records"]["policies"]) >= 16
    for schema in (folder / "schema").glob("*.json"):
        json.loads(schema.read_text(encoding="utf-8"))
