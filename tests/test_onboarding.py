"""My onboarding in a browser: two clicks, one checklist by keyboard, an acknowledgement.

The acknowledgement of the browser is added to the data, and decides who has read what.
"""

import functools
import html
import http.server
import io
import json
import re
import shutil
import threading
from pathlib import Path
from urllib.parse import parse_qs

import pikepdf
import pytest
from playwright.sync_api import expect

from macros import checks
from macros.__main__ import main
from macros.checks import _redacted_manual
from macros.diagnostics import Severity
from macros.manual import Manual, appointments
from macros.manual.acknowledgements import acknowledgement_statuses
from macros.model.acknowledgement import SIGNED, checksum_of
from macros.model.person import Person
from macros.model.role import Role
from macros.pages import _onboarding
from macros.pages._renderer import Page, PageRenderer
from macros.pages.onboarding import pages as onboarding_pages
from tests.browser import ROOT
from tests.test_browser_tables import tab_to

PERSON, NAME, POLICY = "elif-aydemir", "Elif Aydemir", "POL-15"
"""A deputy Data Scientist of the example who has yet to read the rules on competence."""
NOW = "2026-11-16T09:30:00"
PAGE = "onboarding/data-scientist/"
KEEP_MAIL = """addEventListener("click", (event) => {
  if (event.target.matches("[data-aims=mail]")) event.preventDefault();
})"""
"""Keeps the browser from looking for a mail program."""


