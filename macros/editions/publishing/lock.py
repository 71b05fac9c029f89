"""The lock of a published folder: one publisher at a time, who is named in the lock."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from getpass import getuser
from pathlib import Path

from ... import program
from .errors import PublishingError
from .layout import LOCK


@dataclass(frozen=True)
class Holder:
    """The holder of a lock, and since when."""

    user: str
    host: str
    pid: int
    since: str

    @classmethod
    def here(cls) -> "Holder":
        """Return this process."""
        try:
            user = getuser()
        except (KeyError, OSError):  # A container may give its user no name.
            user = str(os.getuid())
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        return cls(user, socket.gethostname(), os.getpid(), since)

    def __str__(self) -> str:
        return f"{self.user} on {self.host}, process {self.pid}, since {self.since}"


@contextmanager
def hold(folder: Path, breaking: bool = False) -> Iterator[None]:
    """Hold the lock of a folder.

    Raises:
        PublishingError: If another process holds it, or ended without releasing it.
        OSError: If the folder cannot be written.
    """
    path = folder / LOCK
    handle = _open(path)
    try:
        if not breaking:
            _refuse_stale(path, handle)
        try:
            _write(handle, json.dumps(asdict(Holder.here())))
            yield
        finally:
            # Nobody else can have replaced the file while it is held.
            with suppress(OSError):
                path.unlink()
    finally:
        os.close(handle)


def break_stale(folder: Path) -> str:
    """Remove a stale lock and return its holder; "" if there is no lock.

    Raises:
        PublishingError: If the holder is still publishing.
        OSError: If the folder cannot be written.
    """
    path = folder / LOCK
    if not path.exists():
        return ""
    handle = _open(path)
    try:
        held_by = _holder(handle)
        path.unlink()
    finally:
        os.close(handle)
    return held_by or "an unknown user"


def holder_of(folder: Path) -> str:
    """Return the holder of the lock of a folder, stale or not; "" if there is no lock."""
    try:
        with (folder / LOCK).open("rb") as file:
            return _holder(file.fileno()) or "an unknown user"
    except OSError:
        return ""


def _open(path: Path) -> int:
    """Return the file of the lock, locked by the system until it is closed.

    The system releases it when the process ends, however it ends, so a holder that is publishing
    differs from one that ended. The content of the file is for people, and for other hosts that
    share the folder.

    Raises:
        PublishingError: If another process holds the lock.
        OSError: If the folder cannot be written.
    """
    import fcntl  # Not there on Windows, where the other commands still work.

    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = _holder(handle) or "another user"
            os.close(handle)
            message = f"{path.parent}: {who} is publishing to it"
            raise PublishingError(message, "Try again later.") from None
        except OSError:
            os.close(handle)
            raise
        # The former holder may have removed the file between the two steps above.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _refuse_stale(path: Path, handle: int) -> None:
    if not os.fstat(handle).st_size:
        return
    who = _holder(handle) or "an unknown user"
    elsewhere = " on " in who and f" on {socket.gethostname()}, " not in who
    state = "which this host cannot check" if elsewhere else "whose process has ended"
    raise PublishingError(
        f"{path.parent}: is locked by {who}, {state}",
        "If nobody is publishing there, remove the lock:"
        f" `{program.command(f'break-lock {path.parent}')}`, or publish with --break-lock.",
    )


def _holder(handle: int) -> str:
    """Return the holder that the file of a lock names, or ""."""
    with suppress(ValueError, TypeError):
        holder = json.loads(os.pread(handle, 4096, 0))
        return str(Holder(**holder))
    return ""


def _write(handle: int, words: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, words.encode(), 0)
    os.fsync(handle)
