import argparse
import sys
from pathlib import Path

from .. import checks, exports, program
from ..checks import _formats
from ..exports import _audit_pack
from ..loading.project import data_folder
from ..manual import Manual
from ._writing import ensure_file, put

NAME = "audit-pack"
# What the pack takes from the finished site, where it is there, and what it is called in the pack.
_PDF = "downloads/manual.pdf"
_FROM_SITE = {_PDF: "manual.pdf", "manifest.json": "manifest.json"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")
    parser.add_argument(
        "--site", type=Path, default=Path("site"), help="the site for auditors, for its PDF"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("audit-pack.zip"), help="the file to write"
    )


def run(options: argparse.Namespace) -> int:
    """Put all that an auditor takes along into one ZIP file."""
    ensure_file(options.out)
    manual = Manual.load(options.data)
    findings = checks.run(manual)
    if any(one.severity.fails(manual.settings.fail_on) for one in findings):
        sys.stdout.write(_formats.text(findings))
        return 1
    besides, lacking = _from_site(options.site, manual)
    content = _audit_pack.audit_pack(manual, besides)
    out: Path = options.out
    put(out, content)
    print(f"{out}: {len(content) / 1e6:.1f} MB{lacking}")
    return int(bool(lacking))


def _from_site(site: Path, manual: Manual) -> tuple[dict[str, bytes], str]:
    """Return what the site adds to the pack, or in words why it adds no PDF."""
    data = f"{exports.FOLDER}/manual.json"
    own = exports.all_exports(manual)[data]
    if not (site / _PDF).is_file():
        return {}, f"; without the PDF: {site} has none"
    # A PDF for staff, or one of last month's data, would contradict all else in the pack.
    if not (site / data).is_file() or (site / data).read_bytes() != own:
        cure = program.command(f"build --edition auditor --site {site}")
        return {}, f"; without the PDF: {site} is not made of these data for auditors; `{cure}`"
    found = {
        name: (site / path).read_bytes()
        for path, name in _FROM_SITE.items()
        if (site / path).is_file()
    }
    return found, ""
