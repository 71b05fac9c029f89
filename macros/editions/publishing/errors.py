"""Errors of publishing, each with the way to fix it."""

import errno
from pathlib import Path

from ...diagnostics import AimsError


class PublishingError(AimsError):
    """Why nothing was published, verified or retired, and how to fix it."""


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT = {errno.EROFS, errno.EACCES, errno.EPERM}


def of_system(error: OSError, folder: Path) -> PublishingError:
    """Return the error of the system as an error of publishing."""
    kept = "No published edition was changed."
    if error.errno in _FULL:
        return PublishingError(
            f"{folder}: there is no space left on the disk", f"Free some space. {kept}"
        )
    if error.errno in _SHUT:
        where = error.filename or folder
        message = f"{folder}: cannot be written to ({where}: {error.strerror})"
        return PublishingError(message, f"Publish as a user with write permission. {kept}")
    where = f"{error.filename}: " if error.filename else ""
    return PublishingError(f"{folder}: {where}{error.strerror or error}", kept)


def in_output(output: str, folder: Path) -> PublishingError | None:
    """Return the error of the system that is in the output of a program, if any."""
    for number in sorted(_FULL | {errno.EROFS}):
        if f"[Errno {number}]" in output:
            return of_system(OSError(number, errno.errorcode[number]), folder)
    return None
