"""The formats of findings: for people, for GitHub, for programs, for code-scanning services."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import quote

from ..diagnostics import NOT_RUN, Finding, Location, Severity, escape_control

Painter = Callable[[str, Severity], str]
"""Returns a text in the colour of a severity."""
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def plain(text: str, level: Severity) -> str:
    """Return a text without colour."""
    return text


def text(findings: Sequence[Finding], paint: Painter = plain) -> str:
    """Return findings for a person, errors last, with a closing count."""
    return f"{lines(findings, paint)}{count(findings)}\n"


def lines(findings: Sequence[Finding], paint: Painter = plain) -> str:
    """Return findings for a person, errors last.

    Only the notice about rules that were not run comes after the errors that it is about.
    """
    ordered = sorted(findings, key=lambda item: (item.rule == NOT_RUN, -item.severity.rank))
    return "".join(f"{painted(finding, paint)}\n" for finding in ordered)


def painted(finding: Finding, paint: Painter) -> str:
    """Return a finding for a person, with its severity in colour."""
    place, severity = f"{finding.where}: ", f"{finding.severity}:"
    rest = str(finding).removeprefix(place + severity)
    return f"{place}{paint(severity, finding.severity)}{rest}"


def by_rule(findings: Sequence[Finding]) -> str:
    """Return how many findings each rule has, in the order of the findings; "" for one rule."""
    counts = Counter(
        (finding.severity.rank, finding.severity, finding.rule) for finding in findings
    )
    if len({rule for _, _, rule in counts}) < 2:
        return ""
    width = len(str(max(counts.values())))
    ordered = sorted(counts, key=lambda key: (-key[0], counts[key], key))
    rows = [f"  {counts[key]:{width}}  {key[1]:7}  {key[2]}\n" for key in ordered]
    return f"\nFindings by rule:\n{''.join(rows)}"


def count(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity, in words: `2 errors, 1 notice`."""
    if not findings:
        return "No findings."
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
    """Return findings for a program: a list, and how many there are of each severity."""
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
