import argparse
from pathlib import Path

from ..diagnostics import escape_control
from ..editions.publishing import publisher, rollback, signing
from ._parser import Renamed

NAME = "retire"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("edition", metavar="EDITION", help="number of the edition, such as 1.0")
    parser.add_argument(
        "--from",
        dest="folder",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="published folder (required)",
    )
    parser.add_argument(
        "--successor",
        metavar="EDITION",
        default="",
        help="edition that takes over its aliases, such as latest; required if it has aliases",
    )
    parser.add_argument("--heir", action=Renamed, to="--successor", dest="successor")
    parser.add_argument(
        "--delete", action="store_true", help="delete the edition (default: move it to .retired/)"
    )
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="sign the list of editions with this key"
    )
    parser.add_argument("--break-lock", action="store_true", help="remove a stale lock first")


def run(options: argparse.Namespace) -> int:
    """Retire an edition: remove it from the list, and move it to .retired/ or delete it."""
    outcome = publisher.retire(
        options.folder,
        options.edition,
        successor=options.successor,
        delete=options.delete,
        key=signing.private_key(options.key) if options.key else None,
        break_lock=options.break_lock,
    )
    aside = f", kept in {options.folder}/{outcome.aside}" if outcome.aside else ""
    options.terminal.result(
        escape_control(f"{options.folder}/{options.edition}: {outcome.result}{aside}.")
    )
    options.terminal.result(rollback.text(options.folder).rstrip("\n"))
    return 0
