"""The manual without a site: `python -m macros check`."""

import argparse
import sys
from pathlib import Path

from . import checks, reports
from .manual import Manual


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return 0 where all is well, else 1."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="say what is to be put right in the data")
    check.add_argument("--data", type=Path, default=Path("data"), help="the data folder")
    check.add_argument("--format", choices=reports.FORMATS, default="text")
    options = parser.parse_args(arguments)
    return _check(options)


def _check(options: argparse.Namespace) -> int:
    manual = Manual.load(options.data)
    findings = checks.run(manual)
    sys.stdout.write(reports.FORMATS[options.format](findings))
    return int(any(finding.level.fails(manual.settings.fail_on) for finding in findings))


if __name__ == "__main__":
    sys.exit(main())
