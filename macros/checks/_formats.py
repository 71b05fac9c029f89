"""The ways to tell findings: to a person, to GitHub, to a program, to a code-scanning service."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import quote

from ..diagnostics import NOT_RUN, Finding, Location, Severity, escape_control

_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def text(findings: Sequence[Finding]) -> str:
    """Return findings for a person, errors last, with a closing count.

    Only the notice about rules that were not run comes after the errors that it is about.
    """
    ordered = sorted(findings, key=lambda one: (one.rule == NOT_RUN, -one.severity.rank))
    return "".join(f"{finding}\n" for finding in ordered) + f"{count(findings)}\n"


def count(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each level, in words: `2 errors, 1 notice`."""
    if not findings:
        return "Nothing to put right."
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}"
        for level in Severity
        if counts[level]
    )


def github(findings: Sequence[Finding]) -> str:
    """Return findings as GitHub shows them beside the line in a pull request."""
    lines = []
    for finding in findings:
        where = finding.where
        place = f"file={_property(where.path)},line={where.line},col={where.column}"
        words = "\n".join(filter(None, (finding.message, finding.hint, finding.other_places)))
        title = f"title={_property(finding.rule)}"
        lines.append(f"::{finding.severity} {place},{title}::{_data(words)}\n")
    return "".join(lines) + f"{count(findings)}\n"


def _data(words: str) -> str:
    lines = (escape_control(line).replace("%", "%25") for line in words.split("\n"))
    return "%0A".join(lines)


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings for a program: a list, and how many there are of each level."""
    counts = Counter(finding.severity for finding in findings)
    document = {
        "findings": [
            {
                "file": finding.where.path,
                "line": finding.where.line,
                "column": finding.where.column,
                "level": finding.severity,
                "rule": finding.rule,
                "challenge": finding.category,
                "record": finding.record,
                "message": finding.message,
                "hint": finding.hint,
                "places": [
                    {"file": place.path, "line": place.line, "column": place.column}
                    for place in finding.places
                ],
            }
            for finding in findings
        ],
        "count": {level: counts[level] for level in Severity},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def sarif(findings: Sequence[Finding]) -> str:
    """Return findings in the Static Analysis Results Interchange Format 2.1.0 of OASIS."""
    rules = sorted({(finding.rule, finding.category) for finding in findings})
    numbers = {rule: number for number, (rule, _) in enumerate(rules)}
    document = {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "aims-manual",
                        "rules": [
                            {"id": rule, "properties": {"challenge": challenge}}
                            for rule, challenge in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, numbers) for finding in findings],
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, numbers: dict[str, int]) -> dict[str, object]:
    words = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": _SARIF[finding.severity],
        "message": {"text": words},
        "locations": [_physical(finding.where)],
    }
    if finding.places:
        result["relatedLocations"] = [
            {"id": number, **_physical(place)} for number, place in enumerate(finding.places, 1)
        ]
    return result


def _physical(where: Location) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(where.path)},
            "region": {"startLine": where.line, "startColumn": where.column},
        }
    }


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
    "sarif": sarif,
}
