import argparse
import sys

from ..diagnostics import Finding, Location, ManualError, did_you_mean, quote_excerpt
from ..editions.comparison import FORMATS, compare, impacts_by_role, redact_both
from ..editions.resolve import snapshot_of
from ._parser import add_data, add_format

NAME = "diff"
SAME, DIFFERENT, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = (
        "Each side is the folder of an edition, a published folder (its newest edition), a data "
        "folder, a manual.json, or a git revision of the data.\n"
        "Exit codes: 0 no difference, 1 differences found, 2 one side cannot be read."
    )
    parser.add_argument("old", metavar="OLD", help="what to compare with, such as edition 2.1")
    parser.add_argument(
        "new", metavar="NEW", nargs="?", help="what to compare (default: the data folder)"
    )
    add_data(parser)
    add_format(parser, FORMATS)
    parser.add_argument("--role", metavar="ID", help="report the changes for this role only")
    parser.add_argument(
        "--renamed",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="a record whose id changed, if its aliases do not list the former id; repeatable",
    )


def run(options: argparse.Namespace) -> int:
    """Compare two editions, data folders or git revisions and report the changes by role."""
    try:
        old = snapshot_of(options.old, options.data)
        new = snapshot_of(options.new or str(options.data), options.data)
        old, new = redact_both(old, new)
        pairs = (pair.partition("=") for pair in options.renamed)
        found = compare(old, new, {before.strip(): now.strip() for before, _, now in pairs})
        by_role = impacts_by_role(found, old, new)
        if options.role is not None:
            roles = {*new.records.get("roles", {}), *old.records.get("roles", {})}
            if options.role not in roles:
                message = f"no role has the id {quote_excerpt(options.role)}"
                where = Location(options.new or str(options.data))
                raise ManualError([Finding(where, message, did_you_mean(options.role, roles))])
            by_role = {options.role: by_role.get(options.role, [])}
            kept = {(impact.change.folder, impact.change.key) for impact in by_role[options.role]}
            found = found.only(kept)
    except ManualError as error:
        options.terminal.problems(error.findings)
        return UNREADABLE
    sys.stdout.write(FORMATS[options.format](found, by_role))
    return DIFFERENT if found else SAME
