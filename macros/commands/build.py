"""The site and its PDF, whole or not at all."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import get_args

from ..findings import Finding, Location, ManualError
from ..outline import FILE
from ..project import WITH_PDF, ensure_readable
from ..settings import Edition

NAME = "build"


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
    _refuse_to_lose(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    made_later = "" if options.without_pdf else "1"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", WITH_PDF: made_later}
    if options.data:
        environment["AIMS_DATA"] = str(options.data.resolve())
    if options.edition:
        environment["AIMS_EDITION"] = options.edition
    with tempfile.TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        fresh = Path(folder) / "site"
        for step in steps(fresh, options.data)[: 1 if options.without_pdf else None]:
            if subprocess.run(step, env=environment, check=False).returncode:
                kept = f"; {site}{os.sep} is as it was" if site.exists() else ""
                print(f"The manual was not built{kept}.", file=sys.stderr)
                return 1
        swap(fresh, site)
    print(f"The manual stands in {site}{os.sep}: open {site / 'index.html'}.")
    return 0


def _refuse_to_lose(site: Path) -> None:
    """Raise a finding where something stands in the place of the site that no build made."""
    ours = (site / FILE).is_file() or (site.is_dir() and not any(site.iterdir()))
    if ours or not os.path.lexists(site):
        return
    said = "is no site that a build made, and would be lost"
    raise ManualError([Finding(Location(str(site)), said, "Name another folder with --site.")])


def steps(fresh: Path, data: Path | None) -> list[list[str]]:
    """Return the commands that build the site into a folder, and put its PDF there."""
    # A process of its own: the engine may be another one some day, and may end in its own way.
    site = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    package = str(__package__).rpartition(".")[0]
    book = [sys.executable, "-m", package, "pdf", "--site", str(fresh)]
    return [site, [*book, "--data", str(data)] if data else book]


def swap(fresh: Path, site: Path) -> None:
    """Put a fresh folder in the place of another; if that fails, the other one is back."""
    old = fresh.with_name("old")
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
