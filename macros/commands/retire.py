import argparse
import sys
from pathlib import Path

from ..editions.publishing import publisher, rollback, signing
from ..editions.publishing.errors import PublishingError

NAME = "retire"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("edition", metavar="EDITION", help="its number: 1.0")
    parser.add_argument(
        "--from", dest="folder", type=Path, required=True, metavar="DIR", help="the folder it is in"
    )
    parser.add_argument("--heir", default="", help="the edition to which its aliases lead then")
    parser.add_argument("--delete", action="store_true", help="do not keep it aside")
    parser.add_argument("--key", type=Path, metavar="FILE", help="sign the list with this key")
    parser.add_argument("--break-lock", action="store_true", help="where its holder is gone")


def run(options: argparse.Namespace) -> int:
    """Take an edition out of a folder of editions; it is kept aside unless it is to be deleted."""
    try:
        outcome = publisher.retire(
            options.folder,
            options.edition,
            heir=options.heir,
            delete=options.delete,
            key=signing.private_key(options.key) if options.key else None,
            break_lock=options.break_lock,
        )
    except PublishingError as error:
        print(error, file=sys.stderr)
        return 1
    aside = f", kept in {options.folder}/{outcome.aside}" if outcome.aside else ""
    print(f"{options.folder}/{options.edition}: {outcome.said}{aside}.")
    sys.stdout.write(rollback.text(options.folder))
    return 0
