import argparse
import sys
from pathlib import Path

from ..diagnostics import Finding, Location, ManualError, did_you_mean, quote_excerpt
from ..editions.comparison import FORMATS, compare, impacts_by_role, redact_both
from ..editions.resolve import snapshot_of
from ..loading.project import data_folder

NAME = "diff"
SAME, DIFFERENT, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.description = (
        "Say what changed between two editions. Each is the folder of an edition, a published "
        "folder (its newest edition), a data folder, a manual.json, or a git revision of the data. "
        "Returns 0 where nothing changed, 1 where something did, 2 where one cannot be read."
    )
    parser.add_argument("old", metavar="OLD", help="what to compare with")
    parser.add_argument("new", metavar="NEW", nargs="?", help="what to compare; else the data")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--role", help="only what concerns the role of this id")
    parser.add_argument(
        "--renamed",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="a record that has another id now, where its aliases do not say so",
    )
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")


def run(options: argparse.Namespace) -> int:
    """Say what changed between two editions, folders or git revisions, and whom it concerns."""
    try:
        old = snapshot_of(options.old, options.data)
        new = snapshot_of(options.new or str(options.data), options.data)
        old, new = redact_both(old, new)
        pairs = (one.partition("=") for one in options.renamed)
        found = compare(old, new, {before.strip(): now.strip() for before, _, now in pairs})
        by_role = impacts_by_role(found, old, new)
        if options.role is not None:
            roles = {*new.records.get("roles", {}), *old.records.get("roles", {})}
            if options.role not in roles:
                said = f"no role has the id {quote_excerpt(options.role)}"
                where = Location(options.new or str(options.data))
                raise ManualError([Finding(where, said, did_you_mean(options.role, roles))])
            by_role = {options.role: by_role.get(options.role, [])}
            kept = {(one.change.folder, one.change.key) for one in by_role[options.role]}
            found = found.only(kept)
    except ManualError as error:
        for finding in error.findings:
            print(finding, file=sys.stderr)
        return UNREADABLE
    sys.stdout.write(FORMATS[options.format](found, by_role))
    return DIFFERENT if found else SAME
