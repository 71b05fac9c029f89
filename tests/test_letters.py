"""The letters of the responsibility matrix: as an organisation defines them, everywhere."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from macros import checks, tables
from macros.checks import _redacted_manual
from macros.editions import snapshot as snapshots
from macros.editions.comparison import compare, impacts_by_role
from macros.exports import schemas
from macros.exports._workbook import table_lines
from macros.exports.csv_tables import as_csv
from macros.loading.settings import Settings
from macros.manual import responsibilities
from macros.manual.role_order import roles_in_order, teams
from macros.model._letters import SCHEMES, scheme_of
from macros.pages._tables import table_as_html
from macros.pictures.responsibility_load import draw
from tests import editions

RASCI = """
- id: ACT-1
  title: Set objectives
  process: PRC-1
  responsibilities: {board: I, aims-manager: r/a, ciso: "S, C"}
- id: ACT-2
  title: Run the systems
  process: PRC-2
  responsibilities: {ciso: AR, aims-manager: S}
"""
RAPID = """
- id: ACT-1
  title: Set objectives
  process: PRC-1
  responsibilities: {board: D, aims-manager: R/P, ciso: A/I}
- id: ACT-2
  title: Run the systems
  process: PRC-2
  responsibilities: {ciso: D/P, aims-manager: I}
"""
PAGE = """
# Matrix

{{ table("responsibility_matrix") }}

{{ table("responsibility_letters") }}
"""
OWN = """
responsibility_letters:
  - {letter: G, meaning: Gives the go, accountable: true, colour: violet, duty: give the go}
  - {letter: W, meaning: Works, responsible: true}
  - {letter: L, meaning: Listens, colour: amber}
  - {letter: Z, meaning: Zoned}
"""


@pytest.fixture
def lettered(sound):
    """Return a function that loads the sound manual with a setting and activities of its own."""

    def lettered(setting: str, activities: str, **more: str):
        setting = setting if "\n" in setting else f"responsibility_letters: {setting}"
        return sound(**{"settings.yaml": setting, "activities.yaml": activities} | more)

    return lettered


def findings(manual) -> list[str]:
    return [str(finding).splitlines()[0] for finding in checks.run(manual)]


def drawn(manual, name: str = "responsibility_matrix"):
    return tables.known()[name].table(manual)


def cells(manual) -> dict[str, str]:
    return {
        f"{cell.activity.id} {cell.role.id}": cell.letters
        for cell in responsibilities.cells(manual)
    }


@pytest.mark.parametrize(("name", "activities"), [("RASCI", RASCI), ("rapid", RAPID)])
def test_a_manual_with_other_letters_has_no_findings(lettered, name, activities):
    assert findings(lettered(name, activities)) == []


def test_the_letters_of_a_cell_are_in_the_order_of_the_scheme(lettered):
    assert cells(lettered("RASCI", RASCI)) == {
        "ACT-1 board": "I",
        "ACT-1 aims-manager": "A/R",
        "ACT-1 ciso": "S/C",
        "ACT-2 ciso": "A/R",
        "ACT-2 aims-manager": "S",
    }
    assert cells(lettered("RAPID", RAPID))["ACT-1 aims-manager"] == "P/R"


def test_the_matrix_speaks_the_words_of_the_scheme(lettered):
    manual = lettered("RAPID", RAPID)
    matrix = drawn(manual)
    assert matrix.columns[0] == "Decides"
    assert [letter for letter, _ in matrix.legend] == ["D", "P", "R", "A", "I"]
    html = str(table_as_html(matrix, manual))
    assert "AIMS manager: performs and recommends, Set objectives" in html
    assert '<b class="aims-blue">R</b>' in html
    assert re.search(r'<td class="aims-who"><a href="/roles/board/">Board</a>', html)


def test_letters_of_raci_have_the_class_of_the_letter_alone(sound):
    manual = sound()
    assert '<b class="aims-a">A</b>' in table_as_html(drawn(manual), manual)


def test_who_is_accountable_follows_the_marked_letter(lettered):
    manual = lettered("RAPID", RAPID)
    found = responsibilities.accountable(manual, manual["ACT-1"])
    assert found is manual["board"]


def test_csv_and_workbook_have_the_holder_and_the_letters(lettered):
    manual = lettered("RASCI", RASCI)
    lines = as_csv(drawn(manual), manual).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Id,Activity,Accountable,")
    assert any(line.startswith("ACT-2,") and "officer (Ben)" in line for line in lines)
    rows = table_lines(drawn(manual), manual)
    assert any(str(cell).endswith("(Ben)") for cell in rows[2]) and "A/R" in map(str, rows[2])


def test_names_are_not_in_the_matrix_if_they_are_withheld(lettered):
    setting = "responsibility_letters: RASCI\nwithhold: [names]\n"
    whole = lettered(setting, RASCI)
    staff = _redacted_manual.redact_manual(whole)
    assert "Ben" in str(drawn(whole)) and "Ben" not in str(table_as_html(drawn(staff), staff))
    assert cells(staff) == cells(whole)


def test_own_letters_have_own_words_counts_and_colours(lettered):
    activities = """
