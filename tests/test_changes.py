"""What changed since the last edition, as readers meet it: pages, files, command line."""

import json
import subprocess

import lxml.html
import pytest

from macros.__main__ import main
from macros.editions import changes
from macros.editions.previous import previous_editions
from macros.manual import Manual
from macros.pages import _health_trend, _onboarding
from macros.site import outputs
from macros.tables import health_by_edition
from tests.test_comparison import HOSTILE

SETTINGS = "as_of: 2026-11-23\npublished: data/editions\n"
POLICY = {
    "id": "POL-1",
    "title": "AI policy",
    "owner": "aims-manager",
    "version": "0.9",
    "status": "approved",
    "approved_on": "2025-06-01",
    "statements": ["No system has an owner."],
    "audience": ["ciso", "customers"],
    "revisions": [{"version": "0.9", "on": "2025-06-01", "change": "Draft"}],
}


def edition(name, **records):
    text = json.dumps({"schema": 1, "edition": name, "records": records})
    return {
        f"editions/{name}/downloads/manual.json": text,
        f"editions/{name}/downloads/health.json": json.dumps(
            {"score": 70, "challenges": {"lack of clear ownership": {"count": 3}}}
        ),
    }


def listed(**days):
    entries = [
        {"version": name, "title": name, "aliases": [], "properties": {"day": day}}
        for name, day in days.items()
    ]
    return {"editions/versions.json": json.dumps(entries)}


@pytest.fixture
def manual(sound):
    """Return a function that loads the sound manual beside editions before it."""

    def manual(files=None, **records):
        files = files or {
            **listed(**{"0.9": "2026-01-10"}),
            **edition("0.9", policies=[POLICY], **records),
        }
        return sound(**{"settings.yaml": SETTINGS, **files})

    return manual


def made(manual):
    every = [*outputs.pages(manual), *outputs.downloads(manual)]
    return {one.path: one.page.html if one.page else one.content for one in every}


def test_without_an_edition_before_the_page_says_how_there_will_be_one(sound):
    files = made(sound())
    assert "There is no earlier edition" in files["changes/index.md"]
    assert json.loads(files["downloads/changes.json"])["changes"] == []


def test_what_changed_stands_on_its_page_on_that_of_the_record_and_that_of_the_role(manual):
    files = made(manual())
    page = files["changes/index.md"]
    assert "Changes since edition 0.9" in page
    rule = page[page.index("Rule 1:") :][:400]
    assert "<del>" in rule and "removed:" in rule and "No</del>" in rule
    assert "<ins>" in rule and "Every</ins>" in rule
    assert "Changed since edition 0.9" in files["policies/pol-1.md"]
    role = files["roles/ciso.md"]
    assert "Changes for this role since edition 0.9" in role
    assert "Required reading" in role
    told = json.loads(files["downloads/changes.json"])
    assert [one["id"] for one in told["changes"]] == ["POL-1"]
    assert {"topic": "reading", "kind": "policies", "id": "POL-1"} in told["by_role"]["ciso"]


def test_documents_come_first_and_fields_of_other_records_are_folded(manual):
    before = {"id": "aims-manager", "title": "AIMS manager", "purpose": "Was another."}
    page = lxml.html.fromstring(made(manual(roles=[before]))["changes/index.md"])
    sections = page.xpath("//section/@aria-labelledby")
    assert sections[:3] == ["changes-policies", "other-changes", "changes-roles"]
    [policy] = page.xpath('//section[@aria-labelledby="changes-policies"]/div')
    content, control = policy.xpath("./*[not(self::p)]")
    assert (content.tag, control.tag) == ("dl", "details")
    assert "Rules" in content.text_content() and "Version" not in content.text_content()
    assert control.findtext("summary").startswith("Version, ")
    roles = page.xpath('//section[@aria-labelledby="changes-roles"]/details')[0]
    assert roles.findtext("summary") == "2 new, 1 changed"
    role = next(one for one in roles.xpath("./div") if "manager" in one.text_content())
    assert "purpose" in role.findtext("details/summary").lower()
    assert not role.xpath("./dl")
    overview = page.xpath("//table")[0]
    assert [row.text_content() for row in overview.xpath(".//tbody//a")] == [
        "Policies",
        "Other records",
    ]


def test_the_history_of_a_document_says_in_which_edition_a_version_first_stood(manual):
    files = made(manual())
    history = files["policies/pol-1.md"].partition('id="history"')[2].partition("</table>")[0]
    rows = [row for row in history.split("<tr>") if "<td" in row]
    assert "1.0" in rows[0] and ">1.0</td>" in rows[0]
    assert "0.9" in rows[1] and "missing from the revision history" in rows[1]


def test_hostile_words_of_an_old_edition_are_words_on_every_page(manual):
    before = {**POLICY, "title": HOSTILE, "statements": [HOSTILE], "audience": [HOSTILE, "ciso"]}
    gone = {"id": "RSK-9", "title": HOSTILE, "owner": "ciso"}
    files = {
        **listed(**{"0.9": "2026-01-10"}),
        **edition("0.9", policies=[before], risks=[gone], roles=[{"id": "x", "title": HOSTILE}]),
    }
    for path, content in made(manual(files)).items():
        if path.endswith(".xlsx"):
            continue  # Packed: its bytes may be any. Its sheets are the tables of the CSV files.
        words = content if isinstance(content, str) else content.decode("utf-8", "replace")
        assert "\x1b" not in words and "\u202e" not in words, path
        if not path.startswith("downloads/"):
            assert "<script>alert" not in words, path


