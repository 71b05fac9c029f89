import argparse
import sys
from pathlib import Path

from ..diagnostics import quote_excerpt
from ..editions.publishing import rollback, signing, verifying
from ..editions.publishing.errors import of_system
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
    parser.add_argument(
        "--expect-serial",
        type=_expected,
        metavar="N[:SHA256]",
        help="fail if the serial number of the list of editions is lower than N, the number that "
        "publish printed",
    )
    parser.add_argument(
        "--remember",
        type=Path,
        metavar="FILE",
        help="fail if the list of editions is older than when you last ran verify; its serial "
        "number is kept in FILE",
    )
    add_format(parser, verifying.FORMATS)


def run(options: argparse.Namespace) -> int:
    """Verify published editions against their manifests."""
    folder: Path = options.folder
    try:
        key = signing.public_key(options.public_key) if options.public_key else None
        found = verifying.verify(folder, key, _known(options))
        if options.remember and found.list and not found.flaws:
            rollback.remember(options.remember, found.list)
    except OSError as error:
        options.terminal.problem(of_system(error, folder))
        return 1
    sys.stdout.write(verifying.FORMATS[options.format](folder, found))
    return int(bool(found.flaws))


def _expected(text: str) -> rollback.Known:
    try:
        return rollback.expected(text)
    except ValueError:
        said = f"{quote_excerpt(text)}: write the serial that `publish` printed: 3, or 3:CHECKSUM"
        raise argparse.ArgumentTypeError(said) from None


def _known(options: argparse.Namespace) -> list[rollback.Known]:
    """Return the lists of editions that the reader knows of."""
    of_file = rollback.remembered(options.remember, options.folder) if options.remember else None
    return [known for known in (options.expect_serial, of_file) if known]
