"""What `make` runs, with spaces and quotes in what it is told, and what the tests install."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ODD = "my  'own' site"


@pytest.mark.parametrize(
    ("target", "given", "arguments"),
    [
        ("manual", {"SITE": ODD}, ["-m", "macros", "build", "--site", ODD]),
        ("publish", {"TO": ODD}, ["-m", "macros", "publish", "--to", ODD]),
        (
            "publish",
            {"TO": ODD, "EDITION": "2 1"},
            ["-m", "macros", "publish", "--to", ODD, "--edition", "2 1"],
        ),
        (
            "serve",
            {"ADDRESS": "127.0.0.1: 1"},
            ["-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1: 1"],
        ),
    ],
)
def test_each_value_is_one_argument_in_any_folder(tmp_path, target, given, arguments):
    folder = tmp_path / "a folder's name"
    (folder / ".venv/bin").mkdir(parents=True)
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    (folder / ".venv/.installed").touch()
    python = folder / ".venv/bin/python"
    python.write_text('#!/bin/sh\nfor one; do echo "$one"; done\n')
    python.chmod(0o755)
    values = [f"{name}={value}" for name, value in given.items()]
    command = ["make", "--silent", target, *values]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == arguments


def tools(tmp_path: Path, user: int) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run what looks for the programs of the tests where there are none, and say what it called."""
    (tmp_path / "bin").mkdir()
    calls = tmp_path / "calls"
    calls.touch()
    for name, body in {
        "id": f"echo {user}",
        "grep": "exit 1",
        "apt-cache": "exit 1",
        "apt-get": f'echo "apt-get $*" >>{calls}',
        "npm": f'echo "npm $*" >>{calls}',
        "cmp": "exit 0",
    }.items():
        program = tmp_path / "bin" / name
        program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", ROOT / "tests/tools.sh"],
        cwd=ROOT,
        env={"PATH": str(tmp_path / "bin")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, calls.read_text(encoding="utf-8")


def test_one_line_says_what_the_tests_install_and_how_to_go_without(tmp_path):
    done, calls = tools(tmp_path, user=0)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith("Installing these packages for the tests: chromium ")
    assert line.endswith("`make test-core` runs the tests that need Python packages alone.")
    packages = line.partition(": ")[2].partition(".")[0]
    update, install = calls.splitlines()
    assert update == "apt-get update -qq"
    assert install.endswith(packages)


def test_who_may_not_install_is_told_what_to_install(tmp_path):
    done, calls = tools(tmp_path, user=1000)
    assert (done.returncode, done.stdout, calls) == (1, "", "")
    need, cure = done.stderr.splitlines()
    assert need.startswith("The tests need these packages: ") and "`make test-core`" in need
    assert "sudo apt-get install chromium" in cure
