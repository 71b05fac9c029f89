"""What a page shows at once, and what it folds until a reader opens it."""

from html import unescape

import lxml.html
import pytest

from macros import exports
from macros.model import kinds
from macros.pages import _macros
from macros.pages._renderer import PageRenderer
from macros.pages._tables import table_as_html
from macros.pdf.book import Chapter
from macros.pdf.reading import read
from macros.site.toc import build_toc
from macros.tables._table import ProseCell, register
from tests.cases import for_each

ROLES = "\n".join(f"- {{id: role-{n}, title: Role {n}}}" for n in range(12))
AUDIENCE = ", ".join(f"role-{n}" for n in range(12))
TEXTS = {
    "roles": "id: r-9\ntitle: Nine\ntext: Nine people do this.",
    "risks": (
        "id: RSK-9\ntitle: Drift\nlikelihood: 2\nimpact: 2\ntreatment: reduce\n"
        "consequence: Claims wait.\ntext: It is trained again."
    ),
    "people": "id: p-9\ntitle: Pat Nine\ntext: Works since 2021.",
    "competences": "id: c-9\ntitle: Fairness\nshown_by: A test.\ntext: Knows the measures.",
    "stages": "id: s-9\ntitle: Idea\nposition: 9\npurpose: Decide.\ntext: Most ideas end here.",
    "metrics": (
        "id: MET-9\ntitle: Share\nbetter: higher\ntarget: 9\nevery: yearly\ntext: Off its target."
    ),
}
OWN_HEADING = {
    "roles": "About this role",
    "risks": "Risk treatment",
    "people": "About",
    "metrics": "Comment",
}


def page_of(manual, address):
    """Return a page of a manual as a tree."""
    made = next(page for page in PageRenderer(manual).pages() if page.address == address)
    return lxml.html.fromstring(f"<article>{made.html}</article>")


def words(element):
    return " ".join(element.text_content().split())


@for_each("folder", sorted(TEXTS))
def test_the_text_of_a_record_has_a_heading_of_its_own(folder, sound):
    manual = sound(**{f"{folder}/nine.yaml": TEXTS[folder]})
    record = manual[TEXTS[folder].split()[1]]
    tree = page_of(manual, record.address)
    heading = tree.get_element_by_id("text")
    assert heading.tag == "h2"
    assert words(heading) == OWN_HEADING.get(folder, "Description")
    assert words(heading.getnext()) == record.text


def test_a_text_that_begins_with_a_heading_gets_no_second_one(sound):
    manual = sound(**{"roles/nine.yaml": 'id: r-9\ntitle: R\npurpose: P\ntext: ""'})
    assert not page_of(manual, "/roles/r-9/").xpath('//*[@id="text"]')
    stage = 'id: s-9\ntitle: Idea\nposition: 9\ntext: "## Limits\\n\\nNone."'
    tree = page_of(sound(**{"stages/nine.yaml": stage}), "/stages/s-9/")
    assert not tree.xpath('//*[@id="text"]')
    assert [words(heading) for heading in tree.iter("h2")][:1] == ["Limits"]


@pytest.fixture
def crowded(sound):
    """Return a manual with a policy that twelve roles must know."""
    policy = f"id: POL-9\ntitle: Rules\naudience: [{AUDIENCE}, customers]"
    return sound(**{"roles/many.yaml": ROLES, "policies/nine.yaml": policy})


def test_a_long_list_in_a_cell_is_folded_below_the_number_of_its_records(crowded):
    roles = tuple(crowded[f"role-{n}"] for n in range(12))
    table = register(
        "T", "R", ["Long", "Short"], [("x", (*roles, crowded["customers"]), roles[:8])]
    )
    tree = lxml.html.fromstring(table_as_html(table, crowded))
    long, short = tree.xpath("//td")
    assert words(long.find("./details/summary")) == "12 roles, 1 interested party"
    assert len(long.xpath("./details//li")) == 13
    assert short.find("./details") is None
    assert len(short.xpath(".//li")) == 8


