"""Records come from YAML and Markdown alike, and know where each of their words stands."""

import gc
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros import checks
from macros.checks import _formats
from macros.diagnostics import Severity
from macros.loading import files
from macros.loading import records as loading
from macros.loading.files import SourceText
from macros.loading.front_matter import parse_markdown
from macros.loading.records import load
from macros.loading.samples import field_shapes as names
from macros.loading.source_map import SourceMap
from macros.loading.yaml import parse
from macros.manual import Manual
from macros.model import kinds
from tests.examples import tried

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12).filter(
    lambda line: line.rstrip(" \t") != "---" and not set(line) & set("\u2028\u2029\ufeff")
)
BODIES = st.lists(LINES, max_size=8).map("\n".join)
FIELDS = st.dictionaries(
    st.sampled_from(["id", "title", "owner", "purpose"]),
    st.text("ab1 é:-#'", max_size=8),
    min_size=1,
)


def markdown(fields: dict[str, str], body: str) -> str:
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n{body}"


@given(FIELDS, BODIES)
def test_the_body_of_a_markdown_file_is_its_text(fields, body):
    document = parse_markdown(markdown(fields, body))
    assert document.problems == []
    prose = body.strip("\n")
    assert document.value == (fields | {"text": prose} if prose.strip() else fields)


@given(FIELDS, BODIES)
def test_places_in_a_markdown_file_are_those_of_the_file(fields, body):
    content = markdown(fields, body)
    text = SourceText("data/roles/x.md", "roles", content)
    document = parse_markdown(content)
    source = SourceMap(text, document.place)
    lines = content.split("\n")
    for name in document.value:
        where = source.locate(name)
        written = lines[where.line - 1][where.column - 1 :]
        if name == "text":
            assert written.strip() == document.value["text"].strip().split("\n")[0].strip()
        else:
            assert written.startswith(f"{name}:")


@given(BODIES, BODIES, st.from_regex(r"[a-z]{1,5}", fullmatch=True))
def test_words_in_a_body_are_located(before, after, id):
    link = f"[[{id}]]"
    if link in before:
        return
    content = markdown({"id": "x", "title": link}, f"{before} {link} {after}")
    document = parse_markdown(content)
    where = SourceMap(SourceText("x.md", "roles", content), document.place).locate_words(
        link, "text"
    )
    assert content.split("\n")[where.line - 1][where.column - 1 :].startswith(link)
    assert where.line > 4


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@pytest.mark.parametrize("width", [10, 80])
def test_words_are_located_in_every_style_of_yaml(style, width):
    words = "[[POL-1|the policy of the house]]"
    prose = f"This is said in {words}, which is long."
    content = yaml.dump({"id": "x", "purpose": prose}, default_style=style, width=width)
    text = SourceText("x.yaml", "roles", content)
    document = parse(content)
    assert document.value["purpose"] == prose
    where = SourceMap(text, document.place).locate_words(words, "purpose")
    assert content.split("\n")[where.line - 1][where.column - 1 :].startswith("[[POL-1|the")


def test_words_that_cannot_be_found_are_located_at_their_field():
    content = 'id: x\npurpose: "see [[\\u0050OL-1]]"\n'
    source = SourceMap(SourceText("x.yaml", "roles", content), parse(content).place)
    assert str(source.locate_words("[[POL-1]]", "purpose")) == "x.yaml:2:1"
    assert str(source.locate("purpose", "inside", 3)) == "x.yaml:2:1"
    assert str(source.locate("nothing")) == "x.yaml:1:1"
    assert str(source.locate()) == "x.yaml:1:1"


@given(st.text(max_size=80) | st.text("-: \n[]{}ab#'\"", max_size=80))
@tried(300)
def test_any_markdown_gives_values_or_problems(content):
    document = parse_markdown(content)
    assert document.problems or not document.broken
    for problem in document.problems:
        assert 0 <= problem.start <= len(content)


@given(st.dictionaries(st.sampled_from(["roles", "terms", "settings"]), st.binary(max_size=60)))
@tried(50)
def test_any_bytes_give_records_or_findings(tmp_path, contents):
    for kind in ("roles", "terms", "settings"):
        (tmp_path / f"{kind}.yaml").write_bytes(contents.get(kind, b""))
    manual = Manual.load(tmp_path)
    assert manual.findings or list(manual.entities)
    assert all(str(finding) for finding in manual.findings)


