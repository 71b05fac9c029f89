import argparse
import sys
from pathlib import Path

from ..diagnostics import escape_control
from ..editions.publishing import lock
from ..editions.publishing.errors import PublishingError, of_system

NAME = "unlock"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the published folder")


def run(options: argparse.Namespace) -> int:
    """Break the lock of somebody who is gone; the lock of a publisher at work holds."""
    if not options.folder.is_dir():
        print(escape_control(f"{options.folder}: is not a folder"), file=sys.stderr)
        print("    Name the folder that is published.", file=sys.stderr)
        return 1
    try:
        who = lock.broken(options.folder)
    except OSError as error:
        print(of_system(error, options.folder), file=sys.stderr)
        return 1
    except PublishingError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.folder}: {f'the lock of {who} is broken' if who else 'is not locked'}.")
    return 0
