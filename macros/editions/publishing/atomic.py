"""Files that are complete on the disk before anybody sees them."""

import ctypes
import errno
import os
from pathlib import Path
from typing import Any

from .errors import PublishingError
from .layout import NEW

_HERE = -100  # AT_FDCWD: a path from the current folder.
_EXCHANGE = 2  # RENAME_EXCHANGE


def prepare(path: Path, content: bytes) -> Path:
    """Write a file beside its final path, wait until it is on the disk, and return it."""
    fresh = path.with_name(f".{path.name}{NEW}")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def write(path: Path, content: bytes) -> None:
    """Write a file so that it has the old or the new content at every moment."""
    prepare(path, content).replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the list of files of a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot do that for a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until a folder and everything in it are on the disk.

    Raises:
        OSError: The file system reports an error.
    """
    call = _of_system("syncfs")
    if call:
        # The whole file system at once: file by file a manual would take a hundred times as long.
        handle = os.open(folder, os.O_RDONLY)
        try:
            if call(handle):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(folder))
        finally:
            os.close(handle)
        return
    for place, _, files in os.walk(folder):
        for name in files:
            sync(Path(place, name))
        sync(Path(place))


def exchange(first: Path, second: Path) -> None:
    """Exchange two folders in one step.

    Raises:
        PublishingError: If the file system cannot do that.
        OSError: If it refuses.
    """
    call = _of_system("renameat2")
    number = errno.ENOSYS
    if call:
        if call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
            return
        number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise PublishingError(
            f"{first}: the file system cannot exchange two folders in one step",
            "Publish the change as an edition with a new number.",
        )
    raise OSError(number, os.strerror(number), str(first))


def _of_system(name: str) -> Any:
    """Return a function of the system that Python does not offer; None if there is none."""
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)
