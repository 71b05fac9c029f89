"""The book of the example, printed once for all tests of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.printing import Printed

ROOT = Path(__file__).parents[1]
EPOCH = {**os.environ, "SOURCE_DATE_EPOCH": "1788220800"}


def make(site: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Print the book of a site, or a part of it, by the command."""
    command = [sys.executable, "-m", "macros", "pdf", "--site", str(site), "--out", str(out), *more]
    return subprocess.run(command, cwd=ROOT, env=EPOCH, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def printed(built_site, tmp_path_factory) -> Printed:
    """Return the example's book, printed once; `AIMS_PDF` names one that is printed already."""
    folder = tmp_path_factory.mktemp("book")
    out = Path(os.environ.get("AIMS_PDF") or folder / "manual.pdf")
    if not out.exists():
        done = make(built_site, out)
        assert done.returncode == 0, done.stdout + done.stderr
    return Printed(out.read_bytes(), folder)
