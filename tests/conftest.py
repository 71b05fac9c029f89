import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import checks
from macros.manual import Manual
from tests import examples  # noqa: F401  # loads the settings of Hypothesis
from tests.turns import turn
from tests.workers import Scheduling

# What `make` hands on to its programs, which would change what the tests start.
for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHON", "SITE", "TO", "EDITION", "ADDRESS"):
    os.environ.pop(name, None)

pytest_plugins = ["tests.browser", "tests.printed_example", "tests.smallest"]

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected reports")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark each test that opens a browser, by the fixture it asks for."""
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker("needs_browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.fixture
def write(tmp_path, monkeypatch) -> Callable[[dict[str, str]], Path]:
    """Return a function that writes files, by path, into an empty folder, now the current one."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> Path:
        for path, text in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, encoding="utf-8")
        return Path("data")

    return write


@pytest.fixture
def report() -> Callable[[Path], str]:
    """Return a function that says what `check` says of a data folder."""

    def report(folder: Path) -> str:
        return "".join(f"{finding}\n" for finding in checks.run(Manual.load(folder)))

    return report


@pytest.fixture(scope="session")
def built_site(tmp_path_factory, worker_id) -> Path:
    """Return the folder of this repository's site, built once for all workers.

    `AIMS_SITE` names one that is built already.
    """
    if os.environ.get("AIMS_SITE"):
        return Path(os.environ["AIMS_SITE"]).resolve()
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    site = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            command = [
                sys.executable,
                "-m",
                "macros",
                "build",
                "--without-pdf",
                "--site",
                str(site),
            ]
            environment = {**os.environ, "SITE_URL": "http://manual.test/intranet/aims/"}
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture
def sound(write) -> Callable[..., Manual]:
    """Return a function that loads the manual that is sound, with files laid over it."""
    folder = Path(__file__).parent / "mistakes" / "_sound"

    def sound(**over: str) -> Manual:
        files = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        return Manual.load(write(files | {f"data/{name}": text for name, text in over.items()}))

    return sound
