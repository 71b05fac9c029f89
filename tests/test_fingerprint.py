import hashlib
import json
import textwrap
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.manual import Manual
from macros.manual.fingerprint import current_fingerprint, fingerprint, matches
from macros.model import Controlled, marks_of
from macros.model._markers import NotContent
from macros.model.policy import Policy
from macros.model.procedure import Procedure
from tests.examples import tried

CONTENT = {"title": "AI policy", "purpose": "To be fair.", "statements": ["Ask first.", "Stop."]}


def policy(**more):
    return Policy.model_validate({"id": "POL-1", **CONTENT, **more})


def test_a_fingerprint_never_changes_between_releases():
    """People keep it in their data: another way to reckon it would call all of them changed."""
    assert fingerprint(policy()) == "df48a061003b"


def test_it_does_not_depend_on_who_and_when():
    approved = policy(
        aliases=["AI charter"],
        version="2.0",
        status="approved",
        owner="ciso",
        author="ciso",
        approver="board",
        approved_on="2026-01-01",
        effective="2026-02-01",
        last_reviewed="2026-01-01",
        review_every="yearly",
        classification="Public",
        revisions=[{"version": "2.0", "on": "2026-01-01", "change": "All"}],
    )
    assert fingerprint(approved) == fingerprint(policy())
    assert fingerprint(approved.model_copy(update={"id": "POL-2"})) == fingerprint(approved)


def test_it_does_not_depend_on_the_order_of_fields():
    turned = Policy.model_validate({**dict(reversed(CONTENT.items())), "id": "POL-1"})
    assert fingerprint(turned) == fingerprint(policy())


def test_it_changes_with_the_content():
    changes = [
        {"title": "Policy"},
        {"purpose": "To be fair!"},
        {"statements": ["Stop.", "Ask first."]},
        {"audience": ["all-staff"]},
        {"text": "More."},
        {"requirements": ["5.2"]},
    ]
    found = {fingerprint(policy(**change)) for change in changes}
    assert len({*found, fingerprint(policy())}) == len(changes) + 1


def test_it_changes_with_a_step():
    def procedure(do):
        return Procedure.model_validate(
            {"id": "PRO-1", "title": "Stop", "policy": "POL-1", "steps": [{"role": "a", "do": do}]}
        )

    assert fingerprint(procedure("Stop it.")) != fingerprint(procedure("Let it run."))


def test_it_does_not_change_where_fields_are_added_to_the_model():
    """A field that nobody has written is not part of the content."""
    assert "stages" in Policy.model_fields
    assert fingerprint(policy()) != fingerprint(policy(stages=["use"]))


def test_the_one_that_check_gives_is_the_right_one(write, report):
    record = (
        "id: PRO-1\ntitle: Stop\npolicy: POL-1\nstatus: approved\nversion: 1.0\n"
        "revisions: [{version: 1.0, on: 2026-01-01, change: All, fingerprint: '%s'}]\n"
    )
    said = report(write({"data/procedures/stop.yaml": record % ("0" * 12)}))
    given = said.partition("`fingerprint: '")[2][:12]
    assert "has changed" in said
    assert "has changed" not in report(write({"data/procedures/stop.yaml": record % given}))


MARKDOWN = """\
## Background

Some text about the caf\u00e9 of [[aims-manager]], which is written on one line.

- First point of two, with more words than fit on a short line.
- Second point.

> A quotation that goes on for a while, and on, and on.

| who | what |
|---|---|
| a | b |

```
keep   these
lines
```

1. One step.
2. Another one."""
ROLES = ["aims-manager", "ai-system-owner", "ai-compliance-officer"]
WORDS = {"text": MARKDOWN, "audience": ROLES, "requirements": ["5.2", "A.2.2"]}


def wrapped(text: str, width: int) -> str:
    """Return Markdown with its prose in lines of a width, as an editor leaves it."""
    made = []
    for line in text.split("\n"):
        mark = "> " if line.startswith("> ") else "  " if line[:2] in ("- ", "1.") else ""
        is_prose = " " in line and line[0] not in "|#k"
        made += (
            textwrap.wrap(
                line, width, subsequent_indent=mark, break_long_words=False, break_on_hyphens=False
            )
            if is_prose
            else [line]
        )
    return "\n".join(made)


@tried(50)
@given(
    st.integers(min_value=20, max_value=120),
    st.permutations(ROLES),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["", " ", "\n", "\n\n"]),
)
def test_it_does_not_depend_on_how_the_words_are_written_down(width, roles, form, end):
    other = policy(
        text=normalize(form, wrapped(MARKDOWN, width)) + end,
        purpose=f"To be{end[:1] or ' '}fair.{end}",
        audience=roles,
        requirements=["A.2.2", "5.2"],
    )
    assert fingerprint(other) == fingerprint(policy(**WORDS))
    # The former rule took the words as they were written then.
    assert matches(other, former(policy(**WORDS)))
    assert matches(other, former(other))


@pytest.mark.parametrize(("before", "width"), [(40, 100), (72, 1000), (100, 80), (140, 88)])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_former_fingerprint_is_recognised_after_the_text_was_wrapped_anew(before, width, end):
    words = WORDS | {"purpose": f"{wrapped(MARKDOWN, before)}{end}"}
    old = policy(**words | {"text": wrapped(MARKDOWN, before)})
    new = policy(**words | {"text": wrapped(MARKDOWN, width), "purpose": wrapped(MARKDOWN, width)})
    assert matches(new, former(old))
    assert not matches(new.model_copy(update={"title": "Other"}), former(old))


def former(record):
    """Return the fingerprint by the rule of earlier releases."""
    excluded = {*marks_of(type(record), NotContent)}
    content = record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=excluded)
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:12]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("keep   these\nlines", "keep   these lines"),
        ("keep   these", "keep these"),
        ("|---|---|\n| a | b |", "|---|---| | a | b |"),
        ("1. One step.\n2. Another one.", "1. Another one.\n2. One step."),
        ("- Second point.", "Second point."),
        ("two, with", "two with"),
        ("caf\u00e9", "cafe"),
    ],
)
def test_it_changes_with_lines_that_mean_something(old, new):
    assert old in MARKDOWN
    other = policy(**WORDS | {"text": MARKDOWN.replace(old, new)})
    assert fingerprint(other) != fingerprint(policy(**WORDS))
    assert not matches(other, former(policy(**WORDS)))


@pytest.mark.slow
def test_all_that_is_recorded_in_this_repository_is_recognised():
    manual = Manual.load(Path(__file__).parents[1] / "data")
    approved = [
        (record, record.revisions[0].fingerprint)
        for record in manual.entities
        if isinstance(record, Controlled) and record.revisions and record.revisions[0].fingerprint
    ]
    assert len(approved) > 40
    for record, recorded in approved:
        assert matches(record, recorded)
        assert current_fingerprint(record) == recorded
        assert not matches(record.model_copy(update={"title": "Other"}), recorded)
