"""Reads the cells of a workbook, up to limits: a small file can claim to have billions."""

import io
import zipfile
from datetime import date
from typing import Any

MOST_ROWS, MOST_COLUMNS, MOST_UNPACKED = 20_000, 200, 16_000_000


def read_cells(raw: bytes) -> tuple[list[list[Any]], date]:
    """Return the rows of the first visible sheet, and the day from which date numbers count.

    Raises:
        ValueError: If it is not a workbook, or is larger than the limits.
    """
    # The import takes 0.2 s, and only this command needs it.
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import WINDOWS_EPOCH

    _refuse_bomb(raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet = next((found for found in book.worksheets if found.sheet_state == "visible"), None)
        if sheet is None:
            return [], WINDOWS_EPOCH.date()
        # The size that the file states may be missing or wrong.
        sheet.reset_dimensions()
        found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
        rows = [_without_end(row) for row in found]
    except Exception as error:  # openpyxl passes on every error of its parsers.
        raise ValueError("is not a workbook") from error
    if len(rows) > MOST_ROWS:
        raise ValueError(f"has more than {MOST_ROWS:,} rows")
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise ValueError(f"has more than {MOST_COLUMNS} columns")
    return rows, book.epoch.date()


def _without_end(row: tuple[Any, ...]) -> list[Any]:
    """Return a row up to its last cell that is not empty."""
    last = next((n for n in range(len(row), 0, -1) if row[n - 1] not in (None, "")), 0)
    return list(row[:last])


def _refuse_bomb(raw: bytes) -> None:
    """Refuse a file that is not an archive or is too large when unpacked.

    Raises:
        ValueError: If it is not an archive or is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            # `zipfile` never unpacks more than this size.
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ValueError("is not a workbook") from error
    if unpacked > MOST_UNPACKED:
        limit = f"{MOST_UNPACKED / 1e6:.0f} MB"
        raise ValueError(f"is too large when unpacked ({unpacked / 1e6:.0f} MB; limit {limit})")
