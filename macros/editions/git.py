"""Running git."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from ..diagnostics import AimsError

MOST_SECONDS = 60
_DUBIOUS = re.compile(r"dubious ownership in repository at '(.*)'")


class GitError(AimsError):
    """git is missing, refuses or fails; `reason` and `hint` are for a message."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return the output of a git command in a folder; `given` is its standard input.

    Raises:
        GitError: git is missing, refuses, fails, or takes more than 60 seconds.
    """
    if shutil.which("git") is None:
        raise GitError("git is not installed", "Install git.")
    # English messages in any locale; objects without replacements.
    environment = {**os.environ, "LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git did not answer within {MOST_SECONDS} seconds") from error
    except (OSError, ValueError) as error:
        raise GitError(f"git cannot be run: {error}") from error
    if done.returncode:
        raise _refusal(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def is_shallow(folder: Path) -> bool:
    """Return whether a clone has only the newest commits.

    Raises:
        GitError: As for `git`.
    """
    return git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _refusal(output: str) -> GitError:
    if found := _DUBIOUS.search(output):
        hint = f"Trust it: git config --global --add safe.directory '{found[1]}'"
        return GitError("the repository belongs to another user", hint)
    if "not a git repository" in output:
        return GitError("there is no git repository", "Run the command inside a clone.")
    if "Needed a single revision" in output:
        return GitError("there is no such commit")
    lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in output.splitlines()]
    return GitError(f"git says: {next((line for line in lines if line), 'no reason')}")
