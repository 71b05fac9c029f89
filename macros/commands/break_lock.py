import argparse
from pathlib import Path

from ..diagnostics import escape_control
from ..editions.publishing import lock
from ..editions.publishing.errors import of_system
from ._parser import add_published_folder

NAME = "break-lock"
FORMER = "unlock"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_published_folder(parser)


def run(options: argparse.Namespace) -> int:
    """Remove a stale lock; the lock of a publication in progress is not removed."""
    folder: Path = options.folder
    if not folder.is_dir():
        message = escape_control(f"{folder}: is not a folder")
        options.terminal.problem(f"{message}\n    Name the published folder.")
        return 1
    try:
        holder = lock.break_stale(folder)
    except OSError as error:
        options.terminal.problem(of_system(error, folder))
        return 1
    result = f"the lock of {holder} was removed" if holder else "is not locked"
    options.terminal.result(escape_control(f"{folder}: {result}."))
    return 0
