"""Files that a command writes, complete or not at all."""

from pathlib import Path

from ..diagnostics import Finding, Location, ManualError


def ensure_file(out: Path) -> None:
    """Refuse a folder as the file to write.

    Raises:
        ManualError: If the path is a folder.
    """
    if out.is_dir():
        raise ManualError([Finding(Location(str(out)), "is a folder", "Name a file with --out.")])


def put(out: Path, content: bytes) -> None:
    """Write a file; an existing one stays until the new one is complete.

    Raises:
        OSError: If it cannot be written; the error names the file, or a folder around it.
    """
    fresh = out.with_name(f".{out.name}.new")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.write_bytes(content)
        fresh.replace(out)
    except OSError as error:
        if fresh.is_file():
            fresh.unlink()
        raise OSError(error.errno, error.strerror, str(out)) from error
