"""A rule's hint is a fix: where it names a line or a name, writing it removes the finding.

Each hint that the mistakes in `mistakes/` get is applied as a reader would: a line goes into the
record, an appointment to somebody, a name takes the place of the one that is wrong.
"""

import json
import re
from pathlib import Path

import pytest
import yaml

from macros import checks
from macros.diagnostics import Finding
from macros.loading.samples import FieldShape, sample_value
from macros.loading.yaml import parse
from macros.manual import Manual
from macros.model import kinds
from tests.test_mistakes import MISTAKES, base

LINE = re.compile(r"`(- \{.*?\}|[a-z_]+: [^`]+)`")


def filled(line: str, manual: Manual) -> str:
    """Return a line with an id where it says of what kind one goes there."""

    def id_of(found: re.Match[str]) -> str:
        names = {one.name: one.id for one in reversed([*manual.entities])}
        words = re.split(r" or ", re.sub(r"\ban? ", "", found[1]))
        return next(iter(names[word] for word in words if word in names), "nothing")

    return re.sub(r"<id of ([^>]*)>", id_of, line)


def write_record(folder: str, record: object) -> None:
    path = Path("data", folder, "written.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(record), encoding="utf-8")


def of_kind(name: str, id: str) -> dict[str, object]:
    """Return a record with an id, in which only what must be there is filled."""
    kind = next(one for one in kinds().values() if one.name == name)
    return parse(sample_value(FieldShape("group", part=kind))).value | {"id": id}


def with_field(manual: Manual, finding: Finding, name: str, new: object) -> None:
    """Write a field of a record in its file."""
    record = manual[finding.record]
    path = Path(manual.source(record).text.shown)
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    for one in data if isinstance(data, list) else [data]:
        if one.get("id", one.get("control")) in (record.id, getattr(record, "control", "")):
            one[name] = new
    path.write_text(json.dumps(data), encoding="utf-8")


def apply(manual: Manual, finding: Finding) -> bool:
    """Write what a hint says; return whether it says a line or a name."""
    hint = finding.hint
    if finding.rule == "unknown-references":
        wrong = re.search(r": '(.*?)' ", finding.message)
        meant = re.match(r"Did you mean '(.*?)'\?|Type it again: `(.*)`\.", hint)
        added = re.match(r"Add an? (.*?) with this id: `id: (.*?)`", hint)
        if meant and wrong:
            path = Path(finding.where.path)
            text = path.read_text("utf-8").replace(wrong[1], meant[1] or meant[2])
            path.write_text(text, encoding="utf-8")
        elif added and not any(one.name == added[1] and one.nested_in for one in kinds().values()):
            name = added[1].split(" or ")[0]
            folder = next(one.folder for one in kinds().values() if one.name == name)
            write_record(folder, of_kind(name, added[2]))
        return bool(meant or added)
    lines = [parse(filled(line, manual)).value for line in LINE.findall(hint)]
    for line in lines:
        if isinstance(line, list) and "role" in line[0]:
            write_record("people", {"id": "some", "title": "Somebody", "appointments": line})
        elif isinstance(line, list):
            write_record("audits", line)
        else:
            ((name, new),) = line.items()
            with_field(manual, finding, name, new)
    return bool(lines)


APPLIED = (
    "unknown-references",
    "malformed-id",
    "space-in-id",
    "typographic-quotes",
    "role-without-holder",
    "role-without-deputy",
    "no-audit",
    "never-reviewed",
    "action-without-due-date",
    "missing-owner",
    "untreated-risk",
    "missing-justification",
    "missing-audience",
    "overdue-communication",
    "look-alike-ids",
)


@pytest.mark.parametrize("rule", APPLIED)
def test_what_a_hint_names_removes_its_finding(rule, tmp_path, monkeypatch):
    tried = 0
    for mistake in MISTAKES:
        if not mistake.stem.startswith(rule.replace("-", "_")):
            continue
        files = yaml.safe_load(mistake.read_text(encoding="utf-8"))
        if files.pop("base", "") != "sound":
            continue
        files.pop("report")
        below = base("sound") | files
        for number in range(len(_found(placed(below, tmp_path / mistake.stem, monkeypatch), rule))):
            data = placed(below, tmp_path / f"{mistake.stem}-{number}", monkeypatch)
            finding = _found(data, rule)[number]
            if apply(Manual.load(data), finding):
                tried += 1
                left = {one.message for one in _found(data, rule)}
                assert finding.message not in left, finding
    assert tried


def placed(files: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a fresh project, now the current folder, with these files."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    for path, text in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    return Path("data")


def _found(folder: Path, rule: str) -> list[Finding]:
    return [one for one in checks.run(Manual.load(folder)) if one.rule == rule]
