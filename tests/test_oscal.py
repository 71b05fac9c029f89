"""A catalogue in OSCAL becomes a framework of the manual, however large; or a list of mistakes."""

import json
from pathlib import Path

import pytest

from macros import checks
from macros.__main__ import main
from macros.diagnostics import Severity
from macros.manual import Manual
from macros.model.framework import Framework
from macros.pages._renderer import PageRenderer

FAMILIES, EACH, ENHANCEMENTS = 20, 20, 2
"""As many families as NIST SP 800-53 has, and about as many controls: 20 x 20 x (1 + 2) = 1,200."""


ORGANISATION = "{id: o, title: Org, document_id: M-1, edition: 1.0, issued: 2026-01-01}\n"


def catalog() -> dict:
    """Return a catalogue of 1,200 controls in 20 groups, and a withdrawn one."""
    groups = [
        {
            "id": f"f{family}",
            "class": "family",
            "title": f"Family {family}",
            "controls": [control(family, number) for number in range(1, EACH + 1)],
        }
        for family in range(1, FAMILIES + 1)
    ]
    gone = {"id": "f1-99", "title": "Old", "props": [{"name": "status", "value": "withdrawn"}]}
    groups[0]["controls"].append(gone)
    metadata = {
        "title": "Controls of an agency",
        "version": "5.1",
        "oscal-version": "1.1.2",
        "parties": [{"uuid": "p1", "type": "organization", "name": "An agency"}],
        "responsible-parties": [{"role-id": "creator", "party-uuids": ["p1"]}],
    }
    # What the catalogue of NIST has besides: none of it is a requirement.
    resources = [{"uuid": f"r{number}", "title": "A paper"} for number in range(150)]
    top: dict = {"uuid": "c1", "metadata": metadata, "groups": groups}
    return {"catalog": top | {"back-matter": {"resources": resources}}}


def control(family: int, number: int) -> dict:
    id = f"f{family}-{number}"
    below = [
        {"id": f"{id}.{extra}", "title": f"More of {id}: “{extra}”"}
        for extra in range(1, ENHANCEMENTS + 1)
    ]
    statement = [{"name": "statement", "prose": "The organization shall not be copied."}]
    params = [{"id": f"{id}_prm_1", "label": "frequency", "select": {"choice": ["yearly"]}}]
    props = [{"name": "label", "value": id.upper()}]
    more = {"params": params, "props": props, "links": [{"href": "#r1", "rel": "reference"}]}
    return {"id": id, "title": f"Control {id}", **more, "parts": statement, "controls": below}


