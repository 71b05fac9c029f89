"""The cells of a workbook, within limits: a small file can claim to have billions."""

import io
import zipfile
from datetime import date
from typing import Any

MOST_ROWS, MOST_COLUMNS, MOST_UNPACKED = 20_000, 200, 16_000_000


def read_cells(raw: bytes) -> tuple[list[list[Any]], date]:
    """Return the rows of the first visible sheet of a workbook, and the day its numbers count from.

    Raises:
        ValueError: If it is not a workbook, or is larger than the limits.
    """
    # A fifth of a second that no other command needs.
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import WINDOWS_EPOCH

    _refuse_bomb(raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            return [], WINDOWS_EPOCH.date()
        # What the file says of its own size is not always true, and some tools leave it out.
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
        rows = [_without_end(row) for row in found]
    except Exception as error:  # openpyxl lets through whatever its parsers raise.
        raise ValueError("is not a workbook") from error
    if len(rows) > MOST_ROWS:
        raise ValueError(f"has more than {MOST_ROWS:,} rows")
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise ValueError(f"has more than {MOST_COLUMNS} columns")
    return rows, book.epoch.date()


def _without_end(row: tuple[Any, ...]) -> list[Any]:
    """Return a row up to its last cell that holds something."""
    last = next((n for n in range(len(row), 0, -1) if row[n - 1] not in (None, "")), 0)
    return list(row[:last])


def _refuse_bomb(raw: bytes) -> None:
    """Refuse what is not an archive, or is too large when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            # No more than this is ever unpacked, whatever is packed.
            unpacked = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ValueError("is not a workbook") from error
    if unpacked > MOST_UNPACKED:
        limit = f"{MOST_UNPACKED / 1e6:.0f} MB"
        raise ValueError(f"is too large when unpacked ({unpacked / 1e6:.0f} MB; limit {limit})")
