"""The layout of a published folder, and the names that it may contain."""

import re
from pathlib import Path

from ...diagnostics import quote_excerpt
from .errors import PublishingError

VERSIONS = "versions.json"
LIST_SIGNATURE = "versions.json.sig"
LIST_LOG = "versions.log"
INDEX = "index.html"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
LATEST = "latest"
"""The alias that readers follow to the edition in force."""

# Hidden, so that no server shows them and nobody mistakes them for editions.
LOCK = ".lock"
REPLACED, RETIRED = ".replaced", ".retired"
UNFINISHED = ".publishing-"
NEW = ".new"
"""The end of the name of a file that is not in its place yet; the name begins with a dot."""

_EDITION = re.compile(r"\d+(\.\d+)*")
_ALIAS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 60


def edition_name(name: str) -> str:
    """Return a name if it is the number of an edition.

    Raises:
        PublishingError: If it is not.
    """
    if not _EDITION.fullmatch(name) or not name.isascii() or len(name) > _LONGEST:
        message = f"{quote_excerpt(name)} is not the number of an edition"
        raise PublishingError(message, "Write digits and dots: --edition 2.1")
    return name


def alias_name(name: str) -> str:
    """Return a name if it is an alias, which no edition can have.

    Raises:
        PublishingError: If it is not.
    """
    if not _ALIAS.fullmatch(name) or len(name) > _LONGEST:
        message = f"{quote_excerpt(name)} is not the name of an alias"
        raise PublishingError(
            message, "Write lower-case letters, digits and hyphens: --alias latest"
        )
    return name


def editions_there(folder: Path) -> list[str]:
    """Return the names of the folders that look like editions, listed or not."""
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if _EDITION.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink()
    )


def kept_aside(folder: Path) -> list[str]:
    """Return the paths of the editions that were replaced or retired."""
    return sorted(
        f"{aside}/{entry.name}"
        for aside in (REPLACED, RETIRED)
        if (folder / aside).is_dir()
        for entry in (folder / aside).iterdir()
    )


def free_name(aside: Path, edition: str, sha256: str) -> Path:
    """Return a path that does not exist yet, for an edition that is kept aside."""
    path = aside / f"{edition}-{sha256[:12]}"
    number = 2
    while path.exists() or path.is_symlink():
        path, number = aside / f"{edition}-{sha256[:12]}-{number}", number + 1
    return path


def foreign_entries(folder: Path) -> list[str]:
    """Return the entries of a folder without a list of editions that no publisher created."""
    if (folder / VERSIONS).exists() or not folder.exists():
        return []
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if not entry.name.startswith(".")
        and not (_EDITION.fullmatch(entry.name) and (entry / MANIFEST).is_file())
    )
