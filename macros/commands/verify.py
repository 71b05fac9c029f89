import argparse
import sys
from pathlib import Path

from ..diagnostics import quote_excerpt
from ..editions.publishing import rollback, signing, verifying
from ..editions.publishing.errors import PublishingError, of_system

NAME = "verify"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the published folder")
    parser.add_argument(
        "--public-key", type=Path, metavar="FILE", help="also check that all is signed with its key"
    )
    parser.add_argument(
        "--expect-serial",
        type=_expected,
        metavar="N[:SHA256]",
        help="fail if the list of editions is older than the one that `publish` printed",
    )
    parser.add_argument(
        "--remember",
        type=Path,
        metavar="FILE",
        help="fail if the list of editions is older than the last time; keep its serial in FILE",
    )
    parser.add_argument("--format", choices=verifying.FORMATS, default="text")


def run(options: argparse.Namespace) -> int:
    """Say what in a published folder is not as it was published."""
    try:
        key = signing.public_key(options.public_key) if options.public_key else None
        found = verifying.verify(options.folder, key, _known(options))
        if options.remember and found.list and not found.flaws:
            rollback.remember(options.remember, found.list)
    except OSError as error:
        print(of_system(error, options.folder), file=sys.stderr)
        return 1
    except PublishingError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.write(verifying.FORMATS[options.format](options.folder, found))
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