@pytest.fixture
def taken_over(write, capsys):
    """Return a function that imports a text into a manual, and gives what was said of it."""

    def taken_over(content: str, name: str = "catalog.json", *more: str) -> tuple[int, str]:
        write({name: content, "data/organisation.yaml": ORGANISATION})
        code = main(["import", "oscal", name, "--id", "agency", *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    return taken_over


def test_a_catalogue_of_1200_controls_is_imported_checked_and_has_its_pages(taken_over):
    code, said = taken_over(json.dumps(catalog()))
    assert code == 0
    assert "1,200 controls in 20 groups; 1 withdrawn" in said
    manual = Manual.load(Path("data"))
    framework = manual["agency"]
    assert isinstance(framework, Framework)
    assert (framework.edition, framework.publisher) == ("5.1", "An agency")
    assert [one for one in checks.run(manual) if "frameworks" in one.where.path] == []
    assert manual["agency:f20-20.2"].parent == "f20-20"
    pages = {page.address: page.html for page in PageRenderer(manual).pages()}
    below = [address for address in pages if address.startswith("/frameworks/agency/f")]
    assert len(below) == 1220
    assert "More of f7-3: “1”" in pages["/frameworks/agency/f7-3.1/"]
    assert "/frameworks/agency/f20-20.2/" in pages["/frameworks/agency/"]


def test_groups_in_groups_stay_below_one_another(taken_over):
    inner = {"id": "in", "title": "Inner", "controls": [{"id": "c", "title": "C"}]}
    outer = {"title": "Outer, without an id", "groups": [inner]}
    code, said = taken_over(json.dumps({"catalog": {"groups": [outer]}}))
    assert (code, "1 control in 2 groups" in said) == (0, True)
    items = Manual.load(Path("data"))["agency"].items
    assert [(item.id, item.parent) for item in items] == [
        ("Outer-without-an-id", None),
        ("in", "Outer-without-an-id"),
        ("c", "in"),
    ]


def test_no_text_of_the_standard_is_taken_over(taken_over):
    taken_over(json.dumps(catalog()))
    assert "shall not be copied" not in Path("data/frameworks/agency.yaml").read_text("utf-8")


def test_where_the_licence_stands_is_kept_and_titles_can_be_left_out(taken_over):
    free = catalog()
    free["catalog"]["metadata"]["links"] = [{"rel": "license", "href": "https://a.example/cc0"}]
    taken_over(json.dumps(free))
    assert "https://a.example/cc0" in Manual.load(Path("data"))["agency"].licence_note
    taken_over(json.dumps(catalog()), "catalog.json", "--ids-only", "--replace")
    framework = Manual.load(Path("data"))["agency"]
    assert "does not name a licence" in framework.licence_note
    assert {item.title == item.id for item in framework.items} == {True}
    assert "More of" not in Path("data/frameworks/agency.yaml").read_text("utf-8")


HOSTILE = {
    "../../etc": "etc",
    "a b/c\\d": "a-b-c-d",
    "yes": "yes",
    "1.10": "1.10",
    "#x": "x",
    "é\u202eß": "é-ß",
    "POL-1": "POL-1",
}


def test_ids_become_safe_and_titles_stay_text(taken_over):
    title = "{{ 7*7 }} [[boss]] <script>alert(1)</script> \u202e"
    controls = [{"id": id, "title": title} for id in HOSTILE]
    code, _ = taken_over(json.dumps({"catalog": {"groups": [], "controls": controls}}))
    assert code == 0
    manual = Manual.load(Path("data"))
    assert [item.id for item in manual["agency"].items] == list(HOSTILE.values())
    assert not [one for one in checks.run(manual) if "frameworks" in one.where.path]
    pages = {page.address: page.html for page in PageRenderer(manual).pages()}
    for id in HOSTILE.values():
        html = pages[f"/frameworks/agency/{id}/"]
        assert "<script>" not in html
        assert "{{ 7*7 }} boss &lt;script&gt;" in html


def test_json_and_yaml_give_the_same_framework(taken_over):
    taken_over(json.dumps(catalog()))
    as_json = Path("data/frameworks/agency.yaml").read_text("utf-8")
    # Without quotes a title is the text it was written as all the same.
    yaml = json.dumps(catalog(), indent=1).replace('"Control f3-4"', "Control f3-4")
    taken_over(yaml, "catalog.yaml", "--replace")
    assert Path("data/frameworks/agency.yaml").read_text("utf-8") == as_json


def test_a_framework_that_is_there_is_not_overwritten_unasked(taken_over):
    taken_over(json.dumps(catalog()))
    Path("data/frameworks/agency.yaml").write_text("id: agency\ntitle: Mine\n", "utf-8")
    code, said = taken_over(json.dumps(catalog()))
    assert code == 1
    assert "agency exists already" in said
    assert "Mine" in Path("data/frameworks/agency.yaml").read_text("utf-8")


BROKEN = {
    "no catalogue": (
        '{"profile": {}}',
        "catalog.json:1:1: error: catalog.json is not an OSCAL catalogue",
    ),
    "empty": ('{"catalog": {"metadata": {}}}', "has neither groups nor controls"),
    "no list": ('{"catalog": {"groups": {}}}', "has `groups` that is not a list"),
    "no fields": ('{"catalog": {"groups": ["x"]}}', "has a group that is not a group of fields"),
    "no id": ('{"catalog": {"controls": [{"title": "T"}]}}', "has a control without id"),
    "no title": ('{"catalog": {"controls": [{"id": "c"}]}}', "has a control without title (c)"),
    "twice": (
        '{"catalog": {"controls": [{"id": "c", "title": "T"},\n {"id": "C", "title": "U"}]}}',
        "catalog.json:2:2: error: catalog.json has the id 'C' twice",
    ),
    "cyclic": ("catalog: &c\n  groups:\n    - {id: g, title: G, groups: [*c]}\n", "error:"),
    "no JSON": ('{"catalog": ', "error: catalog.json"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_catalogue_gets_findings_and_changes_nothing(taken_over, case):
    content, wanted = BROKEN[case]
    code, said = taken_over(content)
    assert code == 1
    assert wanted in said
    assert not Path("data/frameworks").exists()


def test_a_file_that_is_not_there_is_said_so(write, capsys):
    write({"data/roles.yaml": "- {id: head, title: Head}\n"})
    assert main(["import", "oscal", "nothing.json"]) == 1
    assert "nothing.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("parent", "wanted"),
    [
        ("f21", "gives f1-2 the parent 'f21', which does not exist"),
        ("f1-2.1", "f1-2, whose parent is f1-2.1"),
    ],
    ids=["unknown", "cyclic"],
)
def test_unknown_and_cyclic_groups_in_a_framework_get_a_finding(taken_over, parent, wanted):
    taken_over(json.dumps(catalog()))
    file = Path("data/frameworks/agency.yaml")
    written = file.read_text("utf-8")
    was = '{id: "f1-2", title: "Control f1-2", kind: "control", parent: "f1"}'
    assert was in written
    file.write_text(written.replace(was, was.replace('"f1"}', f'"{parent}"}}')), "utf-8")
    errors = [
        one for one in checks.run(Manual.load(Path("data"))) if one.severity == Severity.ERROR
    ]
    structure = [one for one in errors if one.rule == "framework-structure"]
    assert len(structure) == 1
    assert wanted in structure[0].message


@pytest.mark.parametrize("id", ["..", "\N{SLIGHTLY SMILING FACE}"])
def test_a_framework_that_no_id_can_be_made_for_is_not_taken_over(taken_over, id):
    code, said = taken_over(json.dumps(catalog()), "catalog.json", "--id", id)
    assert code == 1
    assert f"no id can be made from '{id}'" in said
    assert not Path("data/frameworks").exists()
