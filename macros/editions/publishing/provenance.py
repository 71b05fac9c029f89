"""The provenance of an edition: its commit, and the versions of the tools."""

import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..git import git
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
    """Return the versions of the tools that build a manual."""
    found = {"python": platform.python_version()}
    for name in TOOLS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # In a clone, the program itself is not installed.
            continue
    return found


def source(project: Path, published: Path, read: Iterable[Path] = ()) -> Source:
    """Return the commit of a project; published files do not count as a change.

    Args:
        read: The files and folders that the manual is made of. They are compared with the commit
            byte by byte, because git passes over ignored files.

    Raises:
        GitError: If there is no commit that can be reported, with the reason.
    """
    commit = git(project, "rev-parse", "--verify", "HEAD").decode().strip()
    paths = ["--", ":/"]
    top = Path(os.fsdecode(git(project, "rev-parse", "--show-toplevel")).rstrip("\n")).resolve()
    if published.resolve().is_relative_to(top):
        inner = published.resolve().relative_to(top).as_posix()
        paths.append(f":(top,exclude,literal){inner}")
    changed = git(project, "status", "--porcelain", *paths)
    return Source(commit=commit, clean=not changed and _is_committed(top, commit, read, published))


def _is_committed(top: Path, commit: str, read: Iterable[Path], published: Path) -> bool:
    """Return whether each file on the disk equals that in a commit."""
    found = sorted({path for folder in read for path in _files(folder, published.resolve())})
    inside = [path.relative_to(top).as_posix() for path in found if path.is_relative_to(top)]
    if len(inside) < len(found) or any("\n" in path for path in inside):
        return False
    listed = git(top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    committed = {}
    for line in filter(None, listed):
        about, _, path = line.partition(b"\t")
        committed[os.fsdecode(path)] = about.split()[2]
    given = "".join(f"{path}\n" for path in inside)
    hashed = git(top, "hash-object", "--stdin-paths", given=os.fsencode(given)).split()
    return all(committed.get(path) == sha for path, sha in zip(inside, hashed, strict=True))


def _files(read: Path, published: Path) -> Iterator[Path]:
    """Yield the files that a manual is built from; a link counts as its target."""
    if read.is_file():
        yield read.resolve()
    for place, folders, files in os.walk(read):
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "__pycache__"))
            and Path(place, name).resolve() != published
        ]
        for name in files:
            path = Path(place, name)
            if not name.startswith(".") and not name.endswith("~") and path.is_file():
                yield path.resolve()