- {id: ACT-1, title: Act, process: PRC-1, responsibilities: {board: L, ciso: G/W, aims-manager: z}}
- {id: ACT-2, title: Run, process: PRC-2, responsibilities: {ciso: W, board: Z}}
"""
    manual = lettered(OWN, activities)
    scheme = manual.letter_scheme
    assert scheme.name == "GWLZ"
    assert [scheme.colour(letter) for letter in "GWLZ"] == ["violet", "green", "amber", "grey"]
    assert findings(manual) == [
        "data/activities.yaml:3:43: error: ACT-2: has no accountable role",
    ]
    html = str(table_as_html(drawn(manual), manual))
    assert '<dt><b class="aims-violet">G</b></dt><dd>Gives the go</dd>' in html


def test_the_load_is_counted_by_the_letters_of_the_scheme(lettered):
    manual = lettered("RASCI", RASCI)
    assert drawn(manual, "load_per_role").columns[:5] == (
        "Accountable", "Responsible", "Supports", "Consulted", "Informed",
    )  # fmt: skip
    assert draw(manual).facts.columns[2] == "Supports"
    assert drawn(lettered("RAPID", RAPID), "role_register").columns[-2:] == ("Decides", "Performs")


def test_an_unknown_letter_is_not_lost_with_a_scheme_that_cannot_be_read(lettered):
    manual = lettered("RASIC", RASCI)
    assert len(findings(manual)) == 1
    assert drawn(manual).groups


def test_the_schema_of_an_activity_allows_the_letters_of_the_scheme(lettered):
    files = schemas.export(lettered("RASCI", RASCI))
    record = json.loads(files["schema/activities.json"])["$defs"]["record"]
    pattern = record["properties"]["responsibilities"]["additionalProperties"]["pattern"]
    assert all(re.search(pattern, cell) for cell in ("S", "a/r", "A, S", "AR"))
    assert not any(re.search(pattern, cell) for cell in ("V", "", "A/V", "A-R"))
    setting = json.loads(files["schema/settings.json"])["properties"]["responsibility_letters"]
    assert setting["anyOf"][0] == {"enum": [*SCHEMES]}


@pytest.mark.parametrize("name", SCHEMES)
def test_a_ready_made_scheme_is_complete(name):
    scheme = Settings.model_validate({"responsibility_letters": name}).letter_scheme
    assert scheme.name == name
    assert sorted(letter for letter, _ in scheme.legend) == sorted(re.sub(r"\W", "", name))
    assert all(item.duty for item in scheme.letters)
    colours = [scheme.colour(item.letter) for item in scheme.letters]
    assert len({*colours}) == len(colours)


def test_letters_without_a_colour_take_turns():
    letters = [{"letter": letter, "meaning": letter} for letter in "ABCDEFGH"]
    letters[0]["accountable"] = letters[1]["responsible"] = True
    scheme = Settings.model_validate({"responsibility_letters": letters}).letter_scheme
    assert [scheme.colour(letter) for letter in "ABCDEFG"] == [
        "red", "green", "amber", "grey", "blue", "violet", "amber",
    ]  # fmt: skip


def test_the_columns_follow_the_organisation_chart(sound):
    roles = """
