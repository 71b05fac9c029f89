"""What both sides of a comparison may tell: nothing that one of them withholds.

An edition for auditors that is compared in a site for staff must not say there what staff are not
shown; and an edition for staff says nothing of what an auditor sees, so that nothing of it is new.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..prose import Mention, replace_mentions
from ..snapshots import Snapshot, Values, as_list

_LESS_OF_PERSON = {
    "addresses": ("email",),
    "competences": ("joined", "competences", "courses"),
}
_UNDER_WAY = {None, "open", "in progress"}
"""The states of an action that is not done; without one it is open."""
Records = dict[str, dict[str, Values]]


def shareable(old: Snapshot, new: Snapshot, names: Iterable[str] = ()) -> tuple[Snapshot, Snapshot]:
    """Return two snapshots without what one of them withholds; nor do they tell these names."""
    topics = old.withholds | new.withholds
    if not topics:
        return old, new
    hidden = frozenset(names)
    before, after = (_shared(one, topics, hidden) for one in (old, new))
    if "findings" in topics:
        before = _in_step(before, after)
    return replace(old, records=before), replace(new, records=after)


def _shared(snapshot: Snapshot, topics: frozenset[str], hidden: frozenset[str]) -> Records:
    """Return the records of a snapshot without all that belongs to a topic."""
    records: Records = {folder: dict(several) for folder, several in snapshot.records.items()}
    if "acknowledgements" in topics:
        records.pop("acknowledgements", None)
    gone = set(hidden)
    people: set[str] = set()
    if "names" in topics:
        people = _names_of(records.pop("people", {}))
        gone |= people
    if "findings" in topics:
        gone |= _findings(records)
    for topic, fields in _LESS_OF_PERSON.items():
        if topic in topics and "people" in records:
            records["people"] = {
                id: {name: value for name, value in one.items() if name not in fields}
                for id, one in records["people"].items()
            }
    return {
        folder: {id: _without(one, gone, people) for id, one in several.items() if id not in gone}
        for folder, several in records.items()
    }


def _names_of(people: Mapping[str, Values]) -> set[str]:
    found = set(people)
    for one in people.values():
        several = [one.get("title"), one.get("email"), *as_list(one.get("aliases"))]
        found |= {name for name in several if isinstance(name, str) and name}
    return found


def _findings(records: Records) -> set[str]:
    """Take what is open of audits' findings away; return the actions that answer such findings."""
    actions, audits = records.get("actions", {}), records.get("audits", {})
    answered = {id for audit in audits.values() for id in _actions_of(audit)}
    open_ones = {id for id, one in actions.items() if one.get("state") in _UNDER_WAY}
    for id, audit in audits.items():
        found = [one for one in as_list(audit.get("findings")) if isinstance(one, dict)]
        closed = [one for one in found if not _is_open(one, actions, open_ones)]
        if len(closed) != len(found):
            kept = {name: value for name, value in audit.items() if name != "text"}
            audits[id] = kept | {"findings": closed}
    wrong = {id for id in open_ones if actions[id].get("type") == "nonconformity"}
    return wrong | (open_ones & answered)


def _actions_of(audit: Values) -> list[str]:
    return [
        id
        for one in as_list(audit.get("findings"))
        if isinstance(one, dict)
        for id in as_list(one.get("actions"))
        if isinstance(id, str)
    ]


def _is_open(finding: Values, actions: Mapping[str, Values], open_ones: set[str]) -> bool:
    ids = [one for one in as_list(finding.get("actions")) if isinstance(one, str)]
    if not ids:
        return finding.get("grade") != "good practice"
    return any(id in open_ones or id not in actions for id in ids)


def _in_step(before: Records, after: Records) -> Records:
    """Return the old records without findings that the new side does not show any more, or yet."""
    now = after.get("actions", {})
    actions = {
        id: one
        for id, one in before.get("actions", {}).items()
        if one.get("state") not in _UNDER_WAY or now.get(id, {}).get("state", "-") in _UNDER_WAY
    }
    audits: dict[str, Values] = {}
    for id, audit in before.get("audits", {}).items():
        shown = after.get("audits", {}).get(id, {})
        told = {_number(one) for one in as_list(shown.get("findings"))}
        kept = dict(audit)
        kept["findings"] = [one for one in as_list(audit.get("findings")) if _number(one) in told]
        if "text" not in shown:
            kept.pop("text", None)
        audits[id] = kept
    result: Records = dict(before)
    result |= {"actions": actions} if "actions" in before else {}
    return result | ({"audits": audits} if "audits" in before else {})


def _number(finding: Any) -> Any:
    return finding.get("number") if isinstance(finding, dict) else None


def _without(value: Any, gone: set[str], people: set[str]) -> Any:
    """Return values that name nothing of what is gone."""
    if isinstance(value, str):
        return _spoken(value, gone, people) if "[[" in value else value
    if isinstance(value, list):
        left = (one for one in value if not (isinstance(one, str) and one in gone))
        return [_without(one, gone, people) for one in left]
    if isinstance(value, Mapping):
        return {
            key: _without(one, gone, people)
            for key, one in value.items()
            if key not in gone and not (isinstance(one, str) and one in gone and key != "id")
        }
    return value


def _spoken(text: str, gone: set[str], people: set[str]) -> str:
    def left(mention: Mention) -> str:
        if mention.target in people:
            return "somebody"
        return mention.words or mention.target if mention.target in gone else mention.written

    return replace_mentions(text, left)
