"""One new file adds a kind of record; nothing else is touched."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import editions
from tests.smallest import no_caches

ROOT = Path(__file__).parents[1]

KIND = '''
from ._owned import Owned
from ._types import AISystemId, Day, Markdown


class Incident(Owned):
    """Something that went wrong with an AI system."""

    folder = "incidents"
    name = "incident"
    plural = "incidents"
    register_columns = ("system", "happened", "owner")

    system: AISystemId
    """The AI system it happened to."""
    happened: Day
    """The day it happened."""
    lesson: Markdown = ""
    """What was learnt from it."""
'''
INCIDENT = """\
- id: INC-1
  title: The assistant quoted a wrong deadline
  system: AIS-1
  happened: 2026-10-02
  owner: ciso
  lesson: Deadlines are now read from [[PRC-2]].
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of the project with one new file in it, and two incidents' data."""
    root = editions.project(tmp_path_factory.mktemp("new") / "project")
    (root / "macros").unlink()  # It is a link to ours.
    shutil.copytree(ROOT / "macros", root / "macros", ignore=no_caches)
    (root / "macros/model/incident.py").write_text(KIND, encoding="utf-8")
    (root / "data/incidents.yaml").write_text(INCIDENT, encoding="utf-8")
    return root


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=root, capture_output=True, text=True, check=False
    )


def test_its_references_and_fields_are_checked(project):
    file = project / "data/incidents.yaml"
    file.write_text(
        INCIDENT.replace("AIS-1", "AIS-11").replace("lesson:", "leson:"), encoding="utf-8"
    )
    report = run(project, "-m", "macros", "check").stdout
    file.write_text(INCIDENT, encoding="utf-8")
    assert "data/incidents.yaml:3:3: error: INC-1: system: 'AIS-11' does not exist" in report
    assert "Did you mean 'AIS-1'?" in report
    assert "data/incidents.yaml:6:3: error: INC-1: unknown field `leson` of an incident" in report
    assert "Did you mean `lesson`?" in report


def test_it_has_pages_a_register_mentions_a_schema_and_a_reference(project, tmp_path):
    built = run(project, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site"))
    assert built.returncode == 0, built.stderr
    site = tmp_path / "site"
    page = (site / "incidents/inc-1/index.html").read_text(encoding="utf-8")
    assert "The assistant quoted a wrong deadline" in page
    assert 'href="../../processes/prc-2/"' in page
    assert "INC-1" in (site / "incidents/index.html").read_text(encoding="utf-8")
    assert "INC-1" in (site / "ai-systems/ais-1/index.html").read_text(encoding="utf-8")
    assert "What was learnt from it." in (site / "downloads/schema/incidents.json").read_text()
    assert "INC-1" in (site / "downloads/incidents.csv").read_text(encoding="utf-8")
    reference = "".join(p.read_text(encoding="utf-8") for p in site.glob("reference/**/*.html"))
    assert "What was learnt from it." in reference
