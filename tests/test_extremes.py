"""Whatever the fields hold: a manual is judged and drawn, and nothing in it runs or is fetched."""

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest
from icalendar import Calendar
from lxml import etree, html

from macros import checks
from macros.checks import _formats
from macros.checks._redacted_manual import redact_manual
from macros.diagnostics import Severity
from macros.manual import Manual
from macros.site import outputs
from tests.everything import Filling

LAST, FIRST = date(9999, 12, 31), date(1, 1, 1)
LINES = "=1+1\"><script>alert(1)</script> ' {{ 7 * 7 }} {% raw %}\nBEGIN:VEVENT\n]]> --> \u202ex"
MARKDOWN = f"""{LINES}

# Head

[a](javascript:alert(1)) [b](java&#115;cript:alert(1)) <javascript:alert(1)> [c](data:text/html,x)
![d](https://example.org/d.png) ![e](//example.org/e.png) [[policies-1]] [[policies-1|<b>]] [[no"]]

Write href='/nowhere/' or src="/nowhere/".[^1]

| a | b |
|---|:-:|
| [[policies-1\\|<i>]] | <i> |

[^1]: A note.
"""
SETTINGS = "as_of: 2026-11-23\naudience: auditor"


def drawn(folder, said=""):
    """Return the pages and the files of a manual, by their paths."""
    manual = Manual.load(folder)
    findings = checks.run(manual)
    assert [one.message for one in findings if one.rule == "readable-data"] == []
    assert all(spelt(findings) for spelt in _formats.FORMATS.values())
    shown = redact_manual(manual)
    made = [*outputs.pages(shown), *outputs.downloads(shown)]
    pages = {one.path: one.page.html for one in made if one.page}
    return pages, {one.path: one.content for one in made if not one.page}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "data"
    return drawn(Filling(words=LINES, prose=MARKDOWN).files(folder, SETTINGS))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("filling", "settings"),
    [
        (Filling(day=LAST, number=1e300), SETTINGS),
        (Filling(day=FIRST, number=5e-324), SETTINGS),
        (Filling(day=date(2024, 2, 29), number=1e-12), f"as_of: {LAST}\naudience: auditor"),
        (Filling(), f"as_of: {FIRST}\nedition: staff"),
        (Filling(words="x" * 40_000), f"{SETTINGS}\ndue_soon_days: {10**12}"),
    ],
    ids=["the last day", "the first day", "judged on the last", "judged on the first", "long"],
)
def test_values_at_their_bounds_are_drawn_like_others(filling, settings, tmp_path):
    pages, files = drawn(filling.files(tmp_path / "data", settings))
    assert len(pages) > 100
    assert len(files) > 50


def test_nothing_on_a_page_runs_is_fetched_or_offends_a_strict_policy(hostile):
    for path, page in hostile[0].items():
        for element in html.fromstring(f"<div>{page}</div>").iter(etree.Element):
            assert element.tag not in {"script", "iframe", "b-", "style"}, path
            for name, value in element.attrib.items():
                assert not name.startswith(("on", "style")), (path, name)
                assert not re.match(r"\s*(javascript|data|vbscript):", value), (path, value)
            assert not element.get("src", "/").startswith(("http", "//")), path


def test_ids_are_unique_on_a_page_and_prose_has_no_links_that_nobody_wrote(hostile):
    for path, page in hostile[0].items():
        document = html.fromstring(f"<div>{page}</div>")
        twice = [id for id, n in Counter(document.xpath(".//@id")).items() if n > 1]
        assert not twice, (path, twice)
        assert "='/nowhere/" not in page, path


def test_every_file_can_be_read_by_what_it_is_for(hostile):
    for path, content in hostile[1].items():
        if path.endswith(".ics"):
            events = Calendar.from_ical(content).walk("VEVENT")
            assert content.count(b"\r\nBEGIN:VEVENT") == len(events), path
        elif path.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
                assert not [cell for cell in row if cell.startswith("=")], path


def test_the_edition_for_staff_holds_no_error_more(hostile, tmp_path):
    """What is left of a manual for staff is a manual: nothing in it names what is not there."""
    folder = Filling().files(tmp_path / "data", "as_of: 2026-11-23\nwithhold: [names]")
    whole = Manual.load(folder)
    lost = {link.name for link in whole.links if link.target is None}
    staff = redact_manual(whole)
    assert {link.name for link in staff.links if link.target is None} <= lost
    assert Severity.ERROR in {one.severity for one in checks.run(whole)}
