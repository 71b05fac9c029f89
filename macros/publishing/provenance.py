"""What an edition is made from and with: the commit, and the versions of the tools."""

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .manifest import Source

TOOLS = (
    "aims-manual",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-macros-plugin",
    "mkdocs-material",
    "pikepdf",
    "pydantic",
    "typst",
)


def tools() -> dict[str, str]:
    """Return the versions of what a manual is made with."""
    found = {"python": platform.python_version()}
    for name in TOOLS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # The program itself is not installed where it is cloned.
            continue
    return found


def source(project: Path, published: Path) -> Source | None:
    """Return the commit a project stands at; what is published does not count as a change."""
    commit = _git(project, "rev-parse", "--verify", "HEAD")
    if commit is None:
        return None
    paths = ["--", ":/"]
    top = _git(project, "rev-parse", "--show-toplevel")
    if top and published.resolve().is_relative_to(Path(top).resolve()):
        inner = published.resolve().relative_to(Path(top).resolve()).as_posix()
        paths.append(f":(top,exclude,literal){inner}")
    changed = _git(project, "status", "--porcelain", *paths)
    return Source(commit=commit, clean=changed == "")


def _git(project: Path, *arguments: str) -> str | None:
    """Return what git says, or None where there is no git or nothing of its own."""
    command = ["git", "-C", str(project), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()
