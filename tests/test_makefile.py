"""What `make` runs, with spaces and quotes in what it is told."""

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