VALUES = st.recursive(
    st.none() | st.sampled_from(["", "x", "1", "2026-02-30", "yes", "[[x]]", "A/R"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "on", "role", "x", "from", ""]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", ["policies", "processes", "people", "metrics", "activities"])
@given(data=st.data())
@tried(20)
def test_any_value_in_any_field_gives_a_record_or_findings(tmp_path, kind, data):
    fields = st.sampled_from([*names(kinds()[kind]), "unknown"])
    records = data.draw(st.lists(st.dictionaries(fields, VALUES, max_size=5), max_size=3))
    (tmp_path / f"{kind}.yaml").write_text(yaml.safe_dump(records), "utf-8")
    for finding in checks.run(Manual.load(tmp_path)):
        assert "<class" not in str(finding)
        assert "pydantic" not in str(finding)


def test_a_record_is_kept_without_its_flawed_field(write):
    folder = write(
        {"data/roles.yaml": "id: clerk\ntitle: Clerk\nbody: perhaps\npurpose: Writes.\n"}
    )
    loaded = load(folder)
    ((record, _),) = loaded.records
    assert (record.id, record.purpose, record.body) == ("clerk", "Writes.", False)
    assert loaded.invalid_fields == {("clerk", "body"): "perhaps"}
    assert loaded.is_complete


@pytest.mark.parametrize(
    "content",
    [
        "- id: clerk\n  title: [\n",
        "- title: [\n  id: 'clerk' # the one\n",
        "id: clerk\ntitle: a: b\n",
        "- {id: clerk, title: [}\n",
        "- id: clerk\n",
        "clerk:\n  id: clerk\n",
    ],
)
def test_ids_of_what_cannot_be_read_are_known(write, content):
    loaded = load(write({"data/roles.yaml": content}))
    assert loaded.unreadable_ids == {"clerk"}
    assert not loaded.is_complete


@pytest.mark.parametrize(
    "raw",
    [
        "- {id: lost, title: Señor}\n".encode("latin-1"),
        "- {id: lost, title: Lost}\n".encode("utf-16"),
        b"- {id: lost, title: Lo\x00st}\n",
    ],
    ids=["latin-1", "utf-16", "nul"],
)
def test_a_file_in_another_encoding_brings_one_finding_only(write, raw):
    folder = write({"data/roles/a.yaml": "- {id: boss, title: Boss, reports_to: lost}\n"})
    (folder / "roles/b.yaml").write_bytes(raw)
    found = [one for one in checks.run(Manual.load(folder)) if one.severity == Severity.ERROR]
    assert [one.where.path.rpartition("/")[2] for one in found] == ["b.yaml"], found


def test_what_is_written_inside_a_record_knows_its_place(write):
    framework = "id: f\ntitle: F\nitems:\n  - {id: '1', title: One, kind: clause}\n"
    folder = write({"data/frameworks.yaml": framework})
    found = {record.key: str(source.locate("title")) for record, source in load(folder).records}
    assert found == {"f": "data/frameworks.yaml:2:1", "f:1": "data/frameworks.yaml:4:15"}


def test_loading_leaves_the_collector_as_it_was(write):
    folder = write({"data/roles.yaml": "id: clerk\ntitle: Clerk\n"})
    for wanted in (True, False):
        (gc.enable if wanted else gc.disable)()
        Manual.load(folder)
        assert gc.isenabled() == wanted
    gc.enable()


def test_a_manual_of_many_mistakes_is_told_in_little_time(write):
    """A slip in a template is repeated in every record."""
    record = "- {id: R-%d, titel: Clerk, colour: red, body: perhaps, purpose: [x]}\n"
    folder = write({"data/roles.yaml": "".join(record % number for number in range(2000))})
    loaded = load(folder)
    assert len(loaded.findings) == 10_000
    assert Path(loaded.findings[0].where.path) == folder / "roles.yaml"


def unknown(folder):
    """Return the findings about names that do not exist."""
    return [one for one in checks.run(Manual.load(folder)) if one.rule == "unknown-references"]


def test_a_record_that_is_gone_is_one_error_with_its_places(write):
    terms = "".join(f"- {{id: t-{n}, title: T, meaning: T, see: [clerk]}}\n" for n in range(83))
    (gone,) = unknown(write({"data/terms.yaml": terms}))
    assert str(gone) == (
        "data/terms.yaml:1:41: error: t-0: see: 'clerk' does not exist (83 places)\n"
        "    Write the id of an existing record, or delete the reference.\n"
        "    Also at data/terms.yaml:2:41, data/terms.yaml:3:41, data/terms.yaml:4:41 and 79 more."
    )
    assert [place.line for place in gone.places] == list(range(2, 84))
    (told,) = json.loads(_formats.as_json([gone]))["findings"]
    assert told["places"][-1] == {"file": "data/terms.yaml", "line": 83, "column": 42}
    (result,) = json.loads(_formats.sarif([gone]))["runs"][0]["results"]
    assert len(result["relatedLocations"]) == 82


def test_each_unknown_name_is_one_error_with_its_hint(write):
    """480 references to 70 names."""
    people = "".join(
        f"- {{id: p{n}, title: P, appointments: [{{role: lost{n % 70:02}, since: 2026-01-31}}]}}\n"
        for n in range(480)
    )
    found = unknown(write({"data/people.yaml": people}))
    assert len(found) == 70
    assert sum(1 + len(one.places) for one in found) == 480
    for number, one in enumerate(found):
        assert f"Add a role with this id: `id: lost{number:02}`" in one.hint, one


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("data-stewrad", "Did you mean 'data-steward'? Or add a role with this id"),
        ("Data Steward", "Did you mean 'data-steward'?"),
        ("KEEPER of data", "Did you mean 'data-steward'?"),
        ("Keeper of dta", "Did you mean 'data-steward'?"),
        ("RO-1", "Did you mean 'RO-01'?"),
        ("RO-02", "Add a role with this id: `id: RO-02`. Or write the id of a role that exists: "),
        ("chief", "Add a role with this id: `id: chief`. Or write the id of a role that exists: "),
    ],
)
def test_an_unknown_reference_is_guessed_by_id_title_and_alias(write, written, hint):
    roles = (
        "- {id: data-steward, title: Data steward, aliases: [Keeper of data]}\n"
        f"- {{id: RO-01, title: First, reports_to: {written}}}\n"
    )
    (found,) = unknown(write({"data/roles.yaml": roles}))
    assert found.hint.startswith(hint)


