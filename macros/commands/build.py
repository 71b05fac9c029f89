"""The site and its PDF, whole or not at all."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

from ..diagnostics import Finding, Location, ManualError
from ..loading.project import WITH_PDF, ensure_readable
from ..loading.settings import Edition
from ._placing import swap, target_of, workshop

NAME = "build"
_LAST_SECOND = 2**32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--data", type=Path, help="the data folder, where not that of mkdocs.yml")
    parser.add_argument(
        "--edition",
        choices=get_args(Edition),
        help="for whom, where not as in settings.yaml; an auditor sees what staff do not",
    )
    parser.add_argument("--site", type=Path, default=Path("site"), help="where the site goes")
    parser.add_argument("--without-pdf", action="store_true", help="build the site alone")


def run(options: argparse.Namespace) -> int:
    """Build the site and its PDF; the last good one stays as it was until the new one is whole."""
    ensure_readable()
    site: Path = options.site
    _refuse_late_epoch()
    target = target_of(site)
    made_later = "" if options.without_pdf else "1"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", WITH_PDF: made_later}
    if options.data:
        environment["AIMS_DATA"] = str(options.data.resolve())
    if options.edition:
        environment["AIMS_EDITION"] = options.edition
    with workshop(target) as fresh:
        for step in steps(fresh, options.data)[: 1 if options.without_pdf else None]:
            if subprocess.run(step, env=environment, check=False).returncode:
                kept = f"; {site}{os.sep} is as it was" if site.exists() else ""
                print(f"The manual was not built{kept}.", file=sys.stderr)
                return 1
        swap(fresh, target)
    print(f"The manual stands in {site}{os.sep}: open {site / 'index.html'}.")
    return 0


def _refuse_late_epoch() -> None:
    """Raise a finding for a day that files cannot bear: their times end in 2106."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal() and int(given) >= _LAST_SECOND:
        said = "SOURCE_DATE_EPOCH is after 7 February 2106, the last day that files can bear"
        raise ManualError([Finding(Location("SOURCE_DATE_EPOCH"), said, "Set an earlier day.")])


def steps(fresh: Path, data: Path | None) -> list[list[str]]:
    """Return the commands that build the site into a folder, and put its PDF there."""
    # A process of its own: the engine may be another one some day, and may end in its own way.
    site = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    package = str(__package__).rpartition(".")[0]
    book = [sys.executable, "-m", package, "pdf", "--site", str(fresh)]
    return [site, [*book, "--data", str(data)] if data else book]
