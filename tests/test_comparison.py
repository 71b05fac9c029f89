"""What changed between two editions, from records in to words out.

Each file in `changes/` holds the records of an older and a newer edition, and the text that must
tell them apart. `pytest --update` writes what is told now; look at what it changed.
"""

import json
import random
import time
from pathlib import Path

import pytest
import yaml

from macros.editions import snapshot as snapshots
from macros.editions.comparison import FORMATS, compare, impacts_by_role, redact_both
from macros.editions.snapshot import Snapshot
from macros.manual import Manual
from macros.manual.redaction import Redaction
from macros.model import kinds
from tests.cases import for_each

FOLDER = Path(__file__).with_name("changes")
CASES = sorted(FOLDER.glob("*.yaml"))
DATA = Path(__file__).parents[1] / "data"
HOSTILE = "<script>alert(1)</script>\x1b[31m \u202eevil` [x](javascript:1) |*_~"


def snapshot(records, label="edition 1", **more):
    by_id = {folder: {one["id"]: one for one in several} for folder, several in records.items()}
    return Snapshot(by_id, label=label, **more)


def sides(case):
    return snapshot(case["old"] or {}), snapshot(case["new"] or {}, "edition 2")


@pytest.fixture(scope="module")
def example():
    return snapshots.snapshot_of_manual(Manual.load(DATA))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_change_is_told(path, request):
    written = path.read_text(encoding="utf-8")
    case = yaml.safe_load(written)
    old, new = sides(case)
    found = compare(old, new)
    said = FORMATS["text"](found, impacts_by_role(found, old, new))
    if request.config.getoption("--update") and said != case["text"]:
        body = "".join(f"  {line}\n" if line else "\n" for line in said.splitlines())
        head = written[: written.index("\ntext:") + 1]
        path.write_text(f"{head}text: |\n{body}", encoding="utf-8")
        return
    assert said == case["text"]


def test_there_are_as_many_sorts_of_change_as_promised():
    assert len(CASES) >= 20


@for_each("path", CASES, lambda path: path.stem)
def test_an_edition_does_not_differ_from_itself(path):
    for side in sides(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert not compare(side, side)


def test_the_example_does_not_differ_from_itself(example):
    assert not compare(example, example)
    again, findings = snapshots.read_snapshot(
        json.dumps({"schema": 1, "records": listed(example)}).encode(), "manual.json"
    )
    assert not findings
    assert not compare(example, again)


def listed(snapshot):
    return {folder: list(several.values()) for folder, several in snapshot.records.items()}


def test_whatever_is_taken_out_put_in_or_altered_is_told_and_nothing_else(example):
    """Sixty random edits of the example, each by itself."""
    chance = random.Random(42001)
    folders = [one for one, several in example.records.items() if several and one in kinds()]
    folders.remove("acknowledgements")
    for number in range(60):
        folder = chance.choice(folders)
        records = dict(example.records[folder])
        id = chance.choice(sorted(records))
        name = ""
        if number % 3 == 0:
            del records[id]
        elif number % 3 == 1:
            records["new-one"] = {**records[id], "id": "new-one", "aliases": []}
        else:
            name = chance.choice(sorted(set(records[id]) - {"id", "aliases"}))
            records[id] = {key: one for key, one in records[id].items() if key != name}
        edited = Snapshot({**example.records, folder: records})
        there, back = compare(example, edited), compare(edited, example)
        told = [(one.folder, one.key) for one in there.changes]
        if name and not example.records[folder][id][name]:
            assert told == [], "what says nothing is as good as not written"
            continue
        if name and told == []:
            assert example.records[folder][id][name] == default(folder, name)
            continue
        assert told == [(folder, "new-one" if number % 3 == 1 else id)]
        opposite = {"added": "removed", "removed": "added", "changed": "changed"}
        assert [opposite[one.kind] for one in there.changes] == [one.kind for one in back.changes]
        if name:
            assert [one.name for one in there.changes[0].fields] == [name]


def default(folder, name):
    kind = kinds()[folder]
    field = next(one for key, one in kind.model_fields.items() if (one.alias or key) == name)
    return field.default


def test_two_editions_of_a_thousand_records_are_compared_in_two_seconds(example, capsys):
    """Every record says something else in its prose, which is the most that can be."""
    texts = list(example.records["procedures"].values())
    old = {
        f"PRO-{n:04}": {**texts[n % len(texts)], "id": f"PRO-{n:04}", "aliases": []}
        for n in range(1000)
    }
    new = {
        id: {**one, "purpose": f"{one.get('purpose', '')} More.", "steps": altered(one["steps"])}
        for id, one in old.items()
    }
    before = time.process_time()
    rest = {"roles": example.records["roles"]}
    sides = Snapshot({**rest, "procedures": old}), Snapshot({**rest, "procedures": new})
    found = compare(*redact_both(*sides))
    impacts_by_role(found, *sides)
    took = time.process_time() - before
    with capsys.disabled():
        print(f"\n1,000 records, each changed: compared in {took:.2f} s of CPU")
    assert len(found.changes) == 1000
    assert took < 2


def altered(steps):
    first = {**steps[0], "do": f"At once {steps[0]['do']} And again."}
    return [first, *steps[2:], {"role": "ciso", "do": "Looks at it once more."}]


def test_no_text_of_an_old_edition_can_steer_a_terminal_or_become_markup():
    raw = json.dumps(
        {
            "schema": 1,
            "edition": HOSTILE,
            "records": {
                "policies": [{"id": "POL-1", "title": HOSTILE, "purpose": HOSTILE, HOSTILE: 1}],
                HOSTILE: [{"id": HOSTILE, "title": "\ud800"}],
            },
        }
    )
    old, findings = snapshots.read_snapshot(raw.encode(), "manual.json")
    new = snapshot({"policies": [{"id": "POL-1", "title": "Policy"}], "gadgets": []})
    assert findings == []
    found = compare(old, new)
    for name, tell in FORMATS.items():
        said = tell(found, {})
        assert said.encode()
        assert "\x1b" not in said and "\u202e" not in said and "\ud800" not in said, name
    markdown = FORMATS["markdown"](found, {})
    assert "<script" not in markdown.replace("\\<", "")
    assert "](javascript" not in markdown.replace("\\]", "")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is not valid JSON"),
        (b'{"schema": 1,', "is not valid JSON"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[1]", "is not a JSON object"),
        (b"{}", "is not a manual"),
        (b'{"schema": 7, "records": {}}', "has schema 7; this program reads schema 1"),
        (b'{"schema": 1, "records": []}', "is not a manual"),
        (b'{"schema": NaN}', "has an invalid number"),
        (b"[" * 100_000, "is nested too deep"),
    ],
)
def test_what_is_no_edition_is_told(raw, said):
    made, findings = snapshots.read_snapshot(raw, "old/manual.json")
    assert made is None
    assert [one.where.path for one in findings] == ["old/manual.json"]
    assert said in findings[0].message
    assert findings[0].hint


