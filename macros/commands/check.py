import argparse
import sys
from pathlib import Path

from .. import checks, reports
from ..manual import Manual
from ..project import data_folder, ensure_readable

NAME = "check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")
    parser.add_argument("--format", choices=reports.FORMATS, default="text")


def run(options: argparse.Namespace) -> int:
    """Say what is to be put right in the data."""
    ensure_readable()
    manual = Manual.load(options.data)
    findings = checks.run(manual)
    sys.stdout.write(reports.FORMATS[options.format](findings))
    return int(any(finding.level.fails(manual.settings.fail_on) for finding in findings))
