"""How a published folder is laid out, and which names may stand in it."""

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

# Hidden, so that no server shows them and nobody takes them for editions.
LOCK = ".lock"
REPLACED, RETIRED = ".replaced", ".retired"
UNFINISHED = ".publishing-"
NEW = ".new"
"""How the name of a file ends that is not in its place yet; a dot stands before it."""

_EDITION = re.compile(r"\d+(\.\d+)*")
_ALIAS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 60


def edition_name(name: str) -> str:
    """Return a name as that of an edition, or refuse it."""
    if not _EDITION.fullmatch(name) or not name.isascii() or len(name) > _LONGEST:
        said = f"{quote_excerpt(name)} is no number of an edition"
        raise PublishingError(said, "Write digits and dots: --edition 2.1")
    return name


def alias_name(name: str) -> str:
    """Return a name as that of an alias, which no edition can have, or refuse it."""
    if not _ALIAS.fullmatch(name) or len(name) > _LONGEST:
        said = f"{quote_excerpt(name)} is no name for an alias"
        raise PublishingError(said, "Write small letters, digits and hyphens: --alias latest")
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
    """Return a path at which nothing stands yet, for an edition that is kept aside."""
    path = aside / f"{edition}-{sha256[:12]}"
    number = 2
    while path.exists() or path.is_symlink():
        path, number = aside / f"{edition}-{sha256[:12]}-{number}", number + 1
    return path


def strangers(folder: Path) -> list[str]:
    """Return what stands in a folder that holds no list of editions and is not of ours."""
    if (folder / VERSIONS).exists() or not folder.exists():
        return []
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if not entry.name.startswith(".")
        and not (_EDITION.fullmatch(entry.name) and (entry / MANIFEST).is_file())
    )