@pytest.mark.parametrize("records", [{"policies": {"id": 3}}, {"policies": [3, {"id": ""}, None]}])
def test_records_that_are_none_are_told_and_the_rest_is_read(records):
    raw = json.dumps({"schema": 1, "records": {**records, "roles": [{"id": "a"}, {"id": "a"}]}})
    made, findings = snapshots.read_snapshot(raw.encode(), "manual.json")
    assert list(made.records["roles"]) == ["a"]
    assert made.records["policies"] == {}
    assert len(findings) == (1 if isinstance(records["policies"], dict) else 3) + 1


def test_a_record_that_was_renamed_can_be_declared():
    old = snapshot({"risks": [{"id": "R-1", "title": "Drift"}]})
    new = snapshot({"risks": [{"id": "R-9", "title": "Drift"}]})
    assert [one.kind for one in compare(old, new).changes] == ["removed", "added"]
    found = compare(old, new, {"R-1": "R-9"})
    assert [(one.kind, one.key, one.former) for one in found.changes] == [("changed", "R-9", "R-1")]


def test_what_one_side_withholds_is_not_told_of_the_other():
    person = {"id": "ann", "title": "Ann", "email": "ann@x.example", "courses": [{"course": "T"}]}
    old = snapshot(
        {
            "people": [person],
            "actions": [
                {
                    "id": "A-1",
                    "title": "Secret gap",
                    "type": "nonconformity",
                    "raised": "2026-01-01",
                },
                {"id": "A-2", "title": "Open then, done now", "type": "improvement"},
                {"id": "A-3", "title": "Withheld now", "type": "improvement", "state": "done"},
            ],
            "audits": [
                {"id": "U", "title": "Audit", "text": "Bad.", "findings": [{"number": "1"}]}
            ],
            "risks": [{"id": "R", "title": "Risk", "text": "See [[A-1|the gap]].", "by": ["A-1"]}],
        }
    )
    new = snapshot(
        {
            "people": [{"id": "ann", "title": "Ann", "email": "ann@x.example"}],
            "actions": [{"id": "A-2", "title": "Open then, done now", "state": "done"}],
            "audits": [{"id": "U", "title": "Audit", "findings": []}],
            "risks": [{"id": "R", "title": "Risk", "text": "See the gap."}],
        },
        withholds=frozenset({"competences", "findings", "acknowledgements"}),
    )
    withheld = Redaction(records=frozenset({("actions", "A-3")}), names={"A-3": "an action"})
    for sides in (redact_both(old, new, withheld), redact_both(new, old, withheld)[::-1]):
        said = FORMATS["json"](compare(*sides), {})
        for words in ("Secret gap", "Withheld now", "Bad.", "courses", "[[A-1"):
            assert words not in said, words