- {id: owner, title: Owner}
- {id: board, title: Board, body: true, reports_to: owner}
- {id: zed, title: Zed, reports_to: board}
- {id: aims-manager, title: AIMS manager, reports_to: ciso}
- {id: ciso, title: Chief information security officer, reports_to: board}
- {id: clerk, title: Clerk, reports_to: clerk}
"""
    manual = sound(**{"roles.yaml": roles})
    order = ["owner", "board", "zed", "ciso", "aims-manager", "clerk"]
    assert [role.id for role in roles_in_order(manual)] == order
    named = {"zed", "ciso", "board", "aims-manager"}
    found = [[role.id for role in team] for team in teams(manual, named)]
    assert found == [["board", "zed"], ["ciso", "aims-manager"]]
    by_hand = sound(**{"roles.yaml": roles.replace("{id: clerk,", "{id: clerk, order: 1,")})
    assert roles_in_order(by_hand)[0].id == "clerk"


def test_each_activity_is_listed_once_below_the_highest_letter(lettered):
    manual = lettered("RASCI", RASCI)
    shares = responsibilities.cells_of(manual, manual["ciso"])
    found = responsibilities.cells_by_highest_letter(manual, shares)
    assert [(item.letter, [c.activity.id for c in several]) for item, several in found] == [
        ("A", ["ACT-2"]),
        ("S", ["ACT-1"]),
    ]


def test_a_change_affects_the_roles_that_act_by_the_scheme(lettered):
    """Whoever decides or performs is affected by a change of the activity, others are not."""
    sides = (RAPID, RAPID.replace("Set objectives", "Set other objectives"))
    old, new = (snapshots.snapshot_of_manual(lettered("RAPID", side)) for side in sides)
    assert old.acting == {"D", "P"}
    written = json.dumps(snapshots.snapshot_document(lettered("RAPID", RAPID))).encode()
    assert snapshots.read_snapshot(written, "manual.json")[0].acting == {"D", "P"}
    assert {*impacts_by_role(compare(old, new), old, new)} == {"board", "aims-manager"}


@pytest.fixture(scope="module", params=["RASCI", "RAPID"])
def site(request, tmp_path_factory):
    """Return the folder of a site with other letters, its scheme and its PDF as text."""
    made = editions.project(tmp_path_factory.mktemp(request.param) / "project")
    activities = {"RASCI": RASCI, "RAPID": RAPID}[request.param]
    settings = made / "data/settings.yaml"
    before = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(
        f"{before}\nresponsibility_letters: {request.param}\nfail_on: notice\n", encoding="utf-8"
    )
    (made / "data/activities.yaml").write_text(activities, encoding="utf-8")
    (made / "docs/index.md").write_text(PAGE, encoding="utf-8")
    done = editions.run(made, "build", "--site", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return made / "site", scheme_of(SCHEMES[request.param])


def test_a_built_site_has_the_letters_on_its_pages(site):
    folder, scheme = site
    matrix = (folder / "index.html").read_text(encoding="utf-8")
    for letter, meaning in scheme.legend:
        assert re.search(rf"<dt><b class=\"[^\"]*\">{letter}</b></dt><dd>{meaning}</dd>", matrix)
    role = (folder / "roles/aims-manager/index.html").read_text(encoding="utf-8")
    assert re.search(rf"<h2 id=\"matrix\">\s*{scheme.name}\b", role)
    onboarding = (folder / "onboarding/aims-manager/index.html").read_text(encoding="utf-8")
    assert f"Your activities ({scheme.name})" in onboarding
    for item in scheme.letters:
        assert f"{item.letter}: you {item.duty}." in onboarding
    pages = [*folder.rglob("*.html")]
    assert not [
        p for p in pages if re.search(r"\bRACI\b", words_of(p)) and "reference" not in p.parts
    ]


def words_of(path: Path) -> str:
    return re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))


def test_a_built_site_has_the_letters_in_its_files(site):
    folder, scheme = site
    sheet = (folder / "downloads/responsibility-matrix.csv").read_text(encoding="utf-8-sig")
    assert sheet.startswith(f"Id,Activity,{scheme.accountable.meaning},")
    data = json.loads((folder / "downloads/manual.json").read_text(encoding="utf-8"))
    assert [item["letter"] for item in data["responsibility_letters"]] == [
        letter for letter, _ in scheme.legend
    ]


@pytest.mark.needs_programs
def test_the_matrix_is_in_the_pdf(site):
    folder, scheme = site
    text = subprocess.run(
        ["pdftotext", "-layout", folder / "downloads/manual.pdf", "-"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    for letter, meaning in scheme.legend:
        assert re.search(rf"\b{letter} +{meaning}", text), text
    assert re.search(r"Run the systems", text)
