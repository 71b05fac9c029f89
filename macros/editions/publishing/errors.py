"""Why nothing was published, told so that it can be put right."""

import errno
from pathlib import Path

from ...diagnostics import escape_control


class PublishingError(Exception):
    """Why something is not done, and what to do about it."""

    def __init__(self, said: str, cure: str = "") -> None:
        self.said, self.cure = said, cure
        hint = f"\n    {escape_control(cure)}" if cure else ""
        super().__init__(escape_control(said) + hint)


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT = {errno.EROFS, errno.EACCES, errno.EPERM}


def of_system(error: OSError, folder: Path) -> PublishingError:
    """Return what the system would not do, in the words of whoever publishes."""
    kept = "What was published before is as it was."
    if error.errno in _FULL:
        return PublishingError(f"{folder}: there is no room left on the disk", f"Make room. {kept}")
    if error.errno in _SHUT:
        where = error.filename or folder
        said = f"{folder}: cannot be written to ({where}: {error.strerror})"
        return PublishingError(said, f"Publish as somebody who may write there. {kept}")
    where = f"{error.filename}: " if error.filename else ""
    return PublishingError(f"{folder}: {where}{error.strerror or error}", kept)


def in_output(output: str, folder: Path) -> PublishingError | None:
    """Return what the system would not do for a program, found in what the program said."""
    for number in sorted(_FULL | {errno.EROFS}):
        if f"[Errno {number}]" in output:
            return of_system(OSError(number, errno.errorcode[number]), folder)
    return None
