"""One new file adds a kind of record; nothing else is touched."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import editions
from tests.smallest import no_caches

ROOT = Path(__file__).parents[1]

KIND = '''
from typing import Annotated

from ._entity import Part
from ._markers import (
    Addresses,
    Affects,
    Due,
    DueAgain,
    Duty,
    Happened,
    Heading,
    History,
    NotBefore,
    NotCompared,
    RestsOn,
    Routine,
)
from ._owned import Reviewed
from ._types import AISystemId, Cadence, Day, Markdown, PolicyId, RequirementId, RoleId


class Drill(Part):
    """One time that people tried what they learnt."""

    on: Annotated[Day, Happened("had a drill"), DueAgain("drill", every="drill_every")]
    """The day."""
    result: str = ""
    """What came of it."""


class Incident(Reviewed):
    """Something that went wrong with an AI system (clause 10.2)."""

    folder = "incidents"
    name = "incident"
    plural = "incidents"
    register_columns = ("system", "happened", "owner")
    if_removed = "Keep it: an incident is evidence."

    system: AISystemId
    """The AI system it happened to."""
    policy: Annotated[PolicyId | None, RestsOn()] = None
    """The policy by which it was judged."""
    happened: Annotated[Day, Happened()]
    """The day it happened."""
    closed: Annotated[
        Day | None, NotBefore("happened", "was closed on {day}, before it happened on {start}")
    ] = None
    """The day it was closed."""
    report_by: Annotated[Day | None, Due("incident report", by="handler", unless="closed")] = None
    """The day by which it must be reported."""
    handler: Annotated[RoleId | None, Duty(), Affects("owned")] = None
    """The role that handles it."""
    drills: Annotated[
        tuple[Drill, ...], History("the drill of {}", fixed=("result",)), Routine()
    ] = ()
    """The drills since, the newest first."""
    drill_every: Cadence | None = None
    """How often there is a drill."""
    ticket: Annotated[str, NotCompared()] = ""
    """Its number in the help desk."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it is about."""
    lesson: Annotated[Markdown, Heading("Lessons learnt")] = ""
    """What was learnt from it."""
