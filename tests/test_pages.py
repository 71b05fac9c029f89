"""Pages: who wins, what is shown harmlessly, and what every page must have."""

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import lxml.html
import pytest

from macros import tables
from macros.model import kinds
from macros.pages import _macros, _markup
from macros.pages._renderer import PageRenderer
from macros.site import outputs

ROOT = Path(__file__).parents[1]
HOSTILE = '<img src=x onerror="alert(1)"> | {{ 7 * 7 }} | {% raw %} | [[nobody]] & `x`'
SHOWN = "&lt;img src=x onerror=&#34;alert(1)&#34;&gt; | {{ 7 * 7 }} | {% raw %} | [[nobody]]"


def pages(manual, overrides=None) -> dict[str, str]:
    """Return the HTML of every page that is made, by its address."""
    return {page.address: page.html for page in PageRenderer(manual, overrides).pages()}


def test_every_kind_has_an_index(sound):
    made = pages(sound())
    indexed = [kind for kind in kinds().values() if kind.folder != "requirements"]
    assert not [kind.folder for kind in indexed if f"/{kind.folder}/" not in made]


def test_every_record_has_its_page_at_its_address(sound):
    manual = sound()
    made = pages(manual)
    assert not [one.key for one in manual.entities if one.address not in made]


@pytest.mark.parametrize(
    ("text", "heading"),
    [("Trained again.", ["Risk treatment"]), ("## Our own heading\n\nTrained again.", [])],
)
def test_a_text_has_a_heading_of_its_own(text, heading, sound):
    risk = f"id: RSK-2\ntitle: Theft\nlikelihood: 1\nimpact: 4\ntreatment: avoid\ntext: {text!r}\n"
    risk = risk.replace(repr(text), f'"{text}"'.replace("\n", "\\n"))
    html = pages(sound(**{"risks/theft.yaml": risk}))["/risks/rsk-2/"]
    assert lxml.html.fromstring(html).xpath("//h2[@id='text']/text()") == heading


def test_the_glossary_lists_synonyms_without_former_ids(sound):
    term = "{id: rollback, title: Rollback, meaning: A return., aliases: [way-back, way back, PSI]}"
    [row] = tables.known()["glossary"].table(sound(**{"terms.yaml": f"- {term}\n"})).rows
    assert row.cells[1] == ("way back", "PSI")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("aims-manager", "/roles/aims-manager/"),
        ("POL-1", "/policies/pol-1/"),
        ("A.2.2", "/frameworks/iso-42001/A.2.2/"),
        ("iso-42001", "/frameworks/iso-42001/"),
        ("AIS-1", "/ai-systems/ais-1/"),
        ("acme", "/organisation/"),
        ("manager", "/roles/aims-manager/"),
    ],
)
def test_addresses_are_plain(name, address, sound):
    assert sound()[name].address == address


def test_no_two_pages_have_one_address(sound):
    addresses = [output.page.address for output in outputs.pages(sound()) if output.page]
    assert len(addresses) == len(set(addresses))


def test_a_role_page_lists_back_every_cell_of_the_matrix(sound):
    manual = sound()
    made = pages(manual)
    for activity in manual.all(kinds()["activities"]):
        for name, letters in activity.responsibilities.items():
            html = made[manual[name].address]
            line = next(li for li in html.split("<li>") if activity.title in li)
            assert re.sub("<[^>]+>", "", line).strip().startswith(letters), (name, activity.id)


def test_what_an_ai_system_lives_on_is_told_once_by_the_resource(sound):
    team = "{id: RES-1, title: Test bench, type: tool, supports: [AIS-1]}"
    html = pages(sound(**{"resources.yaml": team}))["/ai-systems/ais-1/"]
    section = html[html.index('id="resources"') :].partition("</section>")[0]
    assert 'href="/resources/res-1/"' in section
    assert "Test bench" in section


def test_a_record_says_what_mentions_it(sound):
    html = pages(sound())["/policies/pol-1/"]
    mentions = html[html.index('id="mentioned-by"') :]
    assert 'href="/procedures/pro-1/"' in mentions
    assert 'href="/applicability/soa-a.2.2/"' in mentions


