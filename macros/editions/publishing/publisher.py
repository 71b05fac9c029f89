"""Putting an edition into a published folder, and taking one away: the ways in.

What readers see changes by single steps of the file system, in this order: the edition is whole in
its place before the list names it, the list names it before an alias leads to it. A step that was
cut short is taken to its end, or taken back, by whoever publishes next.
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
from .installing import Edition, Outcome, Placing, sealed
from .layout import (
    LATEST,
    LIST_SIGNATURE,
    UNFINISHED,
    VERSIONS,
    alias_name,
    edition_name,
    strangers,
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
    """Publish what `make` writes into the folder it is given, and return what came of it."""
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
            content = sealed(fresh, edition, key)
            return Placing(folder, editions, edition, fresh, content, replace, key).place()


def retire(
    folder: Path,
    name: str,
    *,
    heir: str = "",
    delete: bool = False,
    key: "Ed25519PrivateKey | None" = None,
    break_lock: bool = False,
) -> Outcome:
    """Take an edition off the list and then away; `heir` is given its aliases."""
    edition_name(name)
    if not folder.is_dir():
        raise PublishingError(f"{folder}: is not there", "Name the folder that is published.")
    with _at_work(folder, break_lock, key):
        return retiring.retire(folder, name, heir, delete, key)


@contextmanager
def _at_work(folder: Path, break_lock: bool, key: "Ed25519PrivateKey | None") -> Iterator[None]:
    """Hold the folder's lock over a tidy folder, and tell what the system will not do."""
    try:
        if others := strangers(folder):
            raise PublishingError(
                f"{folder}: holds {others[0]} and no list of editions ({VERSIONS})",
                "Name an empty or a new folder, in which nothing but editions will stand.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        with lock.held(folder, break_lock):
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
    """Sign the list of editions; without a key, a signature of another list goes."""
    now, at = _list_in(folder), folder / LIST_SIGNATURE
    if key and now:
        signature = key.sign(now)
        if not at.is_file() or at.read_bytes() != signature:
            write(at, signature)
    elif now != before:
        at.unlink(missing_ok=True)


def _refuse_other_audience(folder: Path, editions: Editions, edition: Edition) -> None:
    # Whoever can open one edition can open them all.
    for one in editions:
        other = one.properties.get(AUDIENCE, edition.audience)
        if other != edition.audience:
            raise PublishingError(
                f"{folder}: holds editions for {other}, and this one is for {edition.audience}",
                "Publish them to a folder of their own.",
            )
