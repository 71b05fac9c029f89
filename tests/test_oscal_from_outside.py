"""Catalogues as publishers write them, and made up at random: what is imported passes `check`."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import checks
from macros.__main__ import main
from macros.diagnostics import Severity
from macros.loading.oscal_values import LONGEST, id_of, is_withdrawn, title
from macros.manual import Manual
from tests.examples import tried
from tests.test_oscal import ORGANISATION, taken_over  # noqa: F401  # a fixture


def items():
    return [*Manual.load(Path("data"))["agency"].items]


def errors():
    return [one for one in checks.run(Manual.load(Path("data"))) if one.severity == Severity.ERROR]


def catalogue(*controls, **more):
    return json.dumps(
        {"catalog": {"groups": [{"id": "g", "title": "G", "controls": [*controls]}], **more}}
    )


WITHDRAWN = [
    {"props": [{"name": "status", "value": "Withdrawn"}]},
    {"props": [{"name": "Status", "value": " WITHDRAWN "}]},
    {"props": [{"name": "label", "value": "withdrawn"}]},
    {"props": [{"name": "status", "value": "withdrawn: incorporated into AC-2"}]},
    {"props": [{"name": "withdrawn", "value": "true"}]},
    {"properties": [{"class": "status", "value": "Withdrawn"}]},
    {"class": "Withdrawn"},
    {"status": "withdrawn"},
    {"title": "[Withdrawn: Incorporated into AC-2]"},
    {"title": "Account Reviews [Withdrawn: Moved to AC-2 (3)]."},
    {"title": "Withdrawn"},
    {"title": "WITHDRAWN - see AC-2"},
    {"links": [{"rel": "incorporated-into", "href": "#ac-2"}]},
    {"links": [{"rel": "moved-to", "href": "#ac-2"}]},
    {"parts": [{"name": "statement", "prose": "[Withdrawn: Incorporated into AC-2 and AU-6]."}]},
]
IN_FORCE = [
    {"title": "Withdrawn consent is acted upon"},
    {"title": "Handling of withdrawn systems"},
    {"props": [{"name": "status", "value": "not withdrawn"}]},
    {"props": [{"name": "remark", "value": "withdrawn"}]},
    {"links": [{"rel": "related", "href": "#ac-2"}]},
    {"class": "SP800-53"},
]


@pytest.mark.parametrize("more", WITHDRAWN)
def test_a_withdrawn_control_is_known_in_every_spelling(more):
    assert is_withdrawn({"id": "c", "title": "Old"} | more)


@pytest.mark.parametrize("more", IN_FORCE)
def test_a_control_in_force_is_not_taken_for_a_withdrawn_one(more):
    assert not is_withdrawn({"id": "c", "title": "New"} | more)


def test_what_lies_below_a_withdrawn_control_is_left_out_with_it(taken_over):  # noqa: F811
    below = [{"id": "a.1", "title": "A", "controls": [{"id": "a.1.1", "title": "B"}]}]
    gone = {"id": "a", "title": "[Withdrawn]", "controls": below}
    more = {"id": "b", "title": "B", "controls": [{"id": "b.1", "title": "C", **WITHDRAWN[0]}]}
    code, said = taken_over(catalogue(gone, more))
    assert (code, "1 control in 1 group; 4 withdrawn left out." in said) == (0, True)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "Limit {{ insert: param, p }} of *important* things",
            "Limit the time of important things",
        ),
        ("Every {{insert: param, q}}", "Every [parameter]"),
        ("Every {{ p }} and <insert param-id='p'/>", "Every the time and the time"),
        ("See {{ insert: control, ac-2 }}", "See ac-2"),
        ("{{ 7*7 }} [[boss]] {{ x }}", "{{ 7*7 }} boss {{ x }}"),
        (
            "**Bold**, ***both***, `code`, _low_ and snake_case_name",
            "Bold, both, code, low and snake_case_name",
        ),
        ("5 * 4 * 3 and 2*3", "5 * 4 * 3 and 2*3"),
        ('A \\*star\\* and [words](https://a.example "t")', "A *star* and words"),
        ("<em>R&amp;D</em> &lt;b&gt;", "R&D <b>"),
        ("Law\u2028part\u0085two\x1b\ufffe", "Law part two"),
    ],
)
def test_a_title_has_no_markup_of_oscal(written, shown):
    assert title(written, {"p": "the time"}) == shown


def test_parameters_of_all_that_is_around_have_their_labels(taken_over):  # noqa: F811
    control = {"id": "c", "title": "{{ insert: param, a }}, {{ insert: param, b }}"}
    control["params"] = [{"id": "b", "label": "the *inner* one"}]
    taken_over(catalogue(control, params=[{"id": "a", "label": "the outer one"}]))
    assert items()[1].title == "the outer one, the inner one"


def test_ids_are_what_an_id_may_be_and_stay_the_same(taken_over):  # noqa: F811
    written = ["_g-1", "index", "readme", "x" * 4000, "\N{SLIGHTLY SMILING FACE}", "CON", "é" * 99]
    controls = [{"id": id, "title": "T"} for id in written]
    code, said = taken_over(catalogue(*controls))
    assert code == 0, said
    made = [item.id for item in items()[1:]]
    assert made[:3] == ["g-1", "index-control", "readme-control"]
    assert made == [id_of(id, "control") for id in written]
    assert all(len(id.encode()) <= LONGEST for id in made)
    assert not [one for one in errors() if "frameworks" in one.where.path]


def test_groups_without_an_id_have_their_own_also_of_one_title(taken_over):  # noqa: F811
    groups = [{"title": "General " + "word " * 60}, {"title": "General"}, {"title": "general"}]
    code, said = taken_over(json.dumps({"catalog": {"groups": groups}}))
    assert code == 0, said
    assert [item.id for item in items()][1:] == ["General", "general-2"]


def test_what_check_would_refuse_is_told_before_it_is_written(write, capsys):
    record = "- {id: POL-01, title: The boss}\n"
    write(
        {
            "c.json": catalogue({"id": "c", "title": "C"}),
            "data/organisation.yaml": ORGANISATION,
            "data/roles.yaml": record,
        }
    )
    assert main(["import", "oscal", "c.json", "--id", "pol-01"]) == 1
    told = capsys.readouterr().err
    assert "c.json:1:1: error: cannot be imported: pol-01: differs only in capital letters" in told
    assert not Path("data/frameworks").exists()


@pytest.mark.parametrize(
    "metadata",
    [
        {
            "parties": [{"uuid": "p", "name": "N"}],
            "responsible-parties": [{"role-id": "creator", "party-uuids": [["p"]]}],
        },
        {"parties": [{"uuid": ["p"], "name": "N"}]},
        {"parties": {}, "responsible-parties": ["x"], "links": [7], "title": ["T"], "version": {}},
    ],
)
def test_metadata_of_other_shapes_name_nobody(taken_over, metadata):  # noqa: F811
    code, said = taken_over(catalogue({"id": "c", "title": "C"}, metadata=metadata))
    assert (code, "Traceback" in said) == (0, False)
    assert Manual.load(Path("data"))["agency"].publisher == ""


ODD = [
    "index",
    "README",
    "x" * 300,
    "a-1",
    "A-1",
    "[[a]]",
    "***",
    "é\u2028ß",
    "..",
    "_",
    "\U0001f642",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30) | st.sampled_from(ODD)
NAMED = st.tuples(TEXTS, st.integers(0, 9999)).map(lambda parts: f"{parts[0]}{parts[1]}")
PARTS = st.recursive(
    st.fixed_dictionaries({"id": TEXTS | NAMED, "title": NAMED}),
    lambda inner: st.fixed_dictionaries(
        {"title": NAMED, "id": NAMED, "controls": st.lists(inner, max_size=3)},
        optional={"props": st.just([{"name": "status", "value": "Withdrawn"}])},
    ),
    max_leaves=6,
)
IMPORTED = []


@tried(60)
@given(name=TEXTS, groups=st.lists(PARTS, min_size=1, max_size=4))
def test_what_is_imported_passes_the_check(write, capsys, name, groups):
    content = json.dumps({"catalog": {"metadata": {"title": name}, "groups": groups}})
    write({"c.json": content, "data/organisation.yaml": ORGANISATION})
    folder = Path("data/frameworks")
    for old in folder.glob("*"):
        old.unlink()
    code = main(["import", "oscal", "c.json"])
    assert code == int(not any(folder.glob("*")))
    assert "Traceback" not in capsys.readouterr().err
    IMPORTED.append(code == 0)
    assert not [one for one in errors() if "frameworks" in one.where.path]


def test_many_of_the_catalogues_were_imported():
    assert sum(IMPORTED) > 10 or not IMPORTED
