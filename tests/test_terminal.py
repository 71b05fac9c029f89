"""What any command does with a terminal and a disk that are not as it would have them."""

import os
import subprocess
import sys
from pathlib import Path

from macros.__main__ import main

ROOT = Path(__file__).parents[1]
OWN = "{id: acme, title: Acme, document_id: M-1, edition: 1.0, issued: 2026-02-01}\n"


def test_a_file_that_cannot_be_written_is_told_without_a_traceback(write, capsys):
    folder = write({"data/organisation.yaml": OWN, "taken": ""})
    assert main(["audit-pack", "--data", str(folder), "--out", "taken/pack.zip"]) == 1
    said = capsys.readouterr().err
    assert said == "taken:1:1: error: cannot be read or written: file exists\n"


def test_letters_that_a_terminal_does_not_know_are_shown_by_their_numbers(write):
    folder = write({"data/roles.yaml": "- {id: head, title: Head, purpose: '[[\u9577]]'}\n"})
    command = [sys.executable, "-m", "macros", "check", "--data", str(folder.resolve())]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=plain, cwd=ROOT, capture_output=True, check=False, text=True)
    assert "\\u9577" in done.stdout
    assert done.stderr == ""
