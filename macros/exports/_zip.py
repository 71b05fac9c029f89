"""ZIP files with the same bytes for the same content."""

import io
from collections.abc import Iterable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The range of years in a ZIP file.
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
# Unix permissions: the owner can write, everybody can read.
_READABLE = 0o644 << 16


def pack(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return a ZIP file of files in the given order, with the same date."""
    buffer = io.BytesIO()
    moment = (min(max(day.year, _FIRST_YEAR), _LAST_YEAR), day.month, day.day, 0, 0, 0)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = ZipInfo(name, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system.
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return buffer.getvalue()


def unpack(content: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a ZIP file in their order."""
    with ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