def test_the_report_says_which_rules_were_not_run(write):
    folder = write(
        {"data/roles.yaml": "- id: [\n", "data/terms.yaml": "- {id: t, title: T, meaning: T}\n"}
    )
    told = _formats.text(checks.run(Manual.load(folder))).splitlines()
    assert told[-3].startswith(
        "data/roles.yaml:2:1: notice: the checks for lack of clear ownership, insufficient "
        "resources, ineffective communication and failure to review and improve were not run"
    )
    assert told[-2:] == ["    Fix the errors in data/roles.yaml first.", "1 error, 1 notice"]


def test_nothing_is_unknown_that_may_be_in_a_file_without_an_id(write):
    """The folder says of which kind its records are; other kinds are still looked for."""
    folder = write({"data/terms.yaml": "- {id: t, title: T, meaning: T, see: [lost]}\n"})
    (folder / "roles.yaml").symlink_to("/dev/null")
    (folder / "people.yaml").write_text(
        "- {id: p, title: P, appointments: [{role: gone, since: 2026-01-31}], courses:\n"
        "    [{course: none, on: 2026-01-31}]}\n"
    )
    found = unknown(folder)
    assert [one.message[:20] for one in found] == ["p: courses: 'none' d"]


def test_a_file_that_is_refused_is_not_read_for_its_ids(write, monkeypatch):
    folder = write({"data/roles.yaml": "- {id: boss, title: Boss}\n", "big.yaml": "- {id: big}\n"})
    (folder / "terms.yaml").symlink_to(Path("big.yaml").resolve())
    monkeypatch.setattr(files, "MAX_BYTES", 5)
    monkeypatch.setattr(loading, "MAX_BYTES", 5)
    loaded = load(folder)
    assert len(loaded.findings) == 2
    assert (loaded.unreadable_ids, loaded.unreadable_kinds) == (set(), {"roles", "terms"})


def test_a_name_is_found_however_its_accents_were_typed(write):
    """A letter with its accent is one character or two, which look the same."""
    people = "- {id: jo\u0308rg, title: Jo\u0308rg Gru\u0308n, aliases: [Gru\u0308n]}\n"
    manual = Manual.load(write({"data/people.yaml": people}))
    assert [one.id for one in manual.entities] == ["j\u00f6rg"]
    for name in ("j\u00f6rg", "jo\u0308rg", "J\u00f6rg Gr\u00fcn", "Gru\u0308n", "Gr\u00fcn"):
        assert manual.find(name) is not None
