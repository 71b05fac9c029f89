import argparse
import sys
from pathlib import Path

from ..editions.publishing import inventory
from ..editions.publishing.errors import PublishingError, of_system

NAME = "list"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the published folder")
    parser.add_argument("--format", choices=inventory.FORMATS, default="text")


def run(options: argparse.Namespace) -> int:
    """Say which editions a folder holds, and what was kept aside."""
    try:
        sys.stdout.write(inventory.FORMATS[options.format](inventory.shelf(options.folder)))
    except OSError as error:
        print(of_system(error, options.folder), file=sys.stderr)
        return 1
    except PublishingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
