import argparse
import sys
from pathlib import Path

from ..editions.publishing import signing, verifying
from ..editions.publishing.errors import PublishingError, of_system

NAME = "verify"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the published folder")
    parser.add_argument(
        "--public-key", type=Path, metavar="FILE", help="also check that all is signed with its key"
    )
    parser.add_argument("--format", choices=verifying.FORMATS, default="text")


def run(options: argparse.Namespace) -> int:
    """Say what in a published folder is not as it was published."""
    try:
        key = signing.public_key(options.public_key) if options.public_key else None
        found = verifying.verify(options.folder, key)
    except OSError as error:
        print(of_system(error, options.folder), file=sys.stderr)
        return 1
    except PublishingError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.write(verifying.FORMATS[options.format](options.folder, found))
    return int(bool(found.flaws))