def test_a_long_text_of_a_statement_is_folded_after_a_sentence(sound):
    first = "Every system has an owner who answers for it and for what follows from it."
    rest = "The owner is named in the register. The register is reviewed each quarter by the board."
    cells = (ProseCell(f"{first} {rest}", is_folded=True), ProseCell(f"{first} {rest}"))
    tree = lxml.html.fromstring(table_as_html(register("T", "R", "AB", [("x", *cells)]), sound()))
    folded, whole = tree.xpath("//td")
    assert folded.text.strip() == first
    assert words(folded.find("./details")) == f"More{rest}"
    assert words(whole) == f"{first} {rest}"


def test_the_book_has_open_what_the_site_folds(crowded, tmp_path):
    table = register("T", "R", ["L"], [("x", tuple(crowded[f"role-{n}"] for n in range(12)))])
    strip = next(p.html for p in PageRenderer(crowded).pages() if p.address == "/policies/pol-1/")
    page = tmp_path / "policies" / "index.html"
    page.parent.mkdir()
    page.write_text(f"<article>{table_as_html(table, crowded)}{strip}</article>", "utf-8")
    [reading] = read(tmp_path, [Chapter("Policies", 1, "policies/index.html")])
    assert not list(reading.article.iter("details", "summary"))
    assert len(reading.article.xpath(".//td//li")) == 12
    [facts] = reading.article.xpath('.//dl[@aria-label="Document control"]')
    assert {"Version", "Approved on"} <= {words(name) for name in facts.iter("dt")}


def test_a_long_table_of_contents_has_one_entry_for_the_text():
    own = "".join(f'<h2 id="own-{n}">Own {n}</h2>' for n in range(8))
    text = "".join(f'<h2 id="text-{n}">Text {n}</h2><h3 id="text-{n}b">B</h3>' for n in range(6))
    end = '<h2 id="end">End</h2>'
    entries = build_toc(own + text + end)
    assert [entry["name"] for entry in entries[8:]] == ["Details", "End"]
    assert entries[8]["id"] == "text-0"
    assert len(entries[8]["children"]) == 12
    assert len(build_toc(text + end)) == 7


def test_downloads_have_titles_and_those_for_programs_are_folded(sound):
    manual = sound()
    people = lxml.html.fromstring(_macros.downloads(manual, audience="people"))
    shown = [words(link) for link in people.xpath("./ul/li/a")]
    assert shown == ["Statement of Applicability", "All registers and matrices", "All due dates"]
    assert [words(link) for link in people.xpath("./details//a")] == [
        role.title for role in manual.all(kinds()["roles"])
    ]
    programs = lxml.html.fromstring(_macros.downloads(manual, audience="programs"))
    assert not programs.xpath(".//li[not(ancestor::details)]")
    listed = {*people.xpath(".//a/@href"), *programs.xpath(".//a/@href")}
    assert listed == {f"/{path}" for path in exports.all_exports(manual)}
    titles = {link.get("href"): words(link) for link in programs.iter("a")}
    assert titles["/downloads/risk-register.csv"] == "Risk register"
    assert titles["/downloads/manual.json"] == "manual.json"


def test_an_unknown_audience_of_downloads_gets_a_hint(sound):
    with pytest.raises(_macros.UnknownNameError, match="Did you mean 'people'"):
        _macros.downloads(sound(), audience="peopel")


def test_the_statement_of_applicability_says_which_version_it_is(sound):
    tree = lxml.html.fromstring(_macros.document_control(sound()))
    facts = {words(pair[0]): words(pair[1]) for pair in tree}
    assert facts == {
        "Part of": "M-1 AI management system manual",
        "Version": "1.0",
        "Effective date": "1 February 2026",
        "Approved by": "Board",
        "Approved on": "20 January 2026",
    }


def test_a_register_has_an_introduction(sound):
    made = {page.address: page.html for page in PageRenderer(sound()).pages()}
    for kind in kinds().values():
        page = made.get(f"/{kind.folder}/", "")
        if kind.nested_in or kind.is_singleton:
            continue
        assert kind.introduction, kind.folder
        assert kind.introduction in unescape(page), kind.folder
