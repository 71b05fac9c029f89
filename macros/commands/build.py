"""The site and its PDF, complete or not at all."""

import argparse
import os
from pathlib import Path
from typing import get_args

from ..diagnostics import Finding, Location, ManualError
from ..loading.project import data_folder, ensure_readable
from ..loading.settings import Audience
from ._parser import Renamed, add_site
from ._placing import swap, target_of, workshop
from ._steps import PDF, Runner, environment, steps
from ._terminal import Terminal, counted

NAME = "build"
_LAST_SECOND = 2**32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help=f"data folder (default: {data_folder()}, as in mkdocs.yml)",
    )
    add_audience(parser)
    parser.add_argument(
        "--edition", action=Renamed, to="--audience", dest="audience", choices=get_args(Audience)
    )
    add_site(parser, "folder for the site; replaced only if a build created it")
    parser.add_argument("--without-pdf", action="store_true", help="build the site without a PDF")


def add_audience(parser: argparse._ActionsContainer) -> None:
    """Add the option that names the audience."""
    audiences = get_args(Audience)
    parser.add_argument(
        "--audience",
        choices=audiences,
        metavar="AUDIENCE",
        help=f"{' or '.join(audiences)}; the auditor edition shows everything "
        "(default: `audience` in settings.yaml)",
    )


def run(options: argparse.Namespace) -> int:
    """Build the site and its PDF; after an error, the existing site is unchanged."""
    ensure_readable()
    site: Path = options.site
    terminal: Terminal = options.terminal
    _refuse_late_epoch()
    target = target_of(site)
    with_pdf = not options.without_pdf
    runner = Runner(terminal, environment(options.data, options.audience, with_pdf=with_pdf))
    with workshop(target) as fresh:
        for step in steps(fresh, options.data)[: 2 if with_pdf else 1]:
            result = runner.run(step)
            if result.code:
                for line in result.traceback:
                    terminal.log(line)
                kept = f" {site}{os.sep} was not changed." if site.exists() else ""
                terminal.problem(f"The build failed.{kept}")
                return 1
        pages = sum(1 for _ in fresh.rglob("*.html"))
        book = f" PDF: {site / PDF} ({counted(pages_of(fresh / PDF), 'page')})." if with_pdf else ""
        swap(fresh, target)
    built = f"Built {counted(pages, 'page')} in {site}{os.sep} ({terminal.elapsed()})."
    terminal.result(f"{built}{book} Open {site / 'index.html'}")
    return 0


def pages_of(pdf: Path) -> int:
    """Return the number of pages of a PDF."""
    # Loaded where it is used: no other command should wait for it.
    import pikepdf

    with pikepdf.open(pdf) as document:
        return len(document.pages)


def _refuse_late_epoch() -> None:
    """Refuse a date that the times of files cannot have: they end in 2106.

    Raises:
        ManualError: If `SOURCE_DATE_EPOCH` is such a date.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal() and int(given) >= _LAST_SECOND:
        problem = "SOURCE_DATE_EPOCH is after 7 February 2106, the last date that a file can have"
        raise ManualError([Finding(Location("SOURCE_DATE_EPOCH"), problem, "Set an earlier date.")])
