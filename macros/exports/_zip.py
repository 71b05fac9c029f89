"""Many files in one, the same bytes for the same files."""

import io
from collections.abc import Iterable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# What a ZIP file can say begins and ends here.
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
# Who may read a file, as Unix writes it: the owner may write it, all may read it.
_READABLE = 0o644 << 16


def pack(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return a ZIP file of files in the order given, each dated as of a day."""
    buffer = io.BytesIO()
    moment = (min(max(day.year, _FIRST_YEAR), _LAST_YEAR), day.month, day.day, 0, 0, 0)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = ZipInfo(name, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Else it would tell the system it was made on.
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return buffer.getvalue()


def unpack(content: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a ZIP file in their order."""
    with ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
