import argparse
import sys
from pathlib import Path

from .. import checks
from ..checks import _formats
from ..loading.project import data_folder, ensure_readable
from ..manual import Manual

NAME = "check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")
    parser.add_argument("--format", choices=_formats.FORMATS, default="text")


def run(options: argparse.Namespace) -> int:
    """Say what is to be put right in the data."""
    ensure_readable()
    manual = Manual.load(options.data)
    findings = checks.run(manual)
    sys.stdout.write(_formats.FORMATS[options.format](findings))
    return int(any(finding.severity.fails(manual.settings.fail_on) for finding in findings))
