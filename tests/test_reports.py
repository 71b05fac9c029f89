"""The same findings, told to a person, to GitHub, to a program and to a code-scanning service."""

import json
import re
from pathlib import Path

import pytest

from macros.checks import _formats
from macros.diagnostics import Category, Finding, Location, Severity

EXPECTED = Path(__file__).parent / "expected" / "reports"
FINDINGS = [
    Finding(
        Location("data/roles.yaml", 3, 5),
        "ciso: reports_to: 'bord' does not exist",
        "Did you mean 'board'?",
        rule="unknown-references",
        record="ciso",
    ),
    Finding(
        Location("data/risks/100%, or: more.yaml"),
        "RSK-1: has a title\nover two lines, 100% of it",
        severity=Severity.WARNING,
        rule="missing-owner",
        category=Category.OWNERSHIP,
        record="RSK-1",
    ),
    Finding(
        Location("data/terms.yaml", 7, 3),
        "é: is not taught by any course",
        "Name it.",
        Severity.NOTICE,
        "competence-without-course",
        Category.RESOURCES,
        "é",
    ),
    Finding(
        Location("data/terms.yaml", 9, 3),
        "ü: is not taught by any course",
        "Name it.",
        Severity.NOTICE,
        "competence-without-course",
        Category.RESOURCES,
        "ü",
    ),
]


@pytest.mark.parametrize("format", _formats.FORMATS)
def test_a_report_is_what_it_was(format, request):
    said = _formats.FORMATS[format](FINDINGS)
    path = EXPECTED / f"{format}.txt"
    if request.config.getoption("--update"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", _formats.FORMATS)
def test_a_report_of_nothing_ends_with_a_line_break(format):
    assert _formats.FORMATS[format]([]).endswith("\n")


def test_each_finding_is_one_line_for_github():
    lines = _formats.github(FINDINGS).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == [
        "::error",
        "::warning",
        "::notice",
        "::notice",
    ]


def test_json_counts_each_level():
    assert json.loads(_formats.as_json(FINDINGS))["count"] == {
        "error": 1,
        "warning": 1,
        "notice": 2,
    }


def test_sarif_refers_to_its_own_rules():
    """What the schema asks for and the code-scanning services read; no package ships the schema."""
    document = json.loads(_formats.sarif(FINDINGS))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules)) == 3
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.rule
        assert result["level"] in ("error", "warning", "note")
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region == {
            "startLine": finding.where.line,
            "startColumn": finding.where.column,
        }


def test_sarif_gives_places_as_addresses():
    """The format wants a URI: a space or a percent sign in a file's name is written in code."""
    document = json.loads(_formats.sarif(FINDINGS))
    physical = document["runs"][0]["results"][1]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "data/risks/100%25%2C%20or%3A%20more.yaml"


def test_errors_come_last_for_a_person():
    told = re.findall(r":\d+: (\w+):", _formats.text(FINDINGS))
    assert told == ["notice", "notice", "warning", "error"]
