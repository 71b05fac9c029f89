"""Retiring an edition: off the list first, then out of its folder."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from . import aliases, list_log, manifest
from .atomic import sync
from .editions import Editions, Listed
from .errors import PublishingError
from .installing import Outcome
from .layout import MANIFEST, RETIRED, UNFINISHED, editions_there, free_name

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def retire(
    folder: Path, name: str, successor: str, delete: bool, key: "Ed25519PrivateKey | None"
) -> Outcome:
    """Take an edition off the list, then keep it aside or delete it; `successor` gets its aliases.

    Raises:
        PublishingError: If the edition does not exist, or an alias would lead nowhere.
    """
    editions = Editions.read(folder)
    listed, there = editions.find(name), folder / name
    if listed is None and name not in editions_there(folder):
        known = ", ".join(edition.name for edition in editions) or "none"
        raise PublishingError(f"{folder}: has no edition {name}", f"Its editions are: {known}.")
    if listed:
        _refuse_to_strand(folder, editions, listed, successor)
        following = editions
        if listed.aliases:
            # While both are listed, so that no alias leads to an edition that is not listed.
            following = following.having(successor, aliases=listed.aliases)
            list_log.write_list(folder, following.as_bytes(), key)
            aliases.apply(folder, following)
        following = following.without(name)
        list_log.write_list(folder, following.as_bytes(), key)
        aliases.apply(folder, following)
    if not there.is_dir():
        return Outcome("removed from the list; its folder did not exist")
    return _deleted(folder, there) if delete else _kept_aside(folder, there)


def _refuse_to_strand(folder: Path, editions: Editions, listed: Listed, successor: str) -> None:
    """Refuse to leave an alias, or the first page, that leads nowhere.

    Raises:
        PublishingError: If it would lead nowhere.
    """
    others = [edition.name for edition in editions if edition.name != listed.name]
    if not others:
        message = f"{folder}: {listed.name} is the only edition"
        raise PublishingError(message, "To publish nothing any more, delete the folder.")
    if successor and successor not in others:
        message = f"{folder}: has no other edition {successor}"
        raise PublishingError(message, f"Its other editions are: {', '.join(others)}.")
    if listed.aliases and not successor:
        named = ", ".join(f"'{alias}'" for alias in listed.aliases)
        message = f"{folder}: {named} leads to edition {listed.name}"
        raise PublishingError(
            message, f"Name the edition that it leads to instead: --successor {others[0]}"
        )


def _deleted(folder: Path, there: Path) -> Outcome:
    # Moved first, so that nobody sees half of it.
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as work:
        there.rename(Path(work) / "edition")
    return Outcome("deleted")


def _kept_aside(folder: Path, there: Path) -> Outcome:
    path = there / MANIFEST
    sha256 = manifest.sha256(path.read_bytes()) if path.is_file() else "unknown"
    (folder / RETIRED).mkdir(exist_ok=True)
    aside = free_name(folder / RETIRED, there.name, sha256)
    there.rename(aside)
    sync(aside.parent)
    sync(folder)
    return Outcome("retired", aside.relative_to(folder).as_posix())
