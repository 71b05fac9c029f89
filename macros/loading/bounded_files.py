"""Reads untrusted files up to a limit."""

import os
import stat
from pathlib import Path

from ..diagnostics import Finding, Location, ManualError, Severity

MAX_BYTES = 16_000_000


def read_bytes(path: Path, most: int = MAX_BYTES, within: Path | None = None) -> bytes:
    """Return the content of a plain file.

    A device or a pipe is refused before it is read, because it may block or never end.

    Args:
        path: The file.
        most: The largest size in bytes.
        within: A folder; a link that leads out of it is refused.

    Raises:
        ManualError: If the path is not a plain file, is too large or cannot be read.
    """
    if within is not None and not path.resolve().is_relative_to(within.resolve()):
        raise _refusal(path, "is a link that leads out of the folder", "Replace it with the file.")
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _refusal(path, "is not a plain file", "Give the path of a plain file.")
            # Read one byte beyond the limit: the file may grow while it is read.
            content = b"" if status.st_size > most else file.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise _refusal(path, f"cannot be read: {reason}", "") from error
    if status.st_size > most or len(content) > most:
        size = f"{max(status.st_size, len(content)) / 1e6:.0f} MB"
        hint = f"Split it into files of at most {most / 1e6:.0f} MB."
        raise _refusal(path, f"is too large to be read ({size})", hint)
    return content


def _refusal(path: Path, message: str, hint: str) -> ManualError:
    where = Location(path.as_posix())
    return ManualError([Finding(where, f"'{path.name}' {message}", hint, Severity.ERROR)])