@pytest.fixture
def data(tmp_path):
    """Return a copy of the example's data."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def state(folder, policy=POLICY, person=PERSON):
    """Return where somebody stands towards a policy."""
    manual = Manual.load(folder)
    found = [
        one
        for one in acknowledgement_statuses(manual)
        if (one.policy.id, one.person.id) == (policy, person)
    ]
    assert len(found) == 1
    return found[0].state


def wrong_with_receipts(folder):
    """Return what the checks say of what stands in the folder of acknowledgements."""
    findings = checks.run(Manual.load(folder))
    return [one for one in findings if "/acknowledgements/" in one.where.path]


def tick_by_keyboard(page, selector):
    """Tick a box with keys alone; one that is folded away is unfolded first."""
    if not page.locator(selector).is_visible():
        fold = page.locator("details", has=page.locator(selector))
        tab_to(page, f"details:has({selector}) > summary")
        page.keyboard.press("Enter")
        assert fold.get_attribute("open") is not None
    tab_to(page, selector)
    page.keyboard.press("Space")
    assert page.locator(selector).is_checked()


def prepare_by_keyboard(page, name, *records):
    """Tick what was read and enter a name, with keys alone."""
    page.evaluate("document.activeElement.blur()")
    for record in records:
        if not page.locator(f"[data-record='{record}']").is_checked():
            page.evaluate("document.activeElement.blur()")
            tick_by_keyboard(page, f"[data-record='{record}']")
    tab_to(page, "#reader")
    page.keyboard.press("Control+a")
    page.keyboard.type(name)


def save_by_keyboard(page, name, *records):
    """Acknowledge what was read, and return the file that the browser saves."""
    prepare_by_keyboard(page, name, *records)
    tab_to(page, "[value=file]")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    return saved.value


def shown_after(page):
    return page.locator("[data-aims=made]")


@pytest.fixture
def open_page(place, visit):
    """Return a function that opens a page on the day of the example."""

    def open_page(path=PAGE, **options):
        page = visit(place.address(""), **options)
        page.clock.set_fixed_time(NOW)
        page.goto(place.address(path))
        return page

    return open_page


def test_two_clicks_a_checklist_and_an_acknowledgement_turn_outstanding_into_read(
    open_page, place, data
):
    page = open_page("")
    page.get_by_role("link", name="Find your role").click()
    page.locator("main").get_by_role("link", name="Data Scientist", exact=True).click()
    assert page.url.startswith(place.address(PAGE))
    assert page.locator("h1").inner_text() == "Data Scientist"

    boxes = page.locator("[data-tick]")
    names = boxes.evaluate_all("all => all.map((one) => one.dataset.tick)")
    assert len(names) == len(set(names)) > 10
    for name in names:
        # The next tasks unfold when those before are done.
        tab_to(page, f"[data-tick='{name}']")
        page.keyboard.press("Space")
    assert page.locator("[data-aims=done]").inner_text() == "All done. Welcome!"
    page.reload()
    assert page.locator("[data-aims=done]").inner_text() == "All done. Welcome!"

    assert state(data) == "outstanding"
    before = wrong_with_receipts(data)
    for record in boxes.evaluate_all("all => all.map((one) => one.dataset.record)"):
        if record and record != POLICY:
            page.locator(f"[data-record='{record}']").evaluate("(box) => box.click()")
    saved = save_by_keyboard(page, NAME, POLICY)
    assert saved.suggested_filename == f"acknowledgement-{PERSON}-data-scientist-2026-11-16.json"
    saved.save_as(data / "acknowledgements" / saved.suggested_filename)
    assert state(data) == "read"
    assert wrong_with_receipts(data) == before

    policy = data / "policies/pol-15.md"
    text = policy.read_text(encoding="utf-8")
    assert "ten working days" in text
    changed = new_version(text.replace("ten working days", "twenty working days"))
    policy.write_text(changed, encoding="utf-8")
    assert state(data) == "lapsed"
    policy.write_text(changed.replace("minor: false", "minor: true"), encoding="utf-8")
    assert state(data) == "read"


def new_version(text):
    """Return a policy with one more version."""
    version = re.search(r"^version: (.*)$", text, re.MULTILINE)[1]
    text = text.replace(f"version: {version}\n", "version: 99.0\n", 1)
    line = "  - {version: 99.0, on: 2026-11-16, change: Changed., minor: false}\n"
    return text.replace("revisions:\n", f"revisions:\n{line}", 1)


def test_the_text_changing_without_a_new_version_lapses_it_too(visit, nginx, data):
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    saved = save_by_keyboard(page, NAME, POLICY)
    saved.save_as(data / "acknowledgements" / "receipt.json")
    policy = data / "policies/pol-15.md"
    policy.write_text(
        policy.read_text("utf-8").replace("ten working days", "two working days"), "utf-8"
    )
    assert state(data) == "lapsed"


def test_receipts_altered_forged_duplicated_and_cut_off_are_each_found(visit, nginx, data):
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    saved = save_by_keyboard(page, NAME, POLICY)
    text = Path(saved.path()).read_text(encoding="utf-8")
    folder = data / "acknowledgements"
    folder.mkdir(exist_ok=True)

    def told(**files):
        for name, content in files.items():
            (folder / f"{name}.json").write_text(content, encoding="utf-8")
        found = {(one.rule, one.severity) for one in wrong_with_receipts(data)}
        for name in files:
            (folder / f"{name}.json").unlink()
        return found

    error = Severity.ERROR
    assert told(one=text) == set()
    assert told(one=text, two=text) == {("duplicate-ids", error)}
    altered = told(one=text.replace(PERSON, "hanna-wojtowicz"))
    assert ("altered-acknowledgement", error) in altered
    forged = told(one=re.sub(r'"version":"[^"]*"', '"version":"7.7"', text))
    assert {("altered-acknowledgement", error), ("acknowledgement-version", error)} <= forged
    hash = told(one=re.sub(r'"fingerprint":"[^"]*"', '"fingerprint":"0123456789ab"', text))
    assert {
        ("altered-acknowledgement", error),
        ("acknowledgement-content", Severity.WARNING),
    } <= hash
    unreadable = {("readable-data", error), ("rules-not-run", Severity.NOTICE)}
    assert told(one=text[: len(text) // 2]) == unreadable
    unknown = told(one=text.replace(PERSON, "nobody").replace("data-scientist", "no-role"))
    assert ("unknown-references", error) in unknown


@pytest.mark.slow
def test_a_receipt_says_the_same_in_the_browser_and_in_the_data(visit, nginx, data):
    """Names in any script, and one longer than a block of the checksum."""
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    folder = data / "acknowledgements"
    for number, name in enumerate(("Zoë “Z” Ångström", "王 小明 🙂", "x" * 300, 'A \\ "B"')):
        saved = save_by_keyboard(page, name, *(["POL-01", "PRO-15"] if not number else []))
        saved.save_as(folder / f"{number}.json")
        receipt = json.loads((folder / f"{number}.json").read_text(encoding="utf-8"))
        assert [one["record"] for one in receipt] == ["POL-01", "PRO-15"]
        assert {one["person"] for one in receipt} == {name}
        rules = {one.rule for one in wrong_with_receipts(data)}
        assert "altered-acknowledgement" not in rules
        assert "unknown-references" in rules


@pytest.mark.parametrize("way", ["file", "copy", "mail"])
def test_what_each_way_gives_is_imported(way, open_page, data, capsys):
    page = open_page()
    if way == "copy":
        page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    if way == "mail":
        page.evaluate(KEEP_MAIL)
    prepare_by_keyboard(page, NAME, POLICY, "PRO-15")
    if way == "file":
        with page.expect_download() as saved:
            page.locator("[value=file]").press("Enter")
        file = data.parent / "given.json"
        saved.value.save_as(file)
    elif way == "copy":
        page.locator("[value=copy]").press("Enter")
        expect(shown_after(page)).to_contain_text("Copied.")
        file = data.parent / "given.txt"
        file.write_text(page.evaluate("window.copied"), encoding="utf-8")
    else:
        page.locator("[data-aims=mail]").press("Enter")
        expect(shown_after(page)).to_contain_text("Send it.")
        address, _, query = page.locator("[data-aims=mail]").get_attribute("href").partition("?")
        assert address == f"mailto:{_onboarding.address(Manual.load(ROOT / 'data'))}"
        fields = parse_qs(query)
        assert fields["subject"] == [f"Acknowledgement: {NAME}, Data Scientist"]
        file = data.parent / "given.eml"
        file.write_text(
            f"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{fields['body'][0]}",
            encoding="utf-8",
        )
    assert (
        page.locator("li", has=page.locator(f"[data-record='{POLICY}']"))
        .inner_text()
        .endswith("acknowledged on 16 November 2026")
    )
    assert main(["receipts", "import", str(file), "--data", str(data)]) == 0
    assert "2 imported, 0 left out." in capsys.readouterr().out
    assert state(data) == "read"


def test_the_text_of_every_document_of_a_role_fits_into_a_mail(visit, nginx):
    page = visit(nginx.address("onboarding/aims-manager/"))
    page.evaluate(KEEP_MAIL)
    for box in page.locator("[data-record]").all():
        box.evaluate("(box) => box.click()")
    page.locator("#reader").fill("Lotte Verhaegen")
    page.locator("[data-aims=mail]").click()
    href = page.locator("[data-aims=mail]").get_attribute("href")
    assert len(href) <= 2000
    assert "Checksum" in href or "Paste" in href


@pytest.fixture
def form_server(built_site, tmp_path):
    """Serve the site with a form address, and store what is sent to it."""
    manual = Manual.load(ROOT / "data")
    manual.settings = manual.settings.model_copy(update={"acknowledgement_url": "/acknowledged"})
    form = re.compile(r'<form class="aims-receipt".*?</form>', re.DOTALL)
    rendered = {
        page.address: form.search(page.html)
        for page in onboarding_pages(PageRenderer(manual))
        if isinstance(page, Page)
    }
    stored, answers = [], [500, 204]

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            if self.path != f"/{PAGE}":
                super().do_GET()
                return
            content = (built_site / PAGE / "index.html").read_text("utf-8")
            content = form.sub(lambda _: rendered[self.path][0], content).encode()
            self.send_response(200)
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = answers.pop(0)
            if answer == 204:
                assert (self.path, self.headers["Content-Type"]) == (
                    "/acknowledged",
                    "application/json",
                )
                stored.append(body)
            self.send_response(answer)
            self.end_headers()

        def log_message(self, *_):
            pass

    policy = re.search(
        r'Content-Security-Policy "([^"]+)"',
        (ROOT / "docs/reference/hosting.md").read_text("utf-8"),
    )[1]
    server = http.server.ThreadingHTTPServer(
        ("localhost", 0), functools.partial(Handler, directory=built_site)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/{PAGE}", stored
    server.shutdown()
    server.server_close()


def test_a_form_address_gets_the_file_by_one_click_and_a_failure_keeps_the_other_ways(
    form_server, chromium, data, capsys
):
    address, stored = form_server
    page = chromium.new_context().new_page()  # The refused attempt is an error on its console.
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    prepare_by_keyboard(page, "Someone New", POLICY)
    page.keyboard.press("Enter")
    expect(shown_after(page)).to_have_text(
        "This did not work (the server answered 500). Nothing is lost: use one of the other ways."
    )
    assert page.locator("[value=copy], [value=file], [data-aims=mail]").count() == 3
    assert (
        "needs your acknowledgement"
        in page.locator(f"li:has([data-record='{POLICY}'])").inner_text()
    )

    page.locator("[value=post]").click()
    expect(shown_after(page)).to_contain_text("Acknowledged on 16 November 2026.")
    assert page.locator("[data-aims=ticked]").inner_text().endswith("none of them to acknowledge.")
    page.context.close()

    (data.parent / "posted.json").write_bytes(b"[%s]" % b",".join(stored))
    arguments = ["receipts", "import", str(data.parent / "posted.json"), "--data", str(data)]
    assert main(arguments) == 0
    assert "1 waiting, 0 left out." in capsys.readouterr().out
    assert main(["receipts", "import", "--add-people", "--data", str(data)]) == 0
    assert state(data, person="someone-new") == "read"


def test_the_page_says_whether_the_manual_lists_the_reader(open_page):
    page = open_page()
    known = page.locator("[data-aims=known]")
    expect(known).to_contain_text("If this manual does not list you yet")
    page.locator("#reader").fill(NAME.lower())
    page.locator("#reader").blur()
    expect(known).to_have_text("This manual lists you as Data Scientist.")
    page.locator("#reader").fill("<b>Someone</b> New")
    page.locator("#reader").blur()
    expect(known).to_contain_text("does not list “<b>Someone</b> New” as Data Scientist yet.")
    expect(known).to_contain_text("the AIMS manager will add you")


def test_a_page_that_withholds_names_has_none_to_compare_with():
    manual = Manual.load(ROOT / "data")
    manual.settings = manual.settings.model_copy(update={"withhold": ("names",)})
    staff = _redacted_manual.redact_manual(manual)
    names = [person.title for person in manual.all(Person)]
    for page in onboarding_pages(PageRenderer(staff)):
        if isinstance(page, Page):
            assert "<option" not in page.html
            assert [name for name in names if name in page.html] == []


def test_the_file_names_who_read_which_version_of_what_and_when(visit, nginx, tmp_path):
    page = visit(nginx.address(PAGE))
    page.clock.set_fixed_time(NOW)
    save_by_keyboard(page, NAME, POLICY).save_as(tmp_path / "given.json")
    (entry,) = json.loads((tmp_path / "given.json").read_text("utf-8"))
    manual = Manual.load(ROOT / "data")
    text = next(one for one in _onboarding.reading(manual, role(manual)) if one.record.id == POLICY)
    assert entry["checksum"] == checksum_of(entry)
    assert [entry[name] for name in SIGNED] == [
        PERSON,
        "data-scientist",
        POLICY,
        text.record.version,
        text.fingerprint,
        "2026-11-16",
    ]


def role(manual, name="data-scientist"):
    found = manual.find(name)
    assert isinstance(found, Role)
    return found


def test_several_roles_stand_on_one_page_and_what_they_share_stands_once(open_page, place):
    page = open_page("onboarding/")
    assert not page.locator("[data-choose]").first.is_visible()
    tab_to(page, "[data-aims=several]")
    page.keyboard.press("Enter")
    for name in ("data-scientist", "data-steward"):
        tick_by_keyboard(page, f"[data-choose='{name}']")
    tab_to(page, "[data-aims=combine] .aims-primary")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"roles=data-scientist(,|%2C)data-steward"))
    page.locator("h1", has_text="Data Scientist + Data Steward").wait_for()
    keys = page.locator("li:has([data-record])").evaluate_all(
        "all => all.map((one) => one.dataset.key)"
    )
    manual = Manual.load(ROOT / "data")
    of_each = [
        {one.record.id for one in _onboarding.reading(manual, role(manual, name))}
        for name in ("data-scientist", "data-steward")
    ]
    assert len(keys) == len(set(keys))
    assert set(keys) == of_each[0] | of_each[1]
    assert of_each[0] & of_each[1]
    page.locator("main a", has_text="POL-13").first.click()
    page.wait_for_url(place.address("policies/pol-13/"))


@pytest.mark.parametrize("asked", ["data-steward,data-steward", "data-steward,", ",data-steward"])
def test_a_role_that_is_asked_for_twice_stands_once(asked, visit, nginx):
    page = visit(nginx.address(f"onboarding/together/?roles={asked}"))
    page.locator("h1", has_text="Data Steward").wait_for()
    assert page.locator("h1").all_inner_texts() == ["Data Steward"]
    keys = page.locator("li:has([data-record])").evaluate_all(
        "all => all.map((one) => one.dataset.key)"
    )
    assert keys and len(keys) == len(set(keys))
    assert page.locator("[data-aims=done]").inner_text().startswith("0 of")


@pytest.mark.parametrize("asked", ["nobody,data-steward", "data-steward,nobody"])
def test_a_role_that_there_is_not_is_named_and_the_others_are_shown(asked, chromium, place):
    page = chromium.new_page()  # Which complains of the file that there is not.
    page.goto(place.address(f"onboarding/together/?roles={asked}"))
    page.locator("h1", has_text="Data Steward").wait_for()
    assert page.get_by_text("There is no role called “nobody”.").is_visible()
    assert page.locator("[data-aims=done]").inner_text().startswith("0 of")
    page.goto(place.address("onboarding/together/?roles=nobody,no-one"))
    page.get_by_text(re.compile("no role called “(nobody|no-one)”, “(nobody|no-one)”")).wait_for()
    page.close()


def test_one_talks_to_people_and_bodies_and_not_to_everybody(built_site):
    manual = Manual.load(ROOT / "data")
    for one in manual.all(Role):
        told = text_of(built_site, one)
        assert manual["all-staff"] not in [
            other.role for other in _onboarding.colleagues(manual, one)
        ]
        if one.body:
            assert "Talk to" not in told
            continue
        for other in _onboarding.colleagues(manual, one)[:3]:
            if other.role.id == one.reports_to:
                continue
            chair = _onboarding.names(appointments.holders(manual, other.role))
            words = (
                f"Talk to {other.role.title} (chair {chair}): you share {other.shared} "
                if other.role.body
                else f"Talk to {other.role.title} {chair}: you share {other.shared} "
            )
            assert words in told


def text_of(site, one):
    """Return the words of an onboarding page, without those of the frame."""
    page = (site / _onboarding.page_of(one).lstrip("/") / "index.html").read_text("utf-8")
    article = page[page.index("<article") : page.index("</article>")]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", article).split()))


def test_the_page_of_all_staff_names_nobody_and_no_line_above(built_site):
    manual = Manual.load(ROOT / "data")
    told = text_of(built_site, manual["all-staff"])
    page = re.sub(r"<datalist.*?</datalist>", "", told)
    assert [person.title for person in manual.all(Person) if person.title in page] == []
    assert "Meet your line manager." in told
    for words in ("to whom", "reports", "Chair", "Talk to", "Your colleagues"):
        assert words not in told


def test_a_page_speaks_to_the_members_of_a_role_too(built_site):
    manual = Manual.load(ROOT / "data")
    told = text_of(built_site, manual["data-scientist"])
    assert "You build models" in told
    assert (
        "You are one of seven people in this role. Lead: Jakub Hradil. Deputy: Elif Aydemir."
        in told
    )
    assert "As Data Scientist, your role: Develops and trains models" in told
    assert "You are one of six members. Chair: Henriëtte Schouwenaar." in text_of(
        built_site, manual["model-review-board"]
    )
    lead = re.sub(r"<[^>]+>", "", manual["ciso"].welcome)
    assert lead.startswith("You ") and lead in text_of(built_site, manual["ciso"])


@pytest.mark.slow
def test_a_page_fills_two_screens_of_a_desktop_and_what_is_first_is_on_the_first(visit, nginx):
    manual = Manual.load(ROOT / "data")
    page = visit(nginx.address(PAGE))
    page.set_viewport_size({"width": 1366, "height": 900})
    too_high = {}
    for one in manual.all(Role):
        page.goto(nginx.address(_onboarding.page_of(one).lstrip("/")))
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > 1800:
            too_high[one.id] = height
        for first in (".aims-strip", "#joined", "#first-day"):
            box = page.locator(f".aims-onboarding {first}").bounding_box()
            assert box["y"] + box["height"] < 900, (one.id, first)
    assert too_high == {}


def test_what_has_changed_is_shown_only_to_those_who_were_there(open_page):
    page = open_page()
    news = page.locator("[data-part=news]")
    assert (
        news.locator("summary").inner_text() == "I was here before edition 2.1: what has changed?"
    )
    assert not news.locator("ul").first.is_visible()
    assert "New in" not in page.locator("[data-part=checklist]").inner_text()
    tab_to(page, "[data-part=news] > summary")
    page.keyboard.press("Enter")
    assert "New in 3.0" in news.inner_text()


def test_a_link_to_a_folded_section_unfolds_it(open_page, place):
    page = open_page()
    page.get_by_role("link", name="your responsibilities and authorities").click()
    expect(page.locator("[data-part=duties] ul")).to_be_visible()
    page.goto(place.address(PAGE) + "#contacts")
    page.reload()
    expect(page.locator("[data-part=contacts] ul")).to_be_visible()


def test_a_tick_is_stored_once_and_counts_on_the_pages_of_all_roles(open_page, place):
    page = open_page()
    box = page.locator("[data-record='POL-01']")
    box.check()
    stored = page.evaluate("aims.stored('aims-onboarding')")
    assert stored["ticks"] == {box.get_attribute("data-tick"): True}
    assert page.locator("[data-aims=done]").inner_text().startswith("1 of ")
    page.goto(place.address("onboarding/all-staff/"))
    expect(page.locator("[data-record='POL-01']")).to_be_checked()
    assert page.locator("[data-record='POL-01']").count() == 1


def test_ticks_go_only_when_the_reader_says_so_twice(open_page):
    page = open_page()
    tick = page.locator("[data-tick]").first
    tick.check()
    page.once("dialog", lambda asking: asking.dismiss())
    page.locator("[data-aims=forget]").click()
    expect(tick).to_be_checked()
    page.once("dialog", lambda asking: asking.accept())
    page.locator("[data-aims=forget]").click()
    expect(tick).not_to_be_checked()


def test_due_dates_follow_from_the_first_day_in_the_words_of_the_pages(open_page):
    page = open_page()
    page.locator("#joined").fill("2026-12-01")
    assert page.locator("[data-aims=joined-day]").inner_text() == "1 December 2026"
    week = page.locator("summary", has=page.locator("#first-week"))
    assert week.inner_text().endswith(", by 8 December 2026")
    taking = page.locator("[data-part=checklist] li", has_text="TRN-01")
    assert "31 December 2026" in taking.text_content()


def test_without_a_script_the_page_is_whole(chromium, nginx):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(nginx.address(PAGE))
    for part in ("checklist", "duties", "decisions", "matrix", "training", "people"):
        assert page.locator(f"[data-part={part}] > :first-child").is_visible()
    page.locator("[data-part=duties] > summary").click()
    assert page.locator("[data-list=duties]").is_visible()
    assert not page.locator("[data-aims=receipt]").is_visible()
    context.close()


def test_every_role_has_a_page_that_prints_as_a_hand_out_of_two_sheets(visit, nginx, built_site):
    manual = Manual.load(ROOT / "data")
    pages = [built_site / f"{_onboarding.page_of(one)[1:]}index.html" for one in manual.all(Role)]
    assert all(page.is_file() for page in pages)
    longest = sorted(pages, key=lambda page: page.stat().st_size)[-4:]
    for path in longest:
        page = visit(nginx.address(f"{path.parent.relative_to(built_site).as_posix()}/"))
        paper = page.pdf(prefer_css_page_size=True)
        assert len(pikepdf.open(io.BytesIO(paper)).pages) <= 2, path.parent.name


def test_start_here_takes_less_than_fifteen_minutes_and_says_so(visit, nginx):
    page = visit(nginx.address("start/new-here/"))
    shown = page.locator(".aims-reading-time").inner_text()
    words = len(page.locator("article").inner_text().split())
    assert 1 <= int(shown.removesuffix(" min")) < 15
    assert words / 200 < 15, "all words of the page, tables included"
    assert page.locator("article > ol > li").count() == 10


def test_reading_comes_in_order_with_versions_times_and_news():
    manual = Manual.load(ROOT / "data")
    found = _onboarding.reading(manual, role(manual))
    assert found[0].for_everybody
    places = [one.for_everybody for one in found]
    assert places == sorted(places, reverse=True)
    assert all(one.minutes >= 1 and re.fullmatch("[0-9a-f]{12}", one.fingerprint) for one in found)
    last = _onboarding.last_edition(manual)
    news = [revision for one in found for revision in one.news]
    assert last
    assert news
    assert all(revision.on > last[1] for revision in news)
    assert {one.record.folder for one in found} == {"policies", "procedures"}


def test_what_needs_an_acknowledgement_is_what_people_are_outstanding_for():
    manual = Manual.load(ROOT / "data")
    renderer = PageRenderer(manual)
    asked: dict[str, set[str]] = {}
    pages = {
        page.address: page.html for page in onboarding_pages(renderer) if isinstance(page, Page)
    }
    for one in manual.all(Role):
        reading = _onboarding.reading(manual, one)
        needed = {text.record.id for text in reading if text.needs_receipt}
        others = {text.record.folder for text in reading if not text.needs_receipt}
        assert others <= {"procedures"}
        assert pages[_onboarding.page_of(one)].count("<b>needs your acknowledgement</b>") == len(
            needed
        )
        for person in appointments.people(manual, one):
            asked.setdefault(person.id, set()).update(needed)
    counted: dict[str, set[str]] = {}
    for found in acknowledgement_statuses(manual):
        counted.setdefault(found.person.id, set()).add(found.policy.id)
    assert counted == {person: those for person, those in asked.items() if those}


def test_a_receipt_for_a_procedure_is_checked_and_kept_and_nobody_is_outstanding_for_one(data):
    (data / "acknowledgements").mkdir(exist_ok=True)
    given = {"person": PERSON, "record": "PRO-16", "version": "1.2", "on": "2026-11-16"}
    manual = Manual.load(data)
    given["version"] = manual["PRO-16"].version
    file = data / "acknowledgements" / "one.json"
    file.write_text(json.dumps([given]), encoding="utf-8")
    assert wrong_with_receipts(data) == []
    file.write_text(json.dumps([given | {"version": "77.0"}]), encoding="utf-8")
    assert [one.rule for one in wrong_with_receipts(data)] == ["acknowledgement-version"]
    assert {one.policy.folder for one in acknowledgement_statuses(manual)} == {"policies"}


def test_the_page_for_staff_and_the_one_for_auditors_ask_for_the_same_receipt():
    manual = Manual.load(ROOT / "data")
    staff = _redacted_manual.redact_manual(manual)
    for one in manual.all(Role):
        asked = [
            [(text.record.id, text.fingerprint) for text in _onboarding.reading(edition, role)]
            for edition in (manual, staff)
            if isinstance(role := edition.find(one.id), Role)
        ]
        assert asked[0] == asked[1]
