"""One publisher at a time: a lock that says who holds it, and that is not broken by accident."""

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
    """Who holds a lock, and since when."""

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
def held(folder: Path, breaking: bool = False) -> Iterator[None]:
    """Hold the lock of a folder; refuse where another holds it, or held it and is gone."""
    path = folder / LOCK
    handle = _opened(path)
    try:
        if not breaking:
            _refuse_stale(path, handle)
        try:
            _say(handle, json.dumps(asdict(Holder.here())))
            yield
        finally:
            # While the file is held nobody else can have put one of their own in its place.
            with suppress(OSError):
                path.unlink()
    finally:
        os.close(handle)


def broken(folder: Path) -> str:
    """Break a lock whose holder is gone, and return who held it; nothing where there is none."""
    path = folder / LOCK
    if not path.exists():
        return ""
    handle = _opened(path)
    try:
        held_by = _holder(handle)
        path.unlink()
    finally:
        os.close(handle)
    return held_by or "somebody who left no name"


def left_behind(folder: Path) -> str:
    """Return who holds the lock of a folder or left it behind; nothing where there is none."""
    try:
        with (folder / LOCK).open("rb") as file:
            return _holder(file.fileno()) or "somebody who left no name"
    except OSError:
        return ""


def _opened(path: Path) -> int:
    """Return the lock's file, which the system now keeps from all others until it is closed.

    The system lets go of it when the process ends, however it ends; that tells a holder who works
    from one who is gone. What the file says is for people, and for hosts that share the folder.
    """
    import fcntl  # Not there on Windows, where the other commands still work.

    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = _holder(handle) or "somebody"
            os.close(handle)
            said = f"{path.parent}: is being published to by {who}"
            raise PublishingError(said, "Try again when that is done.") from None
        except OSError:
            os.close(handle)
            raise
        # The one who held it may have taken the file away between the two steps above.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _refuse_stale(path: Path, handle: int) -> None:
    if not os.fstat(handle).st_size:
        return
    who = _holder(handle) or "somebody who left no name"
    elsewhere = " on " in who and f" on {socket.gethostname()}, " not in who
    gone = "whom this host cannot look after" if elsewhere else "whose process has ended"
    raise PublishingError(
        f"{path.parent}: is locked by {who}, {gone}",
        "If nobody is publishing there, break the lock:"
        f" {program.command('unlock')} {path.parent}, or publish with --break-lock.",
    )


def _holder(handle: int) -> str:
    """Return who a lock's file says holds it."""
    with suppress(ValueError, TypeError):
        said = json.loads(os.pread(handle, 4096, 0))
        return str(Holder(**said))
    return ""


def _say(handle: int, words: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, words.encode(), 0)
    os.fsync(handle)