def test_a_record_says_how_it_is_controlled_and_when_its_review_is_overdue(sound):
    late = "as_of: 2027-01-21"
    before = pages(sound())["/policies/pol-1/"]
    after = pages(sound(**{"settings.yaml": late}))["/policies/pol-1/"]
    strip, folded = lxml.html.fromstring(before).xpath('//dl[@class="aims-strip"]')
    words = {pair[0].text_content(): pair[1].text_content() for pair in strip}
    assert words == {
        "Version": "1.0 approved",
        "Effective date": "1 February 2026",
        "Owner": "AIMS manager",
        "Approved by": "Board",
        "Next review": "20 January 2027",
    }
    assert folded.getparent().tag == "details"
    more = {pair[0].text_content(): pair[1].text_content() for pair in folded}
    assert more["Approved on"] == "20 January 2026"
    assert "Classification" in more
    assert "Review overdue." not in before
    assert "Review overdue." in after


def test_text_from_the_data_is_shown_harmlessly(sound):
    manual = sound(
        **{"roles/hostile.yaml": f"id: hostile\ntitle: {HOSTILE!r}\npurpose: {HOSTILE!r}"}
    )
    made = pages(manual)
    assert SHOWN in made["/roles/hostile/"]
    assert SHOWN in made["/roles/"]
    assert not [address for address, html in made.items() if "<img" in html]


def test_a_template_in_overrides_wins(sound, tmp_path):
    folder = tmp_path / "overrides" / "pages"
    folder.mkdir(parents=True)
    (folder / "risk.html").write_text("<h1>Our own: {{ record.title }}</h1>", encoding="utf-8")
    (folder / "risk.index.html").write_text("<h1>Our own register</h1>", encoding="utf-8")
    made = pages(sound(), tmp_path / "overrides")
    assert made["/risks/rsk-1/"] == "<h1>Our own: Drift</h1>"
    assert made["/risks/"] == "<h1>Our own register</h1>"
    assert "Our own" not in made["/policies/pol-1/"]


def test_pages_are_the_same_for_the_same_data(sound):
    assert pages(sound()) == pages(sound())


def test_neighbours_are_those_of_the_register(sound):
    manual = sound()
    renderer = PageRenderer(manual)
    ids = [record.id for record in manual.all(kinds()["resources"])]
    page = next(page for page in renderer.pages() if page.record and page.record.id == ids[1])
    assert f'rel="prev" href="{manual[ids[0]].address}"' in page.html
    assert f'rel="next" href="{manual[ids[2]].address}"' in page.html


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda manual: _macros.link(manual, "POL-2"), "Did you mean 'POL-1'?"),
        (lambda manual: _macros.table(manual, "risk_registre"), "Did you mean 'risk_register'?"),
        (lambda manual: _macros.register(manual, "riskz"), "Did you mean 'risks'?"),
        (lambda manual: _macros.field(manual, "POL-1", "versoin"), "Did you mean 'version'?"),
        (lambda manual: _macros.count(manual, "actions", stat="x"), "Did you mean 'state'?"),
        (lambda manual: _macros.counts(manual, "role"), "Did you mean 'roles'?"),
        (lambda manual: _macros.organisation(manual, "titel"), "Did you mean 'title'?"),
        (lambda manual: _macros.downloads(manual, "dat"), "Did you mean 'data'?"),
        (lambda manual: _macros.reporting(manual, "concern"), "Did you mean 'concerns'?"),
    ],
)
def test_a_misspelt_name_on_a_page_gets_a_hint(call, said, sound):
    with pytest.raises(_macros.UnknownNameError, match=re.escape(said)):
        call(sound())


