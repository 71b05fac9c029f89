from macros.fingerprint import fingerprint
from macros.model.policy import Policy
from macros.model.procedure import Procedure

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
