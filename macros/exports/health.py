import json
from dataclasses import asdict

from ..checks import _health
from ..diagnostics import Finding
from ..manual import Manual
from ..tables._open_points import points_of


def export(manual: Manual) -> dict[str, bytes]:
    """The number of assessed requirements, the open points, and all findings with their hints."""
    by_category = _health.findings_by_category(manual)
    document = {
        "as_of": manual.day.isoformat(),
        "edition": manual.organisation.edition if manual.organisation else None,
        "withholds": sorted(manual.withheld.topics),
        "assessed": asdict(_health.conformity_counts(manual)),
        "open_points": {point.words: number for point, _, number in points_of(manual)},
        "rules_lowered": _health.lowered_rules(manual),
        "challenges": {
            str(category): {
                "count": None if manual.withholds("findings") else len(findings),
                "findings": [_finding_as_json(manual, finding) for finding in findings],
            }
            for category, findings in by_category.items()
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return {"health.json": f"{text}\n".encode()}


def _finding_as_json(manual: Manual, finding: Finding) -> dict[str, object]:
    owner, since = _health.finding_owner(manual, finding), _health.open_since(manual, finding)
    return {
        "level": str(finding.severity),
        "rule": finding.rule,
        "record": finding.record or None,
        "owner": owner.key if owner else None,
        "message": finding.message,
        "hint": finding.hint or None,
        "since": since.isoformat() if since else None,
        "age_in_days": (manual.day - since).days if since else None,
        "file": finding.where.path,
        "line": finding.where.line,
        "places": [{"file": place.path, "line": place.line} for place in finding.places],
    }
