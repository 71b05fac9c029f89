import argparse
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from .. import checks
from ..checks import _formats
from ..diagnostics import NOT_RUN, READABLE, Finding, Severity
from ..loading.project import ensure_readable
from ..manual import Manual
from ..model import kinds
from ._parser import add_data, add_format, one_of
from ._terminal import Terminal, counted

NAME = "check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = (
        "The exit code is 1 if a reported finding has at least the severity `fail_on` of "
        "settings.yaml (default: error). A finding is reported if it matches all filters."
    )
    add_data(parser)
    add_format(parser, _formats.FORMATS)
    filters = parser.add_argument_group("filters")
    filters.add_argument(
        "--severity",
        choices=[*map(str, Severity)],
        metavar="SEVERITY",
        help="lowest severity to report: error, warning or notice (default: notice)",
    )
    filters.add_argument(
        "--kind",
        type=one_of("kind of record", lambda: _folders()),
        action="append",
        metavar="KIND",
        help="report on this kind of record only, such as risk or policy; repeatable",
    )
    filters.add_argument(
        "--path",
        type=PurePosixPath,
        action="append",
        metavar="PATH",
        help="report on this file or folder only, such as data/risks; repeatable",
    )
    filters.add_argument(
        "--rule",
        type=one_of("rule", lambda: {name: name for name in (*checks.rules(), READABLE, NOT_RUN)}),
        action="append",
        metavar="RULE",
        help="report findings of this rule only, such as missing-owner; repeatable",
    )


def run(options: argparse.Namespace) -> int:
    """Check the data and report findings, the most severe last."""
    ensure_readable()
    manual = Manual.load(options.data)
    every = checks.run(manual)
    findings = [finding for finding in every if _is_selected(finding, manual, options)]
    terminal: Terminal = options.terminal
    if options.format == "text":
        terminal.findings(findings, _formats.by_rule(findings))
        if hidden := len(every) - len(findings):
            terminal.result(f"The filters hide {counted(hidden, 'other finding')}.")
    else:
        sys.stdout.write(_formats.FORMATS[options.format](findings))
    return int(any(finding.severity.fails(manual.settings.fail_on) for finding in findings))


def _is_selected(finding: Finding, manual: Manual, options: argparse.Namespace) -> bool:
    """Return whether a finding passes all filters."""
    if options.severity and not finding.severity.fails(Severity(options.severity)):
        return False
    if options.rule and finding.rule not in options.rule:
        return False
    paths = [PurePosixPath(place.path) for place in (finding.where, *finding.places)]
    if options.path and not any(_is_below(path, options.path) for path in paths):
        return False
    return not options.kind or _folder(finding, manual, paths[0]) in options.kind


def _is_below(path: PurePosixPath, given: Iterable[PurePosixPath]) -> bool:
    """Return whether a path is one of those given, or below one of them."""
    place = Path(path).absolute()
    return any(place.is_relative_to(Path(item).absolute()) for item in given)


def _folder(finding: Finding, manual: Manual, path: PurePosixPath) -> str:
    """Return the folder of the kind of record that a finding is about."""
    record = manual.find(finding.record) if finding.record else None
    if record:
        return record.folder
    # A file that cannot be read has no record: its place says what it holds.
    data = PurePosixPath(manual.folder or "")
    inner = path.relative_to(data) if path.is_relative_to(data) else path
    return inner.parts[0].partition(".")[0] if inner.parts else ""


def _folders() -> dict[str, str]:
    """Return the folder of each kind of record by the names a user may give it."""
    found = {folder: folder for folder in kinds()}
    return found | {kind.name.replace(" ", "-"): folder for folder, kind in kinds().items()}
