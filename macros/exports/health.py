import json
from dataclasses import asdict

from ..checks import _health
from ..diagnostics import Finding
from ..manual import Manual


def export(manual: Manual) -> dict[str, bytes]:
    """The health of the management system: how much is assessed, and each finding with its hint."""
    by_challenge = _health.findings_by_category(manual)
    document = {
        "as_of": manual.day.isoformat(),
        "edition": manual.organisation.edition if manual.organisation else None,
        "withholds": sorted(manual.withheld.topics),
        "assessed": asdict(_health.conformity_counts(manual)),
        "rules_lowered": _health.lowered_rules(manual),
        "challenges": {
            str(challenge): {
                "count": None if manual.withholds("findings") else len(findings),
                "findings": [_told(manual, one) for one in findings],
            }
            for challenge, findings in by_challenge.items()
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return {"health.json": f"{text}\n".encode()}


def _told(manual: Manual, one: Finding) -> dict[str, object]:
    owner, since = _health.finding_owner(manual, one), _health.open_since(manual, one)
    return {
        "level": str(one.severity),
        "rule": one.rule,
        "record": one.record or None,
        "owner": owner.key if owner else None,
        "message": one.message,
        "hint": one.hint or None,
        "since": since.isoformat() if since else None,
        "age_in_days": (manual.day - since).days if since else None,
        "file": one.where.path,
        "line": one.where.line,
        "places": [{"file": place.path, "line": place.line} for place in one.places],
    }
