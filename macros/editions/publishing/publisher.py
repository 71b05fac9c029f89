"""Publishing an edition into a folder, and retiring one.

Each change that readers see is one step of the file system, in this order: the edition is complete
before it is listed, and listed before an alias leads to it. The next publisher finishes or undoes a
step that was interrupted.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from . import aliases, lock, recovery, retiring
from .atomic import write
from .editions import AUDIENCE, Editions
from .errors import PublishingError, of_system
from .installing import Edition, Installation, Outcome, seal
from .layout import (
    LATEST,
    LIST_SIGNATURE,
    UNFINISHED,
    VERSIONS,
    alias_name,
    edition_name,
    foreign_entries,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def publish(
    folder: Path,
    edition: Edition,
    make: Callable[[Path], None],
    *,
    replace: bool = False,
    key: "Ed25519PrivateKey | None" = None,
    break_lock: bool = False,
) -> Outcome:
    """Publish an edition and return the result.

    Args:
        folder: The published folder; it is created if it does not exist.
        edition: What is published.
        make: Builds the edition into a folder.
        replace: Whether to replace another edition of the same number.
        key: The key to sign with.
        break_lock: Whether to remove a stale lock.

    Raises:
        PublishingError: If the edition is not published; no published edition was changed.
    """
    edition_name(edition.name)
    if edition.alias:
        alias_name(edition.alias)
    with _at_work(folder, break_lock, key):
        editions = Editions.read(folder)
        _refuse_other_audience(folder, editions, edition)
        aliases.refuse_impossible(folder, edition.alias or LATEST, edition.alias_as)
        with tempfile.TemporaryDirectory(
            prefix=UNFINISHED, dir=folder, ignore_cleanup_errors=True
        ) as work:
            fresh = Path(work) / "edition"
            make(fresh)
            content = seal(fresh, edition, key)
            return Installation(folder, editions, edition, fresh, content, replace, key).install()


def retire(
    folder: Path,
    name: str,
    *,
    successor: str = "",
    delete: bool = False,
    key: "Ed25519PrivateKey | None" = None,
    break_lock: bool = False,
) -> Outcome:
    """Retire an edition and return the result.

    Args:
        folder: The published folder.
        name: The number of the edition.
        successor: The edition that gets its aliases.
        delete: Whether to delete the edition; by default it is kept aside.
        key: The key to sign the list with.
        break_lock: Whether to remove a stale lock.

    Raises:
        PublishingError: If the edition is not retired.
    """
    edition_name(name)
    if not folder.is_dir():
        raise PublishingError(f"{folder}: does not exist", "Name the published folder.")
    with _at_work(folder, break_lock, key):
        return retiring.retire(folder, name, successor, delete, key)


@contextmanager
def _at_work(folder: Path, break_lock: bool, key: "Ed25519PrivateKey | None") -> Iterator[None]:
    """Hold the lock of a folder, finish interrupted changes, and sign the list at the end.

    Raises:
        PublishingError: If the folder is locked, is not a published one, or cannot be written.
    """
    try:
        if others := foreign_entries(folder):
            raise PublishingError(
                f"{folder}: holds {others[0]} and no list of editions ({VERSIONS})",
                "Name an empty or a new folder: it may contain editions only.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        with lock.hold(folder, break_lock):
            before = _list_in(folder)
            try:
                recovery.tidy(folder, key)
                yield
            finally:
                _sign_list(folder, key, before)
    except OSError as error:
        raise of_system(error, folder) from error


def _list_in(folder: Path) -> bytes:
    path = folder / VERSIONS
    return path.read_bytes() if path.is_file() else b""


def _sign_list(folder: Path, key: "Ed25519PrivateKey | None", before: bytes) -> None:
    """Sign the list of editions; without a key, remove the signature of an earlier list."""
    now, at = _list_in(folder), folder / LIST_SIGNATURE
    if key and now:
        signature = key.sign(now)
        if not at.is_file() or at.read_bytes() != signature:
            write(at, signature)
    elif now != before:
        at.unlink(missing_ok=True)


def _refuse_other_audience(folder: Path, editions: Editions, edition: Edition) -> None:
    # Readers of one edition can open all editions in the folder.
    for listed in editions:
        other = listed.properties.get(AUDIENCE, edition.audience)
        if other != edition.audience:
            raise PublishingError(
                f"{folder}: holds editions for {other}, and this one is for {edition.audience}",
                "Publish to a separate folder for each audience.",
            )
