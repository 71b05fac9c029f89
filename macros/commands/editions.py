import argparse
import sys
from pathlib import Path

from ..editions.publishing import inventory
from ..editions.publishing.errors import of_system
from ._parser import add_format, add_published_folder

NAME = "editions"
FORMER = "list"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_published_folder(parser)
    add_format(parser, inventory.FORMATS)


def run(options: argparse.Namespace) -> int:
    """List the published, replaced and retired editions in a folder."""
    folder: Path = options.folder
    try:
        sys.stdout.write(inventory.FORMATS[options.format](inventory.contents(folder)))
    except OSError as error:
        options.terminal.problem(of_system(error, folder))
        return 1
    return 0
