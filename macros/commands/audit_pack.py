import argparse
import sys
from pathlib import Path

from .. import audit_pack, checks, reports
from ..manual import Manual
from ..project import data_folder

NAME = "audit-pack"
# What the pack takes from the finished site, where it is there, and what it is called in the pack.
_FROM_SITE = {"downloads/manual.pdf": "manual.pdf", "manifest.json": "manifest.json"}


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
    manual = Manual.load(options.data)
    findings = checks.run(manual)
    if any(one.level.fails(manual.settings.fail_on) for one in findings):
        sys.stdout.write(reports.text(findings))
        return 1
    besides = {
        name: (options.site / path).read_bytes()
        for path, name in _FROM_SITE.items()
        if (options.site / path).is_file()
    }
    content = audit_pack.audit_pack(manual, besides)
    out: Path = options.out
    out.parent.mkdir(parents=True, exist_ok=True)
    # The last good file stays until the new one is complete.
    fresh = out.with_name(f".{out.name}.new")
    fresh.write_bytes(content)
    fresh.replace(out)
    lacking = "" if "manual.pdf" in besides else f"; without the PDF: {options.site} has none"
    print(f"{out}: {len(content) / 1e6:.1f} MB{lacking}")
    return 0
