import argparse
import shlex
from pathlib import Path

from .. import checks, exports, program
from ..diagnostics import Finding, Location
from ..exports import _audit_pack
from ..manual import Manual
from ._parser import add_data, add_site
from ._steps import PDF
from ._terminal import Terminal
from ._writing import ensure_file, put

NAME = "audit-pack"
_FROM_SITE = {PDF.as_posix(): "manual.pdf", "manifest.json": "manifest.json"}
"""The files of a finished site that go into the pack, and their names there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_data(parser)
    add_site(parser, "site of the auditor edition; the pack contains its PDF")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        default=Path("audit-pack.zip"),
        help="file to write (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Pack the evidence for an audit into one ZIP file."""
    terminal: Terminal = options.terminal
    ensure_file(options.out)
    manual = Manual.load(options.data)
    findings = checks.run(manual)
    if any(finding.severity.fails(manual.settings.fail_on) for finding in findings):
        terminal.findings(findings)
        return 1
    attached, problem = _from_site(options.site, manual)
    content = _audit_pack.audit_pack(manual, attached)
    put(options.out, content)
    terminal.result(f"Wrote {options.out} ({len(content) / 1e6:.1f} MB).")
    if problem:
        terminal.problems([problem])
    return int(problem is not None)


def _from_site(site: Path, manual: Manual) -> tuple[dict[str, bytes], Finding | None]:
    """Return the files of the site that go into the pack, or why there are none."""
    data = f"{exports.FOLDER}/manual.json"
    own = exports.all_exports(manual)[data]
    build = program.command(f"build --audience auditor --site {shlex.quote(str(site))}")
    hint = f"Run `{build}`, then pack again."
    if not (site / PDF).is_file():
        return {}, Finding(Location(str(site)), "has no PDF, so the pack has none", hint)
    # A PDF for staff, or one of last month's data, would contradict all else in the pack.
    if not (site / data).is_file() or (site / data).read_bytes() != own:
        message = "was not built from these data for auditors, so the pack has no PDF"
        return {}, Finding(Location(str(site)), message, hint)
    found = {
        name: (site / path).read_bytes()
        for path, name in _FROM_SITE.items()
        if (site / path).is_file()
    }
    return found, None
