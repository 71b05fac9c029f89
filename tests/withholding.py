"""Random small manuals in which each value that may be withheld is a word of its own.

What is withheld is worked out here from how the manual was drawn, not by the code under test.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from macros.manual import Manual
from macros.manual.redaction import topics_of

TOPICS = ("names", "addresses", "acknowledgements", "competences", "findings")
LATE = {"zz": 1}
"""A field that no model of today has."""
ORGANISATION = {
    "id": "us",
    "title": "We Ourselves",
    "document_id": "M-1",
    "edition": "2.0",
    "issued": "2026-02-01",
    "owner": "boss",
}
FRAMEWORK = {
    "id": "iso-42001",
    "title": "The Standard",
    "items": [
        {"id": "A.2", "title": "Policies", "kind": "control"},
        {"id": "A.2.2", "title": "AI policy", "parent": "A.2", "kind": "control"},
    ],
}
SETTINGS = {"as_of": "2026-06-01", "editions": "editions"}


@dataclass
class Drawn:
    """The records of a manual by their folder, and its words that somebody must not see."""

    records: dict[str, list[dict[str, object]]]
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """The topics by any of which a word is withheld."""

    def withheld(self, topics) -> list[str]:
        """Return the words that are withheld by these topics."""
        return [word for word, by in self.words.items() if by & topics_of(topics)]

    def document(self, withholds=()) -> bytes:
        """Return it as the data of a published edition, as the whole of it."""
        made = {"schema": 1, "edition": "1.0", "withholds": list(withholds)}
        return json.dumps(made | {"records": self.records}).encode()


def _word(drawn: Drawn, salt: str, name: str, *topics: str) -> str:
    word = f"{salt}{name}x".replace("-", "")
    drawn.words[word] = frozenset(topics)
    return word


@st.composite
def choices(draw):
    """Return what is drawn of a manual, apart from its words."""
    count = st.integers(0, 3)
    some = st.lists(st.integers(0, 2), max_size=3, unique=True)
    return {
        "people": [
            {"role": draw(st.integers(0, 1)), "as": draw(st.sampled_from(["holder", "deputy"]))}
            | {
                "shown": draw(count),
                "courses": draw(st.integers(0, 1)),
                "mail": draw(st.booleans()),
            }
            for _ in range(3)
        ],
        "actions": [
            {
                "type": draw(
                    st.sampled_from(["nonconformity", "corrective action", "improvement"])
                ),
                "state": draw(st.sampled_from(["open", "in progress", "done", "verified", None])),
                "about": draw(st.sampled_from([None, "p1", "boss", "POL-1", "mail"])),
            }
            for _ in range(3)
        ],
        "audits": [
            [
                (draw(st.sampled_from(["minor nonconformity", "good practice"])), draw(some))
                for _ in range(draw(count))
            ]
            for _ in range(2)
        ],
        "evidence": draw(st.lists(st.sampled_from(["ACT-0", "ACT-1", "AUD-0", "p1"]), max_size=4)),
        "acks": draw(some),
        "mentions": draw(st.lists(st.sampled_from(["p0", "mail1", "ACT-0", "ACT-2"]), max_size=3)),
        "auditors": draw(some),
    }


def drawn(chosen, salt: str = "q", more: int = 0) -> Drawn:
    """Return the manual of some choices; `more` adds what changes nothing of what staff see.

    The salt is in every word that may be withheld, and in none that may not.
    """
    made = Drawn({})
    hidden = _hidden(chosen)
    made.records = {
        "organisation": [ORGANISATION],
        "frameworks": [FRAMEWORK],
        "roles": [
            {"id": "boss", "title": "The Boss", "competences": ["CMP-1"]},
            {"id": "clerk", "title": "The Clerk", "reports_to": "boss", "competences": ["CMP-1"]},
        ],
        "competences": [{"id": "CMP-1", "title": "Competence"}],
        "courses": [{"id": "CRS-1", "title": "Course", "roles": ["boss"], "within_days": 9}],
        "people": [_person(made, chosen, salt, n, more) for n in range(3)],
        "actions": [_action(made, chosen, salt, n, hidden) for n in range(3)],
        "audits": [_audit(made, chosen, salt, n, hidden, more) for n in range(2)],
        "applicability": [_applicability(made, chosen, salt, hidden)],
        "policies": [_policy(made, chosen, salt)],
        "acknowledgements": [_acknowledgement(made, chosen, salt, n) for n in chosen["acks"]],
        "management-reviews": [
            {
                "id": "MR-1",
                "title": "Review",
                "on": "2026-01-05",
                "decisions": [{"decision": "Do it.", "actions": ["ACT-0", "ACT-1"]}],
            }
        ],
    }
    if more:
        extra = {"id": f"ACT-{salt}9", "title": _word(made, salt, "extra", "findings")}
        extra |= {"type": "nonconformity", "raised": "2026-05-05", "owner": "boss"}
        made.records["actions"].append(extra)
        made.records["acknowledgements"].append(
            {"person": "p2", "record": "POL-1", "version": "0.9", "on": "2026-05-06"}
            | {"id": f"ack-{salt}", "title": f"{salt}ackmore"}
        )
    return made


def _hidden(chosen) -> set[str]:
    """Return the actions that are withheld with the findings."""
    answering = {n for audit in chosen["audits"] for _, actions in audit for n in actions}
    return {
        f"ACT-{n}"
        for n, one in enumerate(chosen["actions"])
        if one["state"] in (None, "open", "in progress")
        and (
            one["type"] == "nonconformity"
            or n in answering
            or one["about"] in ("p1", "boss")
            or (one["about"] == "mail" and chosen["people"][1]["mail"])
        )
    }


def _mail(salt: str, n: int) -> str:
    return f"{salt}mail{n}x@example.org"


def _person(made: Drawn, chosen, salt: str, n: int, more: int) -> dict[str, object]:
    one = chosen["people"][n]
    if one["mail"]:
        for name in ("mail", "old"):
            _word(made, salt, f"{name}{n}", "addresses", "names")
    _word(made, salt, f"name{n}", "names")
    shown = [
        {"competence": "CMP-1", "since": f"2026-01-{day + 1:02}"}
        | {"evidence": _word(made, salt, f"shown{n}{day}", "competences")}
        for day in range(one["shown"] + more)
    ]
    return {
        "id": f"p{n}",
        "title": f"{salt}name{n}x" if _names_differ(salt) else f"Person {n}",
        "joined": "2020-01-01" if more else "2021-02-02",
        "appointments": [
            {"role": ["boss", "clerk"][one["role"]], "capacity": one["as"], "since": "2025-01-01"}
        ],
        "competences": shown,
        "courses": [{"course": "CRS-1", "on": "2026-02-03"}] * (one["courses"] + more),
        **(
            {"email": _mail(salt, n), "aliases": [f"{salt}old{n}x@example.org"]}
            if one["mail"]
            else {}
        ),
    }


def _names_differ(salt: str) -> bool:
    return not salt.startswith("same")


def _action(made: Drawn, chosen, salt: str, n: int, hidden: set[str]) -> dict[str, object]:
    one = chosen["actions"][n]
    about = _mail(salt, 1) if one["about"] == "mail" else one["about"]
    if one["about"] == "mail" and not chosen["people"][1]["mail"]:
        about = None
    is_hidden = f"ACT-{n}" in hidden
    words = [
        _word(made, salt, f"action{n}{name}", "findings") if is_hidden else f"Action {n} {name}"
        for name in ("title", "cause", "correction", "text")
    ]
    return {
        "id": f"ACT-{n}",
        "title": words[0],
        "type": one["type"],
        **({"state": one["state"]} if one["state"] else {}),
        "raised": "2026-03-03",
        "due": "2026-04-04",
        "owner": "boss",
        "about": [about] if about else [],
        "cause": words[1],
        "correction": words[2],
        "text": words[3],
        **({"closed": "2026-04-01"} if one["state"] in ("done", "verified") else {}),
    }


def _audit(made: Drawn, chosen, salt: str, n: int, hidden: set[str], more: int):
    found, some_open = [], False
    for number, (grade, actions) in enumerate(chosen["audits"][n]):
        states = [chosen["actions"][one]["state"] for one in actions]
        is_open = not all(state in ("done", "verified") for state in states)
        is_open = is_open or (not actions and grade != "good practice")
        some_open = some_open or is_open
        words = _word(made, salt, f"finding{n}{number}", "findings") if is_open else "Closed."
        names = [f"ACT-{one}" for one in actions]
        found.append({"number": str(number), "grade": grade, "statement": words, "actions": names})
    text = _word(made, salt, f"audit{n}", "findings") if some_open else f"Text of audit {n}."
    if more and some_open:
        statement = _word(made, salt, f"findingmore{n}", "findings")
        found.append({"number": "9", "grade": "minor nonconformity", "statement": statement})
    auditors = [f"p{one}" for one in chosen["auditors"]]
    return {
        "id": f"AUD-{n}",
        "title": f"Audit {n}",
        "done": "2026-02-02",
        "auditors": auditors,
        "findings": found,
        "text": text,
    }


def _applicability(made: Drawn, chosen, salt: str, hidden: set[str]) -> dict[str, object]:
    pieces = []
    for n, what in enumerate(dict.fromkeys(chosen["evidence"])):
        by = ["names"] if what == "p1" else ["findings"] if what in hidden else []
        note = _word(made, salt, f"note{n}", *by) if by else f"Note {n}"
        pieces.append({"what": what, "seen": "2026-01-11", "note": note})
    return {
        "id": "soa-A.2.2",
        "title": "Applicability of A.2.2",
        "control": "A.2.2",
        "applies": True,
        "justification": "So.",
        "evidence": pieces,
    }


def _policy(made: Drawn, chosen, salt: str) -> dict[str, object]:
    targets = {"mail1": _mail(salt, 1) if chosen["people"][1]["mail"] else "p1"}
    named = " and ".join(f"[[{targets.get(one, one)}]]" for one in chosen["mentions"])
    return {
        "id": "POL-1",
        "title": "Policy",
        "version": "1.0",
        "status": "approved",
        "approved_on": "2026-01-02",
        "owner": "boss",
        "audience": ["boss", "clerk"],
        "purpose": f"Ask {named}.",
        "statements": [f"See {named}."],
    }


def _acknowledgement(made: Drawn, chosen, salt: str, n: int) -> dict[str, object]:
    title = _word(made, salt, f"ack{n}", "acknowledgements")
    who = _mail(salt, n) if chosen["people"][n]["mail"] else f"p{n}"
    id = f"ack-{who.replace('@', '-')}-POL-1"
    return {"id": id, "title": title, "person": who, "record": "POL-1"} | {
        "version": "1.0",
        "on": "2026-03-0" + str(n + 1),
    }


def load(made: Drawn, folder: Path, withhold, edition="staff", before: bytes | None = None):
    """Return the whole manual of what was drawn, read from a folder."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    settings = SETTINGS | {"withhold": list(withhold), "edition": edition}
    files = {"data/settings.yaml": json.dumps(settings)}
    for name, several in made.records.items():
        records = several[0] if name == "organisation" else several
        files[f"data/{name}.json"] = json.dumps(records)
    if before is not None:
        entry = {
            "version": "1.0",
            "title": "1.0",
            "aliases": [],
            "properties": {"day": "2026-01-01"},
        }
        files["editions/versions.json"] = json.dumps([entry])
        files["editions/1.0/downloads/manual.json"] = before.decode()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Manual.load(data)
