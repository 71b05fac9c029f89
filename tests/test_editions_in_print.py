"""The PDF of both editions: what it says of itself, and what is attached to it."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import yaml

from tests.browser import needed
from tests.test_building import CONFIG, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.needs_programs]
RECEIPT = """\
[
{"person": "ben", "record": "POL-1", "version": "1.0", "on": "2026-02-03"}
]
"""
AUDIT = "An audit found that the shredder is empty."
ACTION = """
- id: ACN-9
  title: Fill the shredder again
  type: nonconformity
  state: open
  owner: ciso
  raised: 2026-01-10
  due: 2026-12-01
  text: %s
"""
PAGE = (
    "# For auditors\n\n{{ clauses('5.2') }}\n\n{{ table('readings') }}\n\n{{ table('health') }}\n"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Return the PDF of the sound manual, with a receipt and something wrong, for each reader."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(
        ROOT / "macros", project / "macros", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "tests/mistakes/_sound/data", project / "data")
    (project / "mkdocs.yml").write_text(CONFIG.replace("roles/index.md", "auditors.md"), "utf-8")
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text("# Manual\n", "utf-8")
    (project / "docs/auditors.md").write_text(PAGE, "utf-8")
    (project / "data/acknowledgements").mkdir()
    (project / "data/acknowledgements/ben.json").write_text(RECEIPT, "utf-8")
    actions = project / "data/actions.yaml"
    actions.write_text(actions.read_text("utf-8").rstrip() + ACTION % AUDIT, "utf-8")
    return {edition: build(project, edition) for edition in ("staff", "auditor")}


def build(project: Path, edition: str) -> pikepdf.Pdf:
    command = [sys.executable, "-m", "macros", "build", "--audience", edition, "--site", edition]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1770854400"}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return pikepdf.open(BytesIO((project / edition / "downloads/manual.pdf").read_bytes()))


def attached(pdf: pikepdf.Pdf) -> dict[str, str]:
    return {
        name: one.get_file().read_bytes().decode("utf-8-sig")
        for name, one in pdf.attachments.items()
    }


def words(pdf: pikepdf.Pdf) -> str:
    content = BytesIO()
    pdf.save(content)
    command = [needed("pdftotext", "poppler-utils"), "-", "-"]
    done = subprocess.run(command, input=content.getvalue(), capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_data_attached_for_an_auditor_are_the_files_as_they_were_written(printed):
    files = attached(printed["auditor"])
    assert files["data/acknowledgements/ben.json"] == RECEIPT
    assert AUDIT in files["data/actions.yaml"]
    assert "competences" in files["data/people.yaml"]
    assert "ben" in files["registers/acknowledgements.csv"]
    assert "outstanding" in files["registers/readings.csv"]
    assert {"registers/health.csv", "registers/statement-of-applicability.csv"} <= files.keys()


def test_those_attached_for_staff_hold_nothing_that_is_withheld(printed):
    files = attached(printed["staff"])
    assert not [name for name in files if name.startswith("data/acknowledgements")]
    everything = "\n".join(files.values())
    for withheld in (AUDIT, "ACN-9", "Fill the shredder", "2026-02-03", "outstanding"):
        assert withheld not in everything, withheld
    people = yaml.safe_load(files["data/people.yaml"])
    assert {"id", "title"} <= people[0].keys()
    assert not [one for one in people if {"competences", "courses", "joined"} & one.keys()]


def test_what_is_printed_for_staff_tells_nothing_of_it_either(printed):
    assert "ACN-9" in words(printed["auditor"])
    assert "ACN-9" not in words(printed["staff"])
    assert "ACN-9" not in str(printed["staff"].Root.get("/Metadata", b"").read_bytes())


def test_the_cover_says_which_is_for_auditors(printed):
    assert "Edition 1.0, for auditors" in words(printed["auditor"])
    assert "Edition 1.0" in words(printed["staff"])
    assert "Edition 1.0, for auditors" not in words(printed["staff"])
