"""Registers and matrices, used by keyboard alone, from a server and from a disk."""

import gzip
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from playwright.sync_api import expect

from macros.manual import Manual
from macros.manual.appointments import deputies, holders, members
from macros.manual.responsibilities import cells_of
from macros.model._letters import RACI
from macros.model.activity import Activity
from macros.model.risk import Risk
from macros.model.role import Role
from macros.pages._tables import table_as_html
from macros.tables._matrix import Letters
from macros.tables._table import Row, RowGroup, Table
from tests.browser import ROOT, served
from tests.test_browser_accessibility import check

RISKS = "figure:has(> div > table > #table-risk-register)"
APPLICABILITY = "figure:has(> div > table > #table-statement-of-applicability)"
MATRIX = "figure.aims-matrix"
WINDOW = ".aims-scroll[role]"
ROWS = "tbody tr:not(.aims-group):visible"


def tab_to(page, selector, most=250):
    """Press the Tab key until the focus is where it is wanted."""
    for _ in range(most):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The Tab key does not lead to {selector}")


def count(page):
    return page.locator(f"{RISKS} output").inner_text()


def asked(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_register_filters_sorts_and_can_be_shared(place, visit):
    page = visit(place.address("risks/"))
    rows = page.locator(f"{RISKS} {ROWS}").count()
    assert count(page) == f"{rows} rows"
    tab_to(page, f"{RISKS} [data-view=q]")
    page.keyboard.type("Supplier")
    fewer = page.locator(f"{RISKS} {ROWS}").count()
    assert 0 < fewer < rows
    assert count(page) == f"{fewer} of {rows} rows"
    assert all(
        "supplier" in text.lower() for text in page.locator(f"{RISKS} {ROWS}").all_inner_texts()
    )
    tab_to(page, f"{RISKS} .aims-sort")
    page.keyboard.press("Enter")
    head = page.locator(f"{RISKS} thead th").first
    assert head.get_attribute("aria-sort") == "ascending"
    first = page.locator(f"{RISKS} {ROWS}").all_inner_texts()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator(f"{RISKS} {ROWS}").all_inner_texts() == first[::-1]
    shared = asked(page)
    assert shared == {"risk-register.q": "Supplier", "risk-register.sort": "-risk"}
    again = visit(page.url)
    assert again.locator(f"{RISKS} {ROWS}").all_inner_texts() == first[::-1]
    assert again.locator(f"{RISKS} [data-view=q]").input_value() == "Supplier"


def test_a_filter_that_nothing_fits_says_so_where_the_rows_were(visit, nginx):
    page = visit(nginx.address("risks/"))
    nothing = page.locator(f"{RISKS} {WINDOW} > p")
    expect(nothing).to_be_hidden()
    page.locator(f"{RISKS} [data-view=q]").fill("zzzz")
    expect(nothing).to_have_text("No row matches.")
    page.locator(f"{RISKS} button", has_text="Show all").click()
    expect(nothing).to_be_hidden()


def test_the_letters_of_a_matrix_are_offered_with_what_they_stand_for(visit, nginx):
    page = visit(nginx.address("responsibilities/"))
    offered = page.locator(f"{MATRIX} [data-view=as] option").all_inner_texts()
    assert offered == ["any", "A Accountable", "R Responsible", "C Consulted", "I Informed"]


def test_a_register_shows_the_rows_of_one_value(place, visit):
    page = visit(place.address("risks/"))
    tab_to(page, f"{RISKS} [data-view=owner]")
    page.keyboard.type("Chief")
    chosen = page.locator(f"{RISKS} [data-view=owner]").input_value()
    assert chosen.startswith("Chief")
    assert page.locator(f"{RISKS} {ROWS}").count() > 0
    assert all(chosen in text for text in page.locator(f"{RISKS} {ROWS}").all_inner_texts())
    tab_to(page, f"{RISKS} .aims-tools button:not([hidden])")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('risk-register.owner')")  # On a busy machine.
    assert asked(page) == {}


def test_a_matrix_shows_what_one_role_does(place, visit):
    manual = Manual.load(ROOT / "data")
    cells = cells_of(manual, manual["data-steward"])
    page = visit(place.address("responsibilities/"))
    tab_to(page, f"{MATRIX} [data-view=only]")
    page.keyboard.type("Data Stew")
    assert page.locator(f"{MATRIX} {ROWS}").count() == len(cells)
    heads = page.locator(f"{MATRIX} thead th:visible").all_inner_texts()
    assert heads[1:] == ["Accountable", "Data Steward"]
    letters = page.locator(f"{MATRIX} {ROWS} > td:not(.aims-who):visible").all_inner_texts()
    assert len(letters) == len(cells)
    assert all(re.search("[ARCI]", one) for one in letters)
    tab_to(page, f"{MATRIX} [data-view=as]")
    page.keyboard.type("A")
    accountable = [cell for cell in cells if "A" in cell.letters]
    assert page.locator(f"{MATRIX} {ROWS}").count() == len(accountable)
    assert asked(page) == {
        "responsibility-matrix-by-process.only": "data-steward",
        "responsibility-matrix-by-process.as": "A",
    }


def test_a_matrix_lights_up_row_and_column(visit, nginx):
    page = visit(nginx.address("responsibilities/"))
    plain = (
        page.locator(f"{MATRIX} tbody td")
        .nth(5)
        .evaluate("cell => getComputedStyle(cell).backgroundColor")
    )
    link = page.locator(f"{MATRIX} tbody td a").first
    link.focus()
    colours = link.evaluate(
        """link => {
          const cell = link.closest("td"), row = cell.parentElement.nextElementSibling;
          return [cell.parentElement.lastElementChild, row.cells[cell.cellIndex]]
            .map((one) => getComputedStyle(one).backgroundColor);
        }"""
    )
    assert colours[0] == colours[1] != plain


TOP = "(one) => one.getBoundingClientRect().top"
LEFT = "(one) => one.getBoundingClientRect().left"


def test_a_table_that_fits_is_as_high_as_its_rows_and_its_head_stays(visit, nginx):
    page = visit(nginx.address("risks/"))
    frame = page.locator(f"{RISKS} > {WINDOW}")
    expect(frame).to_have_class(re.compile("is-fitting"))
    assert frame.get_attribute("tabindex") is None
    assert frame.evaluate("(one) => one.scrollHeight - one.clientHeight") < 2
    page.locator(f"{RISKS} tbody tr").nth(15).evaluate("(row) => row.scrollIntoView()")
    assert page.locator(f"{RISKS} thead th").nth(1).evaluate(TOP) == pytest.approx(0, abs=2)


def test_a_table_that_is_too_wide_scrolls_sideways_below_a_head_that_stays(visit, nginx):
    page = visit(nginx.address("responsibilities/"), width=800)
    frame = page.locator(f"{MATRIX} > {WINDOW}")
    copy = page.locator(f"{MATRIX} > .aims-heads")
    expect(copy).to_be_hidden()
    page.locator(f"{MATRIX} tbody tr").nth(40).evaluate("(row) => row.scrollIntoView()")
    expect(copy).to_be_visible()
    assert copy.evaluate(TOP) == pytest.approx(0, abs=2)
    frame.evaluate("(one) => one.scrollTo(400, 0)")
    expect(copy.locator("> *")).to_have_js_property("scrollLeft", 400)
    pairs = [(copy.locator("th").nth(n), frame.locator("thead th").nth(n)) for n in (0, 5, 20, 30)]
    for shown, real in pairs:
        assert shown.evaluate(LEFT) == pytest.approx(real.evaluate(LEFT), abs=2)
    first = frame.locator("tbody th[scope=row]").first
    assert first.evaluate(LEFT) == pytest.approx(frame.evaluate(LEFT), abs=2)
    # Who listens, and who prints, has the table and not the copy.
    assert copy.locator("> *").get_attribute("aria-hidden") == "true"
    assert copy.locator("a:not([tabindex='-1'])").count() == 0
    page.emulate_media(media="print")
    expect(copy).to_be_hidden()


def test_the_copy_of_a_head_sorts_the_table(visit, nginx):
    page = visit(nginx.address("documents/"), width=900)
    figure = page.locator("figure.aims-table:has(.aims-tools)").first
    figure.locator("tbody tr").nth(30).evaluate("(row) => row.scrollIntoView()")
    head = figure.locator(".aims-heads th").nth(1)
    head.get_by_role("button", include_hidden=True).click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert figure.locator(f"{WINDOW} th").nth(1).get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("wanted", ["Zoltán", "model validator", "A.6.2.4"])
def test_a_filter_finds_rows_by_what_stands_behind_their_links(wanted, visit, nginx):
    """The holder, the role and the clause are on the pages of the role and the activity."""
    manual = Manual.load(ROOT / "data")
    validator = {cell.activity.id for cell in cells_of(manual, manual["model-validator"])}
    person = manual["zoltan-berkes"]
    roles = [
        role
        for role in manual.all(Role)
        if person in (*holders(manual, role), *deputies(manual, role), *members(manual, role))
    ]
    his = {cell.activity.id for role in roles for cell in cells_of(manual, role)}
    clause = {one.id for one in manual.all(Activity) if "A.6.2.4" in str(one.requirements)}
    page = visit(nginx.address("responsibilities/"))
    page.locator(f"{MATRIX} [data-view=q]").fill(wanted)
    expected = {"A.6.2.4": clause, "Zoltán": his, "model validator": validator}[wanted]
    assert len(expected) < len(manual.all(Activity))
    expect(page.locator(f"{MATRIX} {ROWS}")).to_have_count(len(expected))
    found = {text[:7] for text in page.locator(f"{MATRIX} {ROWS} > th").all_inner_texts()}
    assert found == expected


def test_the_words_behind_links_are_loaded_for_the_first_filter_only(visit, nginx):
    page = visit(nginx.address("risks/"))
    assert page.evaluate("window.aims.recordWords") is None
    owner = page.locator(f"{RISKS} tbody td[data-head=Owner] a").first
    role = Manual.load(ROOT / "data")[owner.get_attribute("href").rstrip("/").split("/")[-1]]
    page.locator(f"{RISKS} [data-view=q]").fill(role.aliases[0] if role.aliases else role.title)
    expect(page.locator(f"{RISKS} {ROWS}").first).to_contain_text(role.title)
    assert page.evaluate("Object.keys(aims.recordWords).length") > 50


def test_the_number_of_a_clause_finds_its_parts_and_no_other(visit, nginx):
    page = visit(nginx.address("?"))
    page.add_script_tag(url="assets/table-rows.js")
    found = """([asked, words]) => {
      aims.recordWords = { [words]: words };
      const row = {}, link = { pathname: aims.root.pathname + words };
      return aims.tables.finds(row, aims.terms(asked), () => ({ text: "", links: [link] }));
    }"""
    for query, words, fits in (
        ("7.2", "7.2", True),
        ("7.2", "7.2.1|9.1", True),
        ("7.2", "A.7.2", False),
        ("a.7", "A.7.2", True),
        ("7.2", "7.21", False),
        ("berkes", "Zoltán Berkes", True),
    ):
        assert page.evaluate(found, [query, words]) is fits, (query, words)


CALENDAR = "figure:has(> div > table > #table-due-dates)"


def test_groups_fold_and_open_for_a_search(visit, nginx):
    page = visit(nginx.address("monitoring/calendar/"))
    fold = page.locator(f"{CALENDAR} .aims-fold").nth(1)
    before = page.locator(f"{CALENDAR} {ROWS}").count()
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.get_attribute("aria-expanded") == "false"
    assert page.locator(f"{CALENDAR} {ROWS}").count() < before
    page.get_by_role("button", name="Unfold groups").click()
    page.get_by_role("button", name="Fold groups", exact=True).click()
    assert page.locator(f"{CALENDAR} {ROWS}").count() == 0
    page.locator(f"{CALENDAR} [data-view=q]").fill("POL-01")
    assert page.locator(f"{CALENDAR} {ROWS}").count() > 0
    page.locator(f"{CALENDAR} [data-view=q]").fill("")
    assert page.locator(f"{CALENDAR} {ROWS}").count() == 0
    page.emulate_media(media="print")
    expect(page.locator(f"{CALENDAR} {ROWS}")).to_have_count(before)


def test_a_calendar_shows_the_next_days_of_the_manual_not_of_the_clock(visit, nginx):
    day = Manual.load(ROOT / "data").day
    page = visit(nginx.address("monitoring/calendar/"))
    page.clock.install(time="2031-05-05")
    page.reload()
    page.locator(f"{CALENDAR} [data-view=due]").select_option("30")
    shown = page.locator(f"{CALENDAR} {ROWS} time").evaluate_all(
        "times => times.map(time => time.dateTime)"
    )
    last = (day + timedelta(days=30)).isoformat()
    assert shown and all(day.isoformat() <= due <= last for due in shown)
    assert asked(page) == {"due-dates.due": "30"}


@pytest.mark.parametrize(
    "path",
    [
        "monitoring/calendar/",
        "monitoring/by-role/",
        "coverage/clauses/",
        "applicability/",
        "people/",
        "changes/",
        "responsibilities/by-stage/",
        "roles/aims-manager/",
        "ai-systems/ais-02/",
        "frameworks/nist-ai-rmf/",
        "reference/templates/",
    ],
)
def test_a_long_page_is_folded_on_a_phone(path, visit, nginx):
    page = visit(nginx.address(path), width=360)
    for _ in range(50):
        if page.evaluate("document.documentElement.scrollHeight") < 15000:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollHeight") < 15000
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_link_opens_the_folded_section_it_leads_to(visit, nginx):
    page = visit(nginx.address("frameworks/nist-ai-rmf/#records"), width=360)
    fold = page.locator("h2#records .aims-fold")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_a_register_without_groups_shows_its_first_rows_on_a_phone(visit, nginx):
    page = visit(nginx.address("risks/"), width=360)
    assert page.locator(f"{RISKS} {ROWS}").count() == 10
    page.locator(RISKS).get_by_role("button", name=re.compile(r"Show all \d+ rows")).click()
    assert page.locator(f"{RISKS} {ROWS}").count() == len(Manual.load(ROOT / "data").all(Risk))


def test_a_matrix_begins_high_and_is_one_tab_stop(visit, nginx):
    page = visit(nginx.address("responsibilities/"))
    assert page.locator(f"{MATRIX} > {WINDOW}").evaluate(TOP) <= 250
    assert page.locator(f"{MATRIX} > {WINDOW} thead").evaluate("one => one.offsetHeight") < 200
    assert page.locator(f"{MATRIX} > {WINDOW} :is(a, button):not([tabindex='-1'])").count() == 1
    tab_to(page, f"{MATRIX} th[scope=row] a")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")  # To the accountable role, whose head leads nowhere.
    page.keyboard.press("ArrowRight")
    column = page.evaluate("document.activeElement.closest('td').cellIndex")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('th').cellIndex") == column
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('td').cellIndex") == column
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.textContent") == first
    page.keyboard.press("Control+End")
    assert page.evaluate("!document.activeElement.closest('tr').nextElementSibling")
    page.keyboard.press("Tab")
    assert not page.evaluate("Boolean(document.activeElement.closest('table'))")


def test_a_link_passes_over_a_long_table(visit, nginx):
    page = visit(nginx.address("responsibilities/"))
    tab_to(page, f"{MATRIX} > .aims-skip")
    expect(page.locator(f"{MATRIX} > .aims-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "by life-cycle stage"


def test_a_matrix_fills_the_screen(visit, nginx):
    page = visit(nginx.address("responsibilities/"))
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(f"{MATRIX}:fullscreen")).to_have_count(1)
    page.locator(f"{MATRIX} tbody tr").nth(40).evaluate("(row) => row.scrollIntoView()")
    head = page.locator(f"{MATRIX} > {WINDOW} thead th").nth(3)
    assert head.evaluate(TOP) == pytest.approx(0, abs=2)


def test_a_register_on_a_phone_is_cards_that_say_what_each_fact_is(place, visit):
    page = visit(place.address("risks/"), width=360)
    row = page.locator(f"{RISKS} {ROWS}").first
    for cell in row.locator("td:visible").all():
        box = cell.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    owner = row.locator("td[data-head=Owner]")
    shown = owner.evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert "Owner" in shown or "attr" in shown
    # Who listens gets a table, whose heads say what a cell is.
    tree = page.locator(f"{RISKS} table").aria_snapshot()
    assert "columnheader" in tree and "rowheader" in tree and "cell" in tree
    tab_to(page, f"{RISKS} .aims-sort")
    page.keyboard.press("Enter")
    assert page.locator(f"{RISKS} thead th").first.get_attribute("aria-sort") == "ascending"


def test_on_a_phone_what_a_cell_says_stands_beside_its_head_links_too(visit, nginx):
    page = visit(nginx.address("applicability/"), width=360)
    page.get_by_role("button", name="Unfold groups").click()
    cells = page.locator(f".aims-table {ROWS} td.aims-prose")
    places = cells.evaluate_all(
        """cells => cells.map(cell => {
            const words = document.createRange();
            words.selectNodeContents(cell);
            const lines = [...words.getClientRects()];
            return Math.min(...lines.map(one => one.left)) - cell.getBoundingClientRect().left;
        }).filter(Number.isFinite)"""
    )
    assert len(places) > 60 and min(places) > 80


def test_a_head_to_sort_by_looks_like_a_head_with_its_mark(visit, nginx):
    head = visit(nginx.address("risks/")).locator(f"{RISKS} .aims-sort").first
    assert head.evaluate("(one) => getComputedStyle(one).borderTopWidth") == "0px"
    assert head.evaluate("(one) => getComputedStyle(one, '::after').width") not in ("auto", "0px")


def test_a_table_is_copied_as_harmless_csv(visit, nginx):
    page = visit(nginx.address("risks/"), permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(
        "document.querySelector('#table-risk-register ~ tbody td').textContent = '=1+1, \"x\"'"
    )
    page.locator(f"{RISKS} [data-view=q]").fill("RSK-11")
    page.locator(RISKS).get_by_role("button", name="Share or save").click()
    page.locator(RISKS).get_by_role("button", name="Copy as CSV").click()
    page.get_by_text("1 row copied").wait_for()
    head, line, _ = page.evaluate("navigator.clipboard.readText()").split("\r\n")
    assert head.startswith("Risk,")
    assert line.startswith("RSK-11 A supplier changes its model without telling us,")
    assert '"\'=1+1, ""x"""' in line


def saved(page, name, table=RISKS):
    page.locator(table).get_by_role("button", name="Share or save").click()
    with page.expect_download() as download:
        page.locator(table).get_by_role("button", name=name).click()
    return download.value


def test_the_shown_rows_are_saved_as_a_workbook_without_formulas(place, visit):
    page = visit(place.address("risks/"), accept_downloads=True)
    page.evaluate(
        "document.querySelector('#table-risk-register ~ tbody td').textContent = '=1+1 & \"x\"'"
    )
    page.locator(f"{RISKS} [data-view=q]").fill("RSK-11")
    file = saved(page, "Save as XLSX")
    assert file.suggested_filename == "risk-register.xlsx"
    again = saved(page, "Save as XLSX")
    assert Path(file.path()).read_bytes() == Path(again.path()).read_bytes()
    with zipfile.ZipFile(file.path()) as parts:
        assert parts.testzip() is None
        sheet = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        for name in parts.namelist():
            etree.fromstring(parts.read(name))
    assert not sheet.findall(".//{*}f")
    rows = sheet.findall(".//{*}row")
    assert len(rows) == 2
    assert rows[1][1].get("t") == "inlineStr"
    assert rows[1][1].findtext(".//{*}t") == '=1+1 & "x"'
    number = next(cell for cell in rows[1] if cell.get("r") == "C2")
    assert number.get("t") is None and float(number.findtext("{*}v")) > 0
    day = [cell for cell in rows[1] if cell.get("s") == "2"]
    assert len(day) == 1 and int(day[0].findtext("{*}v")) > 46000


def test_the_shown_rows_are_saved_as_csv(visit, nginx):
    page = visit(nginx.address("risks/"), accept_downloads=True)
    page.locator(f"{RISKS} [data-view=q]").fill("RSK-11")
    file = saved(page, "Save as CSV")
    assert file.suggested_filename == "risk-register.csv"
    lines = Path(file.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[1].startswith("RSK-11 ")


def test_a_folded_cell_is_saved_whole_without_the_word_that_unfolds_it(visit, nginx):
    page = visit(nginx.address("applicability/"), accept_downloads=True)
    folded = page.locator(f"{APPLICABILITY} td:has(summary)").first
    whole = folded.evaluate("cell => cell.textContent.replace('More', ' ').replace(/\\s+/g, ' ')")
    file = saved(page, "Save as CSV", APPLICABILITY)
    text = Path(file.path()).read_text(encoding="utf-8-sig")
    assert whole.strip().replace('"', '""') in text


def test_the_id_of_a_row_finds_that_row_alone(visit, nginx):
    page = visit(nginx.address("applicability/"))
    page.locator(f"{APPLICABILITY} [data-view=q]").fill("a.10.2")
    expect(page.locator(f"{APPLICABILITY} output")).to_contain_text("1 of 38")
    expect(page.locator(f"{APPLICABILITY} {ROWS} th").first).to_contain_text("A.10.2")


@pytest.mark.parametrize(
    "address",
    ["applicability/", "documents/", "monitoring/improvement/", "audits/", "actions/"],
)
def test_a_register_fits_a_laptop_with_a_scroll_bar(visit, nginx, address):
    page = visit(nginx.address(address))
    page.set_viewport_size({"width": 1349, "height": 768})
    page.wait_for_timeout(200)
    wide = "frames => frames.map(f => f.scrollWidth - f.clientWidth).filter(more => more > 0)"
    assert page.locator(".aims-table > .aims-scroll").evaluate_all(wide) == []


def test_the_link_to_a_view_is_copied(visit, nginx):
    page = visit(nginx.address("risks/"), permissions=["clipboard-read", "clipboard-write"])
    page.locator(f"{RISKS} [data-view=q]").fill("RSK-11")
    page.locator(RISKS).get_by_role("button", name="Share or save").click()
    page.locator(RISKS).get_by_role("button", name="Copy link to this view").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("risks/?risk-register.q=RSK-11#table-risk-register")
    assert visit(link).locator(f"{RISKS} {ROWS}").count() == 1


def test_a_table_is_whole_without_a_script(chromium, nginx):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(nginx.address("risks/"))
    assert page.locator(f"{RISKS} {ROWS}").count() == len(Manual.load(ROOT / "data").all(Risk))
    assert not page.locator(f"{RISKS} .aims-tools").is_visible()
    context.close()


def test_a_small_table_has_no_tools(visit, nginx):
    page = visit(nginx.address("policies/pol-03/"))
    for figure in page.locator("figure.aims-table").all():
        rows = figure.locator("tbody tr:not(.aims-group)").count()
        assert figure.locator(".aims-tools").count() == (rows > 10)


@pytest.fixture(scope="module")
def wide_matrix(built_site, tmp_path_factory):
    """Return a site with one page: a matrix of 200 activities by 40 roles, a third of it filled."""
    roles = [Role(id=f"role-{n:02}", title=f"Keeper of area {n}") for n in range(40)]
    rows = [
        Activity.model_construct(
            id=f"ACT-{n:03}", title=f"Activity number {n} of the whole", who={}
        )
        for n in range(200)
    ]
    table = Table(
        "Responsibility matrix by process",
        "Activity",
        tuple(roles),
        groups=tuple(
            RowGroup(f"Process {start // 10}", tuple(line(one, roles) for one in rows[start:][:10]))
            for start in range(0, 200, 10)
        ),
        legend=RACI.legend,
        matrix=True,
    )
    page = (built_site / "responsibilities/index.html").read_text(encoding="utf-8")
    drawn = table_as_html(table, Manual.load(ROOT / "data")).replace('href="/', 'href="../')
    page = re.sub(
        r'<figure class="aims-table aims-matrix[" ].*</figure>', lambda _: drawn, page, flags=re.S
    )
    folder = tmp_path_factory.mktemp("wide")
    (folder / "matrix").mkdir()
    (folder / "matrix/index.html").write_text(page, encoding="utf-8")
    (folder / "assets").symlink_to(built_site / "assets")
    with served(folder) as address:
        yield folder / "matrix/index.html", f"{address}matrix/"


def line(activity, roles):
    number = int(activity.id[-3:])
    cells = [
        Letters(("A/R", "R", "C", "I")[(number + at) % 4], activity, words(role, activity), role.id)
        if (number * 7 + at * 5) % 3 == 0
        else None
        for at, role in enumerate(roles)
    ]
    return Row(activity, tuple(cells))


def words(role, activity):
    return f"{role.title}: accountable and responsible, {activity.title}"


def test_a_matrix_of_200_by_40_is_small(wide_matrix):
    file, _ = wide_matrix
    packed = len(gzip.compress(file.read_bytes(), compresslevel=1))
    assert packed < 150_000, f"{packed} bytes"


MOST_ROUNDS = 20


@pytest.mark.alone
def test_a_matrix_of_200_by_40_follows_each_key_press(wide_matrix, visit, record_property):
    page = visit(wide_matrix[1])
    page.evaluate(
        """() => {
          window.waits = [];
          document.querySelector("[data-view=q]").addEventListener("keydown", (event) =>
            requestAnimationFrame(() => setTimeout(() =>
              waits.push(performance.now() - event.timeStamp))));
        }"""
    )
    tab_to(page, f"{MATRIX} [data-view=q]")
    keys = ("1", "9", "Backspace", "Backspace", "k", "Backspace", "7", "Backspace")
    # The best of each key counts: a machine that does other things besides is late now and then.
    for _ in range(MOST_ROUNDS):
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(100)
        expect(page.locator(f"{MATRIX} {ROWS}")).to_have_count(200)
        waits = page.evaluate("waits")
        best = {f"{n}: {key}": min(waits[n :: len(keys)]) for n, key in enumerate(keys)}
        if max(best.values()) < 200:
            break
    record_property("milliseconds", best)
    assert max(best.values()) < 200, best


@pytest.mark.slow
def test_a_matrix_of_200_by_40_is_accessible(wide_matrix, visit):
    check(visit(wide_matrix[1]))
