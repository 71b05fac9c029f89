"""Every page has its place: a tab, a menu, breadcrumbs, help in its head; old addresses work."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin

import lxml.html
import pytest
import yaml

from tests.forked import run
from tests.smallest import CONFIG

ROOT = Path(__file__).parents[1]
TABS = [
    "Start",
    "Rules",
    "People",
    "AI systems",
    "Running the AIMS",
    "Standard & audit",
    "Help",
]


def parsed(path):
    return lxml.html.parse(str(path)).getroot()


@pytest.fixture(scope="module")
def pages(built_site):
    """Return every page of the site by its address; redirects are no pages."""
    found = {}
    for path in sorted(built_site.rglob("index.html")):
        inner = path.parent.relative_to(built_site).as_posix()
        page = parsed(path)
        if page.find(".//main") is not None:
            found["/" if inner == "." else f"/{inner}/"] = page
    return found


def words(element):
    return " ".join(element.text_content().split())


def test_every_page_has_one_active_tab(pages):
    for address, page in pages.items():
        tabs = page.xpath('//nav[@class="aims-tabs"]//a')
        assert [words(tab) for tab in tabs] == TABS, address
        assert sum("aria-current" in tab.attrib for tab in tabs) == 1, address


def test_every_page_has_a_menu_that_marks_where_it_is(pages):
    for address, page in pages.items():
        links = page.xpath('//nav[@id="nav"]//li[@class="is-open"]/ul//a')
        assert len(links) > 2, address
        marked = [link for link in links if "aria-current" in link.attrib]
        assert marked, address
        own = [link for link in marked if link.get("aria-current") == "page"]
        assert [urljoin(address, link.get("href")) for link in own] in ([], [address]), address


def test_every_page_but_the_first_has_breadcrumbs_with_its_section(pages):
    for address, page in pages.items():
        trails = page.xpath('//main//nav[@class="aims-crumbs"]')
        assert len(trails) == (address != "/"), address
        for trail in trails:
            crumbs = [words(item) for item in trail.iter("li")]
            active = words(page.xpath('//nav[@class="aims-tabs"]//a[@aria-current]')[0])
            assert crumbs[:2] == ["Halvern Mutual", active], (address, crumbs)


def test_a_clause_stands_in_the_tree_of_its_framework(pages):
    looked_at = 0
    for address, page in pages.items():
        if re.fullmatch(r"/frameworks/[^/]+/[^/]+/", address):
            looked_at += 1
            own = page.xpath('//nav[@id="nav"]//a[@aria-current="page"]')
            assert [urljoin(address, link.get("href")) for link in own] == [address]
            above = [words(item) for item in page.xpath('//nav[@class="aims-crumbs"]//li')]
            assert above[2] == "Frameworks", address
    assert looked_at > 400


def test_the_menu_shows_the_branch_of_a_control_and_not_the_whole_standard(pages):
    page = pages["/frameworks/iso-42001/A.6.2.4/"]
    shown = [words(link) for link in page.xpath('//nav[@id="nav"]//ul/ul//a | //nav[@id="nav"]//a')]
    titles = " ".join(shown)
    assert "A.6.2.5" in titles, "its neighbours"
    assert "A.7 " in titles, "the groups beside its own"
    assert "A.7.2" not in titles, "what is in them stays closed"


def test_a_page_has_one_name_in_the_navigation():
    def titles(items):
        for item in items:
            for title, inside in item.items():
                yield from titles(inside) if isinstance(inside, list) else [(title, inside)]

    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    listed = list(titles(yaml.safe_load(text)["nav"]))
    for column in zip(*listed, strict=True):
        assert len(set(column)) == len(column), "a name, or a page, is there twice"


def test_help_is_in_the_head_of_every_page(pages, built_site):
    for address, page in [*pages.items(), ("/404.html", parsed(built_site / "404.html"))]:
        helps = page.xpath('//header//details[@class="aims-help"]')
        assert [words(help.find("summary")) for help in helps] == [
            "Report an incident",
            "Raise a concern",
        ], address
        incident, concern = (help.xpath(".//a/@href") for help in helps)
        assert "tel:4000" in incident, address
        assert {"tel:4646", "mailto:speak-up@halvern.example"} <= set(concern), address
        facts = {words(row[0]): words(row[1]) for row in helps[1].iterfind(".//dl/div")}
        assert facts["Read by"] == "Compliance Officer", address
        assert facts["Without a name"] == "possible", address


def test_the_foot_of_every_page_leads_to_help(pages):
    for address, page in pages.items():
        links = page.xpath('//footer//nav[@aria-label="Help"]//a')
        assert {"Glossary", "Downloads", "Reference"} <= {words(link) for link in links}, address
        assert all(urljoin(address, link.get("href")) in pages for link in links), address


def test_every_page_says_how_to_suggest_a_change(pages):
    for address, page in pages.items():
        (line,) = page.xpath('//p[@class="aims-edit"]')
        (link,) = line.iter("a")
        assert link.get("href").startswith("mailto:aims@halvern.example?subject=Suggestion"), (
            address
        )
        body = unquote(link.get("href"))
        assert re.search(rf"Page: (http://manual.test/intranet/aims)?{re.escape(address)}\n", body)
    line = pages["/roles/data-scientist/"].xpath('//p[@class="aims-edit"]')[0]
    assert words(line.find("code")) == "data/roles/data-scientist.yaml:1"


ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\b[Ee]xtension \d{3,}|\+\d{2} \d\d ")


def test_every_address_and_telephone_number_in_a_page_is_a_link(pages):
    plain, linked = [], 0
    for address, page in pages.items():
        for element in page.iter():
            if not isinstance(element.tag, str):
                continue
            for text in (element.text, *(below.tail for below in element)):
                if text and ADDRESS.search(text):
                    if any(one.tag == "a" for one in [element, *element.iterancestors()]):
                        linked += 1
                    elif not any(
                        one.tag in ("code", "pre", "svg", "text")
                        for one in [element, *element.iterancestors()]
                    ):
                        plain.append((address, text))
    assert plain == []
    assert linked > 4000


def test_no_former_address_is_lost(built_site):
    lines = (ROOT / "tests/addresses.txt").read_text(encoding="utf-8").splitlines()
    lost = []
    for line in lines:
        place, _, names = line.partition(": ")
        for name in names.split() if line[0] in "/#" and not line.startswith("# ") else []:
            folder = built_site / place.lstrip("#/")
            if line.startswith("/"):
                path = folder / ("" if name == "." else name) / "index.html"
                lost += [] if path.is_file() else [f"{place}/{name}/"]
            elif f'id="{name}"' not in (folder / "index.html").read_text(encoding="utf-8"):
                lost.append(f"{place[1:]}/#{name}")
    assert lost == []
    assert sum(len(line.split()) for line in lines) > 1200


def framed(project, nav="[index.md, roles/index.md]", more=""):
    """Give a project the frame of this manual, its own navigation and settings."""
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copytree(ROOT / "docs/assets", project / "docs/assets")
    config = CONFIG.replace("font: false}", "font: false, custom_dir: overrides}")
    config = config.replace("nav: [index.md, roles/index.md]", f"nav: {nav}")
    (project / "mkdocs.yml").write_text(f"{config}{more}\n", encoding="utf-8")
    done = run(project, "mkdocs", "build")
    return project / "site", done


def test_a_navigation_of_ones_own_works_without_sections(project):
    site, done = framed(project)
    assert done.returncode == 0, done.stderr
    page = parsed(site / "roles/boss/index.html")
    assert [words(tab) for tab in page.xpath('//nav[@class="aims-tabs"]//a[@aria-current]')] == [
        "Roles"
    ]
    assert not page.xpath('//footer//nav[@aria-label="Help"]')


def test_a_kind_outside_the_navigation_has_a_place_too(project):
    site, done = framed(project, nav="[{Begin: [index.md, roles/index.md]}, {Help: [about.md]}]")
    assert done.returncode == 0, done.stderr
    page = parsed(site / "frameworks/iso-42001/index.html")
    assert words(page.xpath('//nav[@class="aims-tabs"]//a[@aria-current]')[0]) == "Begin"


def test_an_address_that_moved_leads_on_from_everywhere(project):
    more = "site_url: https://example.org/aims/\nextra:\n  redirects:\n"
    more += "    people/bosses: roles/boss/\n    chief/: people/bosses/\n    old/: roles/#top"
    site, done = framed(project, more=more)
    assert done.returncode == 0, done.stderr
    for old, new in {
        "people/bosses/": "roles/boss/",
        "chief/": "roles/boss/",
        "old/": "roles/#top",
    }.items():
        page = parsed(site / old / "index.html")
        to = f"/{old}"
        refresh = page.xpath('//meta[@http-equiv="refresh"]/@content')[0].partition("url=")[2]
        leads = {
            refresh,
            page.xpath("//a/@href")[0],
            page.xpath('//link[@rel="canonical"]/@href')[0],
        }
        assert {urljoin(to, address) for address in leads} == {f"/{new}"}
    listed = (site / "_redirects").read_text(encoding="utf-8")
    assert "/aims/chief/ /aims/roles/boss/ 301\n" in listed
    assert "/aims/old/ /aims/roles/#top 301\n" in listed


@pytest.mark.parametrize(
    ("redirects", "said"),
    [
        ("{roles/: ''}", "'roles/' is a page. Remove the redirect, or the page."),
        ("{old/: rolls/}", "'old/' leads to 'rolls/', which is not a page. Did you mean 'roles/'?"),
        ("{../../out/: roles/}", "'../../out/' is not an address of a folder. Write it as"),
        ("{'a b/': roles/}", "'a b/' is not an address of a folder. Write it as"),
        ("{Roles/: roles/boss/}", "'Roles/' differs from 'roles/' in capital letters only."),
        ("{a/: 'javascript:alert(1)'}", "'a/' leads to 'javascript:alert(1)/', which is not a"),
        ("{a/: b/, b/: a/}", "'a/' leads back to itself. Name a page of the site."),
        ("[old/]", "is not a mapping. Write `former-address/: new-address/` in each line."),
    ],
)
def test_a_redirect_that_cannot_work_stops_the_build(project, redirects, said):
    _, done = framed(project, more=f"extra:\n  redirects: {redirects}")
    assert done.returncode == 1
    assert f"mkdocs.yml: extra.redirects: {said}" in done.stderr, done.stderr


def test_a_change_is_suggested_where_the_manual_is_kept(project):
    site, done = framed(
        project, more="repo_url: https://example.org/us/aims\nedit_uri: edit/main/docs/"
    )
    assert done.returncode == 0, done.stderr
    line = parsed(site / "roles/boss/index.html").xpath('//p[@class="aims-edit"]')[0]
    assert [link.get("href") for link in line.iter("a")] == [
        "https://example.org/us/aims/edit/main/data/roles.yaml#L1"
    ]
    assert line.find("code") is None


def test_readers_are_asked_if_a_page_is_clear_only_if_a_manual_wants_to_know(project):
    settings = project / "data/settings.yaml"
    settings.write_text(
        "as_of: 2026-02-01\nfeedback_email: help@example.org\nask_if_clear: true\n", "utf-8"
    )
    site, done = framed(project)
    assert done.returncode == 0, done.stderr
    line = parsed(site / "roles/boss/index.html").xpath('//p[@class="aims-edit"]')[0]
    assert (
        words(line) == "Suggest a change · Is this page clear? Yes / No · Source: data/roles.yaml:1"
    )
    hrefs = [link.get("href") for link in line.iter("a")]
    assert all(href.startswith("mailto:help@example.org?subject=") for href in hrefs)
    assert "Not%20clear%3A%20The%20boss" in hrefs[2]
    assert "Source%3A%20data/roles.yaml%3A1" in hrefs[2]


def test_nobody_to_write_to_leaves_the_file_of_a_page(project):
    site, done = framed(project)
    assert done.returncode == 0, done.stderr
    line = parsed(site / "index.html").xpath('//p[@class="aims-edit"]')[0]
    assert words(line) == "Source: docs/index.md"
    head = parsed(site / "index.html").find(".//header")
    assert "No channel for incidents is recorded." in words(head)
    assert os.fspath(project) not in (site / "index.html").read_text(encoding="utf-8")
