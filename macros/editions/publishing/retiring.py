"""Taking an edition away: off the list first, then out of sight."""

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
    folder: Path, name: str, heir: str, delete: bool, key: "Ed25519PrivateKey | None"
) -> Outcome:
    """Take an edition off the list and then away; `heir` is given its aliases."""
    editions = Editions.read(folder)
    listed, there = editions.find(name), folder / name
    if listed is None and name not in editions_there(folder):
        known = ", ".join(one.name for one in editions) or "none"
        raise PublishingError(f"{folder}: has no edition {name}", f"Its editions are: {known}.")
    if listed:
        _refuse_to_strand(folder, editions, listed, heir)
        following = editions
        if listed.aliases:
            # While both are listed, so that no alias leads to what is not.
            following = following.having(heir, aliases=listed.aliases)
            list_log.write_list(folder, following.as_bytes(), key)
            aliases.settle(folder, following)
        following = following.without(name)
        list_log.write_list(folder, following.as_bytes(), key)
        aliases.settle(folder, following)
    if not there.is_dir():
        return Outcome("taken off the list; its folder was not there")
    return _deleted(folder, there) if delete else _kept_aside(folder, there)


def _refuse_to_strand(folder: Path, editions: Editions, listed: Listed, heir: str) -> None:
    """Refuse to leave an alias, or the first page, that leads nowhere."""
    others = [one.name for one in editions if one.name != listed.name]
    if not others:
        said = f"{folder}: {listed.name} is the only edition"
        raise PublishingError(said, "Delete the folder, if nothing is to be published any more.")
    if heir and heir not in others:
        said = f"{folder}: has no edition {heir} that could follow {listed.name}"
        raise PublishingError(said, f"Its other editions are: {', '.join(others)}.")
    if listed.aliases and not heir:
        named = ", ".join(f"'{alias}'" for alias in listed.aliases)
        said = f"{folder}: {named} leads to edition {listed.name}"
        raise PublishingError(said, f"Say where it is to lead instead: --heir {others[0]}")


def _deleted(folder: Path, there: Path) -> Outcome:
    # Out of sight first: nobody is to see half of it.
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