'''
INCIDENT = """\
- id: INC-1
  title: The assistant quoted a wrong deadline
  system: AIS-1
  happened: 2026-10-02
  owner: ciso
  last_reviewed: 2026-10-05
  review_every: yearly
  report_by: 2027-01-08
  handler: handler
  requirements: ["5.2"]
  lesson: Deadlines are now read from [[PRC-2]].
"""
ROLE = """
- id: handler
  title: Incident handler
  reports_to: board
- id: idle
  title: Idle role
  reports_to: board
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of the project with one new file in it, and data for it."""
    root = editions.project(tmp_path_factory.mktemp("new") / "project")
    (root / "macros").unlink()  # It is a link to ours.
    shutil.copytree(ROOT / "macros", root / "macros", ignore=no_caches)
    (root / "macros/model/incident.py").write_text(KIND, encoding="utf-8")
    (root / "data/incidents.yaml").write_text(INCIDENT, encoding="utf-8")
    with (root / "data/roles.yaml").open("a", encoding="utf-8") as roles:
        roles.write(ROLE)
    return root


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=root, capture_output=True, text=True, check=False
    )


def incident(id: str, *lines: str) -> str:
    """Return an incident with other lines in place of those of the same fields."""
    names = ("- id:", *(f"  {line.partition(':')[0]}:" for line in lines))
    kept = [line for line in INCIDENT.splitlines() if not line.startswith(names)]
    return "\n".join([f"- id: {id}", *kept, *(f"  {line}" for line in lines)]) + "\n"


def with_incidents(folder: Path, *incidents: str) -> Path:
    """Return a copy of a data folder with these incidents in it."""
    shutil.copytree(folder, folder.with_name(f"{folder.name}-{len(incidents)}"))
    copy = folder.with_name(f"{folder.name}-{len(incidents)}")
    (copy / "incidents.yaml").write_text("".join(incidents), encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def report(project):
    """Return the report on incidents with several faults."""
    data = with_incidents(
        project / "data",
        INCIDENT.replace("AIS-1", "AIS-11").replace("lesson:", "leson:"),
        incident("INC-2", "happened: 2026-12-02", "closed: 2026-11-01"),
        incident("INC-3", "drills: [{on: 2026-10-09}, {on: 2026-12-01}]"),
        incident("INC-4", "report_by: 2026-11-02", "last_reviewed: 2025-10-03"),
        incident("INC-5", "report_by: 2026-11-02", "closed: 2026-11-01", "policy: POL-1"),
        incident("INC-6", "drills: [{on: 2026-10-09}, {on: 2025-10-01}]", "drill_every: monthly"),
    )
    policies = (data / "policies.yaml").read_text(encoding="utf-8")
    newer = "    - {version: 1.1, on: 2026-11-02, change: A new rule}\n    - {version: 1.0,"
    policies = policies.replace("    - {version: 1.0,", newer, 1)
    (data / "policies.yaml").write_text(policies, encoding="utf-8")
    return run(project, "-m", "macros", "check", "--data", data.name).stdout


def test_its_references_and_fields_are_checked(report):
    assert "incidents.yaml:3:3: error: INC-1: system: 'AIS-11' does not exist" in report
    assert "Did you mean 'AIS-1'?" in report
    assert "incidents.yaml:11:3: error: INC-1: unknown field `leson` of an incident" in report
    assert "Did you mean `lesson`?" in report


def test_its_days_are_checked(report):
    assert "INC-2: happened on 2026-12-02, which is in the future" in report
    assert "INC-2: was closed on 2026-11-01, before it happened on 2026-12-02" in report
    assert "INC-3: had a drill on 2026-12-01, which is in the future" in report
    assert "INC-3: lists 2026-12-01 below 2026-10-09 in `drills`" in report


def test_what_is_overdue_is_reported(report):
    assert "INC-4: was due on 2026-11-02" in report
    assert "INC-4: was due for review on 2026-10-03" in report
    assert "INC-5: was due on" not in report, "it is closed"
    assert "INC-6: was due on 2026-11-09" in report, "one month after the last drill"


def test_it_is_suspect_once_what_it_rests_on_has_changed(report):
    assert re.search(r"INC-5: .*; POL-1 .*2026-11-02", report)
    assert "INC-6: was last reviewed" not in report, "it rests on no policy"


def test_it_gives_its_handler_something_to_do(report):
    assert "idle: has no duties" in report
    assert "handler: has no duties" not in report


def test_it_is_compared_and_concerns_the_roles_that_it_names(project):
    old, routine = INCIDENT, incident("INC-2", "owner: ciso")
    before = with_incidents(project / "data", old, routine)
    after = with_incidents(
        before,
        incident("INC-1", "lesson: Deadlines are read twice.", "ticket: T-1"),
        incident("INC-2", "drills: [{on: 2026-11-02}]"),
    )
    told = run(project, "-m", "macros", "diff", before.name, after.name).stdout
    assert "Lessons learnt" in told
    assert "Ticket" not in told
    own = run(project, "-m", "macros", "diff", before.name, after.name, "--role", "handler").stdout
    assert "INC-1" in own
    assert "INC-2" not in own, "a drill was planned and concerns nobody"


@pytest.fixture(scope="module")
def site(project, tmp_path_factory):
    """Return the built site of the project."""
    site = tmp_path_factory.mktemp("built") / "site"
    built = run(project, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site))
    assert built.returncode == 0, built.stderr
    return site


def read(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_it_has_pages_a_register_mentions_a_schema_and_a_reference(site):
    page = read(site, "incidents/inc-1/index.html")
    assert "The assistant quoted a wrong deadline" in page
    assert 'href="../../processes/prc-2/"' in page
    assert "INC-1" in read(site, "incidents/index.html")
    assert "INC-1" in read(site, "ai-systems/ais-1/index.html")
    assert "What was learnt from it." in read(site, "downloads/schema/incidents.json")
    assert "INC-1" in read(site, "downloads/incidents.csv")
    reference = "".join(p.read_text(encoding="utf-8") for p in site.glob("reference/**/*.html"))
    assert "What was learnt from it." in reference


def test_its_due_dates_are_in_calendars_and_registers(site):
    for name in ("all", "roles/handler"):
        events = read(site, f"downloads/calendars/{name}.ics").replace("\r\n ", "")
        assert "SUMMARY:Incident report: INC-1" in events, name
        assert "DTSTART;VALUE=DATE:20270108" in events, name
    assert "INC-1" in read(site, "downloads/calendar-by-role.csv")


def test_its_roles_show_what_they_own_and_what_is_due(site):
    owner, handler = (read(site, f"roles/{role}/index.html") for role in ("ciso", "handler"))
    assert "INC-1" in section(owner, "owns")
    assert "INC-1" in section(owner, "due"), "the review"
    assert "incident report" in section(handler, "due")
    assert "INC-1" in section(handler, "mentioned-by")


def section(page: str, id: str) -> str:
    """Return a section of a page."""
    _, _, rest = page.partition(f'aria-labelledby="{id}"')
    return rest.partition("</section>")[0]


def test_it_addresses_the_clauses_that_it_names(site):
    assert "INC-1" in read(site, "downloads/clause-coverage.csv")
