import argparse
import sys
from pathlib import Path

from ..editions.publishing import signing, verifying
from ..editions.publishing.errors import PublishingError, of_system
from ._parser import add_format, add_published_folder

NAME = "verify"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_published_folder(parser)
    parser.add_argument(
        "--public-key",
        type=Path,
        metavar="FILE",
        help="also verify all signatures against this Ed25519 public key",
    )
    add_format(parser, verifying.FORMATS)


def run(options: argparse.Namespace) -> int:
    """Verify published editions against their manifests."""
    folder: Path = options.folder
    try:
        key = signing.public_key(options.public_key) if options.public_key else None
        found = verifying.verify(folder, key)
    except OSError as error:
        options.terminal.problem(of_system(error, folder))
        return 1
    except PublishingError as error:
        options.terminal.problem(error)
        return 1
    sys.stdout.write(verifying.FORMATS[options.format](folder, found))
    return int(bool(found.flaws))
