"""WCAG 2.2 A and AA, by axe-core, on a page of every template: light and dark, desk and phone.

The pages come from nginx with the documented Content-Security-Policy, so that what it forbids, and
whatever else the browser complains of, fails here too.
"""

from collections.abc import Sequence
from itertools import cycle, product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.model import kinds
from tests.browser import ROOT, from_npm, served
from tests.editions import project, run
from tests.templates import chosen, everything_on, group, shown_on, smallest

PARTS = 12
WIDTHS = (1366, 360)
COLOURS = ("default", "slate")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Rows of a long table, and links in a drawing, that are as the others: they are looked at once, in
# light and at a desk.
ALIKE = ["tbody > tr:nth-child(n+5)", "tbody:nth-of-type(n+3)", "svg a:nth-of-type(n+9)"]
AXE = """async ([tags, without]) => {
  const part = { include: [["html"]], exclude: without.map((one) => [one]) };
  const only = { type: "tag", values: tags };
  const found = await axe.run(part, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.flatMap((one) =>
    one.nodes.slice(0, 4).map((node) => `${one.id}: ${node.target} ${node.failureSummary}`));
}"""
READ = """\
- {person: anna, record: POL-1, version: '1.0', on: 2026-10-01}
- {person: ben, record: POL-1, version: '1.0', on: 2026-10-02}
"""


def violations(page: Page, without: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds wrong with an open page, or with what is left of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(from_npm("axe-core/axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(AXE, [RULES, list(without)])


def check(page: Page) -> None:
    """Assert that an open page is accessible in both colours and at both widths."""
    without: Sequence[str] = ()
    for colours in COLOURS:
        page.evaluate(f"aims.paint('{colours}')")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page, without) == [], f"{page.url} in {colours} at {width} px"
            assert_fits(page, width)
            without = ALIKE


def assert_fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def check_each(page: Page, addresses: list[str]) -> None:
    """Check pages one after another in the same window, which opens faster than a new one."""
    for address in addresses:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(address)
        check(page)


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2, 3))])
def test_the_smallest_page_of_each_template_is_accessible(part, visit, nginx, built_site):
    """In one colour and at one width, by turns; each other one is for the slow tests."""
    pages = smallest(built_site)[part::4]
    page, turns = visit(nginx.address(pages[0])), cycle(product(COLOURS, WIDTHS))
    for address, (colours, width) in zip(pages, turns, strict=False):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(nginx.address(address))
        page.evaluate(f"aims.paint('{colours}')")
        assert violations(page, ALIKE) == [], f"{page.url} in {colours} at {width} px"
        for each in WIDTHS:
            page.set_viewport_size({"width": each, "height": 800})
            assert_fits(page, each)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_element_is_accessible_in_both_colours_and_widths(
    part, visit, nginx, built_site
):
    addresses = [nginx.address(page) for page in chosen(built_site)[part::PARTS]]
    check_each(visit(addresses[0]), addresses)


def test_every_kind_of_record_has_a_page_and_an_index_among_them(built_site):
    seen = {group(page) for page in smallest(built_site)}
    records = {(folder, 2) for folder in kinds()}
    # These stand below their framework; and only an auditor sees who has read what.
    assert records - seen == {("requirements", 2), ("acknowledgements", 2), ("organisation", 2)}
    indexes = {(folder, 1) for folder in kinds()}
    assert indexes - seen == {("requirements", 1)}
    others = ("", "responsibilities", "coverage", "onboarding", "monitoring", "auditors", "start")
    assert {*others, "reference", "changes", "downloads"} <= {first for first, _ in seen}
    assert {("frameworks", 3), ("onboarding", 2), ("reference", 3)} <= seen


@pytest.mark.slow
def test_every_kind_of_element_and_every_template_is_among_those_of_the_slow_tests(built_site):
    pages, tried = shown_on(built_site), chosen(built_site)
    seen = frozenset().union(*(pages[page] for page in tried))
    assert seen == everything_on(built_site)
    assert {*map(group, tried)} == {*map(group, smallest(built_site))}


@pytest.fixture(scope="module")
def for_auditors(tmp_path_factory) -> Path:
    """Return the site of a small manual as an auditor sees it: with who has read what."""
    manual = project(tmp_path_factory.mktemp("auditors") / "project")
    (manual / "data/acknowledgements.yaml").write_text(READ, encoding="utf-8")
    done = run(manual, "build", "--without-pdf", "--audience", "auditor")
    assert done.returncode == 0, done.stdout + done.stderr
    return manual / "site"


@pytest.mark.slow
def test_what_only_an_auditor_sees_is_accessible(visit, for_auditors, built_site):
    pages = chosen(for_auditors, everything_on(built_site))
    record = next(one for one in shown_on(for_auditors) if group(one) == ("acknowledgements", 2))
    with served(for_auditors) as root:
        addresses = [f"{root}{page}" for page in {*pages, record}]
        check_each(visit(addresses[0]), addresses)


WRITTEN = sorted(
    path.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index").rstrip("/")
    for path in (ROOT / "docs").rglob("*.md")
    if path.parent.name != "adr"
)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_written_page_is_wider_than_the_screen(part, visit, nginx):
    page = visit(nginx.address(""))
    for written in WRITTEN[part::4]:
        page.goto(nginx.address(f"{written}/".lstrip("/")))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert_fits(page, width)


def test_the_page_for_unknown_addresses_is_accessible_and_has_its_styles(visit, nginx):
    page = visit(nginx.address("404.html"))
    check(page)
    top = "getComputedStyle(document.querySelector('.aims-top')).borderTopWidth"
    assert page.evaluate(top) == "4px"


@pytest.mark.slow
def test_several_roles_on_one_page_are_accessible(visit, nginx):
    page = visit(nginx.address("onboarding/together/?roles=data-steward,aims-manager"))
    page.get_by_role("heading", name="Data Steward + AIMS Manager").wait_for()
    check(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_search_is_accessible(width, visit, nginx):
    page = visit(nginx.address(""), width=width)
    for colours in COLOURS:
        page.evaluate(f"aims.paint('{colours}')")
        page.keyboard.press("Control+k")
        page.keyboard.type("risk")
        page.locator(".aims-search li").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        page.keyboard.press("Escape")
