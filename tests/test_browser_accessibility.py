"""WCAG 2.2 A and AA, by axe-core, on a page of every template: light and dark, desk and phone.

The pages come from nginx with the documented Content-Security-Policy, so that what it forbids, and
whatever else the browser complains of, fails here too.
"""

from pathlib import Path

import pytest

from macros.model import kinds
from tests.browser import ROOT, from_npm

# Drawn by the same template as `responsibilities/` or `coverage/clauses/`, with thousands of cells.
ALIKE = {"responsibilities/by-stage.md", "responsibilities/by-clause.md", "coverage/controls.md"}
WRITTEN = sorted(
    path.relative_to(ROOT / "docs").as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if path.relative_to(ROOT / "docs").as_posix() not in ALIKE
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = """async ([tags, rules]) => {
  const only = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.flatMap((one) =>
    one.nodes.slice(0, 4).map((node) => `${one.id}: ${node.target} ${node.failureSummary}`));
}"""


def violations(page, rules=None) -> list[str]:
    """Return what axe-core finds wrong with an open page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(from_npm("axe-core/axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(AXE, [RULES, rules])


def address_of(written: str) -> str:
    """Return where a written page stands: `start/new-here.md` becomes `start/new-here/`."""
    return written.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def check(visit, nginx, address: str) -> None:
    for width in (1366, 360):
        page = visit(nginx.address(address.lstrip("/")), width=width)
        light = violations(page)
        page.evaluate("aims.paint('slate')")
        # The other colours change nothing but what can be read against what.
        dark = violations(page, ["color-contrast", "link-in-text-block"])
        assert (light, dark) == ([], []), f"{address} at {width} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("written", WRITTEN)
def test_a_written_page_is_accessible(written, visit, nginx):
    check(visit, nginx, address_of(written))


@pytest.mark.parametrize("folder", sorted({*kinds()} - {"acknowledgements"}))  # Not for staff.
def test_a_page_of_each_kind_of_record_is_accessible(folder, visit, nginx, built_site):
    if kinds()[folder].single:
        return check(visit, nginx, f"{folder}/")
    below = "frameworks/*" if folder == "requirements" else folder
    pages = sorted(path.parent for path in built_site.glob(f"{below}/*/index.html"))
    assert pages, f"The example has no page of {folder}"
    middle = sorted(pages, key=size)[len(pages) // 2]
    return check(visit, nginx, f"{middle.relative_to(built_site).as_posix()}/")


ONBOARDING = ["", "data-scientist/", "together/?roles=data-scientist,data-steward"]


@pytest.mark.parametrize("address", [f"onboarding/{one}" for one in ONBOARDING])
def test_a_page_of_onboarding_is_accessible(address, visit, nginx):
    check(visit, nginx, address)


def size(folder: Path) -> int:
    return (folder / "index.html").stat().st_size


def test_the_page_for_unknown_addresses_is_accessible_and_has_its_styles(visit, nginx):
    page = visit(nginx.address("404.html"))
    assert violations(page) == []
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.aims-top')).borderTopWidth")
        == "4px"
    )


def test_search_is_accessible(visit, nginx):
    page = visit(nginx.address(""))
    for colours in ("default", "slate"):
        page.evaluate(f"aims.paint('{colours}')")
        page.keyboard.press("Control+k")
        page.keyboard.type("risk")
        page.locator(".aims-search li").first.wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