def test_onboarding_marks_what_the_last_edition_did_not_have(manual):
    made_of = manual()
    role = made_of["ciso"]
    (text,) = [one for one in _onboarding.reading(made_of, role) if one.record.id == "POL-1"]
    assert [one.version for one in text.news] == ["1.0"]
    assert _onboarding.last_edition(made_of)[0] == "0.9"


def test_health_is_told_edition_by_edition(manual):
    made_of = manual()
    rows = [(row.head, *row.cells[1:2]) for row in health_by_edition.table(made_of).rows]
    assert rows[1] == ("0.9", 3)
    assert rows[0][0] == "1.0 (this one)"
    assert "3 in edition 0.9" in _health_trend.health_trend(made_of)


EDITIONS = {"2.0": "2026-03-01", "1.0": "2026-02-01", "0.9": "2026-01-10", "0.8": "2025-05-01"}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("", ["0.9", "0.8"]),
        ("0.9", ["0.8"]),
        ("2.0", ["1.0", "0.9", "0.8"]),
        ("1.1", ["1.0", "0.9", "0.8"]),
        ("3.0", ["2.0", "1.0", "0.9", "0.8"]),
    ],
)
def test_only_editions_before_the_one_that_is_built_count(manual, monkeypatch, name, before):
    monkeypatch.setenv("AIMS_EDITION_NAME", name)
    found = previous_editions(manual(listed(**EDITIONS)))
    assert [one.name for one in found.editions] == before


def test_the_folder_given_for_a_build_goes_before_the_settings(manual, monkeypatch, tmp_path):
    made_of = manual()
    other = tmp_path / "srv"
    monkeypatch.setenv("AIMS_PUBLISHED", str(other))
    assert [one.name for one in previous_editions(Manual.load(made_of.folder)).editions] == ["0.9"]
    other.mkdir()
    (other / "versions.json").write_text('[{"version": "0.5"}]')
    assert [one.name for one in previous_editions(Manual.load(made_of.folder)).editions] == ["0.5"]


def test_a_broken_edition_stops_no_page(manual):
    files = {**listed(**{"0.9": "x"}), "editions/0.9/downloads/manual.json": "{"}
    made_of = manual(files)
    assert changes.changes_since_last(made_of) is None
    assert "There is no earlier edition" in made(made_of)["changes/index.md"]


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *arguments], check=True)


@pytest.mark.needs_programs
def test_git_revisions_are_compared_without_a_checkout(sound, capsys):
    folder = sound().folder
    git("init", "--quiet")
    git("add", "-A")
    git("commit", "--quiet", "-m", "one")
    policies = folder / "policies.yaml"
    policies.write_text(policies.read_text().replace("Every system", "Each AI system"))
    git("commit", "--quiet", "-a", "-m", "two")
    policies.write_text(policies.read_text().replace("Each AI system", "Nothing"))
    capsys.readouterr()
    assert main(["diff", "HEAD~1", "HEAD"]) == 1
    said = capsys.readouterr().out
    assert "[-Every-]{+Each AI+} system has an owner." in said
    assert "Nothing" not in said, "neither side is the working copy"
    assert main(["diff", "HEAD", "HEAD"]) == 0
    assert main(["diff", "HEAD"]) == 1
    assert "Nothing" in capsys.readouterr().out
    assert "Nothing" in policies.read_text(), "the working copy is as it was"


@pytest.mark.needs_programs
def test_a_revision_with_a_link_that_leads_away_is_told(sound, capsys):
    folder = sound().folder
    (folder / "link.yaml").symlink_to("/etc/hostname")
    git("init", "--quiet")
    git("add", "-A")
    git("commit", "--quiet", "-m", "one")
    assert main(["diff", "HEAD", "data"]) in (1, 2)
    told = capsys.readouterr()
    assert "link" in told.out + told.err and "Traceback" not in told.err


def test_the_difference_can_be_had_for_one_role_and_in_other_formats(manual, capsys):
    manual()
    assert main(["diff", "data/editions/0.9", "--role", "ciso", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told["by_role"]) == ["ciso"]
    assert main(["diff", "data/editions", "data", "--format", "markdown"]) == 1
    assert "## Policies" in capsys.readouterr().out
    path = "data/editions/0.9/downloads/manual.json"
    assert main(["diff", path, "data/editions/0.9"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "'nowhere' is neither a file, nor a folder, nor a git revision"),
        (["--", "-x"], "'-x' does not exist"),
        (["data/settings.yaml"], "settings.yaml is not valid JSON"),
        (["data/editions/0.9", "empty"], "'empty' holds neither an edition nor the data"),
        (["data", "data", "--role", "cso"], "Did you mean 'ciso'?"),
    ],
)
def test_what_cannot_be_compared_is_said_plainly(manual, capsys, tmp_path, arguments, said):
    manual()
    (tmp_path / "empty").mkdir()
    assert main(["diff", *arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert "Traceback" not in told.err