def test_what_a_page_calls_is_drawn_from_the_data(sound):
    manual = sound()
    assert _macros.count(manual, "roles") == 3
    assert _macros.count(manual, "actions", state="verified") == 1
    assert _macros.count(manual, "actions", state="open") == 0
    assert _macros.organisation(manual, "document_id") == "M-1"
    assert _macros.organisation(manual, "approver") == '<a href="/roles/board/">Board</a>'
    assert _macros.link(manual, "RSK-1", "drifting") == '<a href="/risks/rsk-1/">drifting</a>'
    assert "No findings" in _macros.health(manual)
    assert 'href="/downloads/manual.json"' in _macros.downloads(manual)
    assert "<table>" in _macros.table(manual, "responsibility_matrix")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Return a built site with pages of a person's own."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "tests" / "mistakes" / "_sound" / "data", root / "data")
    no_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "macros", root / "macros", ignore=no_caches)
    files = {
        "mkdocs.yml": (
            "site_name: Test\ntheme: {name: material, font: false}\n"
            "plugins: [macros: {module_name: macros, on_undefined: strict}]\n"
            "validation: {links: {absolute_links: ignore}}\n"
            "nav: [index.md, roles/index.md, processes/index.md]\n"
        ),
        "docs/index.md": (
            "# Test\n\n[[POL-1]] and [[manager|the manager]], in code `[[POL-1]]`.\n\n"
            '{{ table("responsibility_matrix") }}\n\n{{ link("hostile") }}\n'
        ),
        "docs/about.md": ('# On {{ field("odd", "title") }}\n\n## See [[odd]]\n\n## See [[odd]]\n'),
        "data/roles/odd.yaml": "id: odd\ntitle: '[The] *boss* & co'\n",
        "docs/roles/ciso.md": "# Written by a person\n",
        "docs/processes/index.md": "# Our processes\n",
        "data/roles/hostile.yaml": f"id: hostile\ntitle: {HOSTILE!r}\n",
        "data/acknowledgements.yaml": "[]\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, capture_output=True, text=True
    )
    assert build.returncode == 0, build.stderr
    return root / "site"


def text_of(site: Path, address: str) -> str:
    return (site / address.strip("/") / "index.html").read_text(encoding="utf-8")


def test_a_page_that_somebody_wrote_wins(site):
    assert "Written by a person" in text_of(site, "/roles/ciso/")
    assert "aims-strip" not in text_of(site, "/roles/ciso/")
    assert "Our processes" in text_of(site, "/processes/")


def test_a_mention_on_a_written_page_is_a_link(site):
    html = text_of(site, "/")
    assert '<a href="./policies/pol-1/">POL-1 AI policy</a>' in html
    assert '<a href="./roles/aims-manager/">the manager</a>' in html
    assert "<code>[[POL-1]]</code>" in html


def test_text_from_the_data_is_harmless_on_written_pages_too(site):
    html = text_of(site, "/")
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html
    assert "{{ 7 * 7 }}" in unescape(html), "whatever way it is spelt"


def test_headings_and_the_contents_of_a_page_have_the_words_of_its_macros(site):
    tree = lxml.html.fromstring(text_of(site, "/about/"))
    assert "On [The] *boss* & co" in tree.findtext(".//title")
    ids = [one.get("id") for one in tree.iter("h1", "h2")]
    assert ids == ["on-the-boss-co", "see-the-boss-co", "see-the-boss-co_1"]
    contents = "".join(tree.xpath("//nav//text()"))
    assert "See [The] *boss* & co" in contents
    assert not re.search(r"aims[0-9a-f]{16}", text_of(site, "/about/"))


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="/roles/x/#a">x</a>', {"/roles/x/"}),
        ("<img alt='b' src='/a.png'>", {"/a.png"}),
        ('<a title="a > b" href="/c/">x</a>', {"/c/"}),
        ('<a title="it\'s" href="/c/">x</a>', {"/c/"}),
        ("<a title=\"x href='/evil'\" href='/d/'>x</a>", {"/d/"}),
        ("<text>x href='/evil' y</text>", set()),
        ('<code>a href="/evil"</code> <a href="/d/">x</a>', {"/d/"}),
        ('text href="/evil" before', set()),
        ('<a href="//host/x">x</a> <a href="x/">y</a>', set()),
    ],
)
def test_only_attributes_are_links(html, links):
    assert _markup.rooted_links(html) == links
    moved = _markup.make_relative(html, "/a/b/")
    assert moved.count("../../") == len(links)
    assert moved.replace("../../", "/") == html


def test_the_register_of_every_kind_stands_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    indexed = [kind.folder for kind in kinds().values() if kind.folder != "requirements"]
    assert not [folder for folder in indexed if f"{folder}/index.md" not in navigation]


def test_every_written_page_stands_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    written = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    pages = [path for path in written if not path.startswith("adr/")]
    assert not [path for path in pages if path not in navigation]
